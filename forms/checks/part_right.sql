-- [part right]
-- with = paid, programme, standard

-- 补差类每案每月按公式重算：(人数 x 标准 - 年收入) / 12，最后取整一次（policy 9.3、9.4）。
-- 收入取当月有效的决定或名册；只有年底名册的，按名册上的收入倒推以前各月。
-- most：分类施保没有分开记的旧名册，加上分类施保最多可以是多少。
SELECT casefile, month, members, base, year_fen, income, head,
    max(CASE :round_mode
            WHEN 'half' THEN (2 * gap + 12 * :round_unit) / (24 * :round_unit)
            WHEN 'down' THEN gap / (12 * :round_unit)
            ELSE (gap + 12 * :round_unit - 1) / (12 * :round_unit) END * :round_unit,
        (members * year_fen * :floor_pct / 1200 + :round_unit - 1) / :round_unit * :round_unit)
        AS right,
    CASE WHEN whole THEN members * year_fen / 12
        * (coalesce(:supp_elder, 0) + coalesce(:supp_minor, 0) + coalesce(:supp_disabled, 0)
            + coalesce(:supp_ill, 0)) / 100 ELSE 0 END AS most
FROM (SELECT w.casefile AS casefile, w.month AS month, w.members AS members, w.base AS base,
        s.year_fen AS year_fen, w.income AS income, w.whole AS whole, w.head AS head,
        max(w.members * s.year_fen - w.income, 0) AS gap
    FROM (SELECT w.casefile AS casefile, w.month AS month, w.members AS members,
            w.base AS base, c.programme AS programme, c.area AS area, c.household AS head,
            c.origin = 'imported' AS whole,
            coalesce(
                (SELECT a.year_income FROM award a WHERE a.casefile = w.casefile
                 AND a.from_month <= w.month AND (a.to_month IS NULL OR a.to_month >= w.month)
                 ORDER BY a.from_month DESC LIMIT 1),
                CASE WHEN c.origin = 'imported' THEN coalesce(
                    (SELECT a.year_income FROM award a WHERE a.casefile = w.casefile
                     ORDER BY a.from_month LIMIT 1), c.roster_income) END) AS income
        FROM paid w
        JOIN casefile c ON c.id = w.casefile
        WHERE c.programme IN (SELECT key FROM programme WHERE amount = 'gap')) w
    JOIN standard s ON s.programme = w.programme AND s.area = w.area AND s.month = w.month
    WHERE w.income IS NOT NULL AND s.year_fen > 0)
