-- [part right]
-- with = paid, programme, standard

-- 补差类可能发得不对的案和月：按公式重算，(人数 x 标准 - 年收入) / 12，最后取整一次（policy 9.3、9.4）。
-- 先找出正常发放和公式不一样的、另有补发的，再把这个月的几笔合起来（base）。
-- 收入取当月有效的决定或名册；只有年底名册的，按名册上的收入倒推以前各月。
-- most：分类施保没有分开记的旧名册，加上分类施保最多可以多多少。
SELECT x.casefile AS casefile, x.month AS month, x.members AS members, x.income AS income,
    x.year_fen AS year_fen, x.right AS right,
    CASE WHEN x.whole THEN x.members * x.year_fen / 12
        * (coalesce(:supp_elder, 0) + coalesce(:supp_minor, 0) + coalesce(:supp_disabled, 0)
            + coalesce(:supp_ill, 0)) / 100 ELSE 0 END AS most,
    (SELECT sum(w.base) FROM paid w WHERE w.casefile = x.casefile AND w.month = x.month) AS base,
    (SELECT count(*) FROM paid w WHERE w.casefile = x.casefile AND w.month = x.month
        AND w.reason IS NOT NULL) AS extras
FROM (SELECT y.casefile AS casefile, y.month AS month, y.members AS members, y.income AS income,
        y.year_fen AS year_fen, y.whole AS whole, y.base AS base, y.reason AS reason,
        max(CASE :round_mode
                WHEN 'half' THEN (2 * y.gap + 12 * :round_unit) / (24 * :round_unit)
                WHEN 'down' THEN y.gap / (12 * :round_unit)
                ELSE (y.gap + 12 * :round_unit - 1) / (12 * :round_unit) END * :round_unit,
            (y.members * y.year_fen * :floor_pct / 1200 + :round_unit - 1)
                / :round_unit * :round_unit) AS right
    FROM (SELECT z.*, max(z.members * z.year_fen - z.income, 0) AS gap
        FROM (SELECT c.id AS casefile, c.origin = 'imported' AS whole, w.month AS month,
                w.members AS members, w.base AS base, w.reason AS reason,
                s.year_fen AS year_fen,
                coalesce(
                    (SELECT a.year_income FROM award a WHERE a.casefile = c.id
                     AND a.from_month <= w.month
                     AND (a.to_month IS NULL OR a.to_month >= w.month)
                     ORDER BY a.from_month DESC LIMIT 1),
                    CASE WHEN c.origin = 'imported' THEN
                        (SELECT a.year_income FROM award a WHERE a.casefile = c.id
                         ORDER BY a.from_month LIMIT 1) END,
                    CASE WHEN c.origin = 'imported' THEN c.roster_income END) AS income
            FROM casefile c
            CROSS JOIN paid w
            CROSS JOIN standard s
            WHERE c.programme IN (SELECT key FROM programme WHERE amount = 'gap')
                AND w.casefile = c.id AND s.programme = c.programme AND s.area = c.area
                AND w.month BETWEEN s.first AND s.last
            LIMIT -1) z
        WHERE z.income IS NOT NULL) y) x
WHERE x.reason IS NOT NULL OR x.base <> x.right
