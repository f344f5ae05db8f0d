-- [check K-51]
-- title = 一户一年救助次数过多
-- title[en] = Too many grants in a year
-- severity = warn
-- finding = P11
-- law = L-12
-- params = max_per_year
-- with = grant, kin
-- say = {year} 年第 {n} 次临时救助（{files}），一户一年最多 {most} 次；没有一事一议记录
-- say[en] = Grant number {n} of {year} ({files}); at most {most} a year, and no meeting is on record

SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, g.casefile AS casefile,
    g.file_no AS part, substr(g.decided_on, 1, 4) AS year, count(DISTINCT b.casefile) + 1 AS n,
    group_concat(DISTINCT b.file_no) AS files, :max_per_year AS most
FROM grant g
JOIN kin k ON k.casefile = g.casefile
JOIN kin l ON l.household = k.household AND l.casefile <> g.casefile
JOIN grant b ON b.casefile = l.casefile AND substr(b.decided_on, 1, 4) = substr(g.decided_on, 1, 4)
    AND (b.decided_on < g.decided_on OR (b.decided_on = g.decided_on AND b.casefile < g.casefile))
LEFT JOIN person o ON o.id = g.person
WHERE g.decided_on BETWEEN :from AND :to
    AND NOT EXISTS (SELECT 1 FROM meeting n WHERE n.casefile = g.casefile)
GROUP BY g.casefile
HAVING count(DISTINCT b.casefile) + 1 > :max_per_year
