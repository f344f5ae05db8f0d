-- [check K-71]
-- title = 半年、按季度复核的没有做
-- title[en] = Half-yearly review not done
-- severity = warn
-- finding = P16
-- law = D-60
-- params = review_months_b, review_months_c
-- with = state, programme, dead
-- say = {village}：有劳动能力、收入不稳定和本单位定为 B、C 类的 {n} 户中，{open} 户过了复核期，最早的是 {oldest}；名单在年度复核里
-- say[en] = {village}: of {n} that are reviewed more than once a year {open} are overdue, the oldest since {oldest}; the yearly review lists them

-- 半年一次的看项目文件有没有 half_year，劳动能力、收入种类看代码表的 able、unstable。过了一年的由 K-70 说。
WITH flag AS MATERIALIZED (
    SELECT json_extract(j.value, '$[0]') AS list, json_extract(j.value, '$[1]') AS code
    FROM json_each(:unsteady) j),
class AS (
    SELECT c.id AS casefile, c.household AS household, c.review_class AS said,
        p.half AND (EXISTS (SELECT 1 FROM member m JOIN person o ON o.id = m.person
                JOIN flag f ON f.list = 'labour' AND f.code = o.labour
                WHERE m.household = c.household AND m.to_date IS NULL AND m.counted = 1
                    AND o.id NOT IN (SELECT person FROM dead))
            OR EXISTS (SELECT 1 FROM income_item i
                JOIN flag f ON f.list = i.section || '_kind' AND f.code = i.kind
                WHERE i.casefile = c.id AND i.state <> 'superseded')) AS half
    FROM casefile c
    JOIN programme p ON p.key = c.programme AND p.reviewed
    JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active')
SELECT 'village' AS kind, x.code AS subject, min(CASE WHEN x.late THEN x.casefile END) AS casefile,
    x.village AS village, count(*) AS n, sum(x.late) AS open,
    min(CASE WHEN x.late THEN x.since END) AS oldest
FROM (SELECT y.*, y.since >= date(:to, '-12 months') AND y.since < date(:to, '-'
            || CASE y.said WHEN 'C' THEN coalesce(:review_months_c, 3)
                ELSE coalesce(:review_months_b, 6) END || ' months') AS late
    FROM (SELECT k.casefile AS casefile, k.said AS said,
            coalesce(h.village, h.village_name, '') AS code,
            coalesce(d.name, h.village_name, :office_name) AS village,
            max(coalesce((SELECT max(i.settled_on) FROM review_item i
                    WHERE i.casefile = k.casefile), ''),
                (SELECT max(t.done_on) FROM step t WHERE t.casefile = k.casefile AND t.undone = 0
                 AND t.action IN ('confirm', 'recheck', 'import', 'capture'))) AS since
        FROM class k
        JOIN household h ON h.id = k.household
        LEFT JOIN division d ON d.code = h.village
        WHERE k.half OR k.said IN ('B', 'C')) y) x
GROUP BY x.code, x.village
HAVING sum(x.late) > 0
