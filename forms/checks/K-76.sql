-- [check K-76]
-- title = 快到年龄界线的人
-- title[en] = About to come of an age
-- severity = info
-- law = D-54、G-06、T-02
-- at = list
-- with = covered, state, programme, dead
-- say = {name} {birthday} 满 {age} 周岁；{programmes:programme}，看看是否要变更
-- say[en] = {name} is {age} on {birthday}; {programmes:programme}: see whether anything changes

-- 从今天（检查期末）起六十天内满 18、60、70、80 岁的。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, min(v.casefile) AS casefile,
    CAST(a.column1 AS TEXT) AS part, o.name AS name,
    date(o.birth, '+' || a.column1 || ' years') AS birthday, a.column1 AS age,
    group_concat(DISTINCT v.programme) AS programmes
FROM person o
JOIN (VALUES (18), (60), (70), (80)) a
JOIN covered v ON v.person = o.id AND v.until > :to
JOIN state s ON s.programme = v.programme AND s.state = v.state AND s.kind = 'active'
JOIN programme p ON p.key = v.programme AND p.amount <> 'cap'
WHERE date(o.birth, '+' || a.column1 || ' years') BETWEEN :to AND date(:to, '+60 days')
    AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.person = o.id)
GROUP BY o.id, a.column1
