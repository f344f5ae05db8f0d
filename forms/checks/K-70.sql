-- [check K-70]
-- title = 年度复核没有做完
-- title[en] = Yearly review not done
-- severity = warn
-- finding = P16
-- law = D-60、T-25
-- with = state, programme
-- say = {village}：在享受的 {n} 户（人）中有 {open} 户一年没有复核，最早的是 {oldest}；名单在年度复核里
-- say[en] = {village}: {open} of {n} were not reviewed for a year, the oldest since {oldest}; the yearly review lists them

-- 一个村一行。LIMIT -1：每户的 since 只算一次。名册导入的从导入那天起算；年底（检查到 12 月 31 日）还没做的算错误。
SELECT 'village' AS kind, x.code AS subject, min(CASE WHEN x.late THEN x.casefile END) AS casefile,
    CASE WHEN substr(:to, 6) = '12-31' THEN 'error' END AS severity, x.village AS village,
    count(*) AS n, sum(x.late) AS open, min(CASE WHEN x.late THEN x.since END) AS oldest
FROM (SELECT y.*, y.since < date(:to, '-12 months') AS late
    FROM (SELECT c.id AS casefile, coalesce(h.village, h.village_name, '') AS code,
            coalesce(d.name, h.village_name, :office_name) AS village,
            max(coalesce((SELECT max(i.settled_on) FROM review_item i WHERE i.casefile = c.id), ''),
                (SELECT max(t.done_on) FROM step t WHERE t.casefile = c.id AND t.undone = 0
                 AND t.action IN ('confirm', 'recheck', 'import', 'capture'))) AS since
        FROM casefile c
        JOIN programme p ON p.key = c.programme AND p.reviewed
        JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
        JOIN household h ON h.id = c.household
        LEFT JOIN division d ON d.code = h.village
        LIMIT -1) y LIMIT -1) x
GROUP BY x.code, x.village
HAVING sum(x.late) > 0
