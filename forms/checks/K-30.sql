-- [check K-30]
-- title = 同一个人同时享受两项
-- title[en] = In two programmes at once
-- severity = error
-- law = D-09、TK21 第九条
-- with = covered, paid, programme
-- say = {first} 至 {last} 有 {months} 个月同时享受{programmes:programme}（{files}）
-- say[en] = {first} to {last}, {months} months in two programmes at once: {programmes:programme} ({files})

-- 确认以前由前提 unique 把关；这里查确认以后各月的发放。
-- 哪两项不能同时享受，写在项目文件里（exclude）。
WITH twice AS (
    SELECT v.person AS person FROM covered v GROUP BY v.person
    HAVING count(DISTINCT v.casefile) > 1),
part AS MATERIALIZED (
    SELECT DISTINCT v.person, v.casefile, v.programme, v.since, v.until
    FROM covered v WHERE v.person IN (SELECT person FROM twice)
        AND v.programme IN (SELECT key FROM programme WHERE amount IS NOT NULL AND amount <> 'cap')),
pair AS (
    SELECT a.person AS person, a.casefile AS one, b.casefile AS other, w.month AS month,
        a.programme || ' ' || b.programme AS programmes
    FROM part a
    CROSS JOIN part b
    CROSS JOIN paid w
    CROSS JOIN paid x
    WHERE b.person = a.person AND b.casefile > a.casefile
        AND w.casefile = a.casefile AND w.reason IS NULL
        AND a.since < w.month || '-32' AND a.until >= w.month || '-01'
        AND x.casefile = b.casefile AND x.month = w.month AND x.reason IS NULL
        AND b.since < x.month || '-32' AND b.until >= x.month || '-01'
        AND (a.programme = b.programme OR EXISTS (SELECT 1 FROM json_each(:excludes) e
        WHERE json_extract(e.value, '$[0]') IN (a.programme, b.programme)
            AND json_extract(e.value, '$[1]') IN (a.programme, b.programme)
            AND json_extract(e.value, '$[0]') <> json_extract(e.value, '$[1]'))))
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, p.one AS casefile,
    c.file_no || ' ' || d.file_no AS part, min(p.month) AS first, max(p.month) AS last,
    count(DISTINCT p.month) AS months, p.programmes AS programmes, c.file_no || ' ' || d.file_no AS files
FROM pair p
JOIN person o ON o.id = p.person
JOIN casefile c ON c.id = p.one
JOIN casefile d ON d.id = p.other
GROUP BY p.person, p.one, p.other
