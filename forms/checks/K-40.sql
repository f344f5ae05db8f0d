-- [check K-40]
-- title = 断发：在享受却没有发
-- title[en] = Not paid though entitled
-- severity = error
-- finding = P9
-- law = C-13
-- with = paid, programme, month, dead
-- say = {programme:programme}（{file_no}）{first} 至 {last} 有 {months} 个月没有发，也没有补发
-- say[en] = {programme:programme} ({file_no}): {first} to {last}, {months} months neither paid nor paid later

-- 前后都发过的月份中间不能断；有在享受的决定（名册）、同一册的别人发了的月份也不能断。
-- 决定停过的月份、本人去世以后的月份不算。月份用 年 x 12 + 月 来比。
WITH span AS (
    SELECT w.casefile AS casefile, min(w.month) AS first, max(w.month) AS last, count(DISTINCT w.month) AS n
    FROM paid w GROUP BY w.casefile),
rolls AS (
    SELECT b.programme AS programme, b.area AS area, min(b.for_month) AS first,
        max(b.for_month) AS last
    FROM payment_batch b
    WHERE b.no IS NULL AND b.for_month BETWEEN :from_month AND :to_month
        AND b.state IN ('approved', 'sent', 'reconciled', 'closed')
        AND b.programme IN (SELECT key FROM programme WHERE amount <> 'cap')
    GROUP BY b.programme, b.area),
due AS MATERIALIZED (
    SELECT c.id AS casefile, c.programme AS programme, c.person AS person, s.n AS n,
        min(coalesce(s.first, '9999-12'), coalesce(max(a.first, r.first), '9999-12')) AS first,
        max(coalesce(s.last, ''), coalesce(min(a.last, r.last), '')) AS last
    FROM casefile c
    JOIN rolls r ON r.programme = c.programme AND r.area = c.area
    LEFT JOIN span s ON s.casefile = c.id
    LEFT JOIN (SELECT casefile, min(from_month) AS first,
            max(coalesce(to_month, '9999-12')) AS last FROM award GROUP BY casefile) a
        ON a.casefile = c.id),
gap AS (
    SELECT d.casefile AS casefile, m.month AS month
    FROM due d
    CROSS JOIN month m
    WHERE d.first <= d.last AND m.month BETWEEN d.first AND d.last
        AND (substr(d.last, 1, 4) - substr(d.first, 1, 4)) * 12
            + substr(d.last, 6, 2) - substr(d.first, 6, 2) + 1 > coalesce(d.n, 0)
        AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.casefile = d.casefile
            AND p.for_month = m.month AND p.state IN ('paid', 'planned'))
        AND NOT EXISTS (SELECT 1 FROM dead x WHERE x.person = d.person
            AND substr(x.died, 1, 7) < m.month)
        AND (EXISTS (SELECT 1 FROM award a WHERE a.casefile = d.casefile
                AND a.from_month <= m.month
                AND (a.to_month IS NULL OR a.to_month >= m.month))
            OR NOT EXISTS (SELECT 1 FROM award a WHERE a.casefile = d.casefile
                AND a.to_month < m.month)))
SELECT 'person' AS kind, coalesce(o.id_no, c.file_no) AS subject, g.casefile AS casefile,
    c.programme AS part, c.programme AS programme, c.file_no AS file_no, min(g.month) AS first,
    max(g.month) AS last, count(*) AS months
FROM gap g
JOIN casefile c ON c.id = g.casefile
LEFT JOIN person o ON o.id = coalesce(c.person, (SELECT m.person FROM member m
    WHERE m.household = c.household AND m.relation = '01' AND m.to_date IS NULL LIMIT 1))
GROUP BY g.casefile
