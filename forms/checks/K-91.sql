-- [check K-91]
-- title = 保密档案被无权的人看过、打印过
-- title[en] = A restricted case seen or printed outside its roles
-- severity = error
-- law = C-20、G-13
-- with = programme
-- say = {file_no}：{who}（{roles}）{first} 至 {last} {what} {n} 次，能看的只有 {readers}
-- say[en] = {file_no}: {who} ({roles}) {what_en} it {n} times from {first} to {last}; only {readers} may

-- 程序不让没有权限的人打开；查出来的，是角色改过、从别处打印的，或者数据被动过。
SELECT 'case' AS kind, c.file_no AS subject, x.casefile AS casefile,
    x.who || ' ' || x.what AS part, c.file_no AS file_no, x.who AS who, x.roles AS roles,
    x.what AS what, x.what_en AS what_en, count(*) AS n, min(x.day) AS first, max(x.day) AS last,
    replace(p.readers, ' ', '、') AS readers
FROM (SELECT l.casefile AS casefile, o.id AS operator, o.name AS who, o.roles AS roles,
        substr(l.at, 1, 10) AS day, CASE l.what WHEN 'print' THEN '打印' ELSE '查看' END AS what,
        CASE l.what WHEN 'print' THEN 'printed' ELSE 'saw' END AS what_en
    FROM look l JOIN operator o ON o.id = l.operator
    UNION ALL
    SELECT g.casefile, o.id, o.name, o.roles, substr(g.at, 1, 10), '打印', 'printed'
    FROM print_log g JOIN operator o ON o.id = g.operator
    WHERE g.casefile IN (SELECT k.id FROM casefile k JOIN programme q ON q.key = k.programme
        AND q.restricted)) x
JOIN casefile c ON c.id = x.casefile
JOIN programme p ON p.key = c.programme AND p.restricted AND p.readers IS NOT NULL
WHERE x.day BETWEEN :from AND :to
    AND NOT EXISTS (SELECT 1 FROM json_each('["' || replace(p.readers, ' ', '","') || '"]') r
        WHERE ' ' || x.roles || ' ' LIKE '% ' || r.value || ' %')
GROUP BY x.casefile, x.operator, x.what
