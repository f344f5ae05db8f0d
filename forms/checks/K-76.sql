-- [check K-76]
-- title = 快到年龄界线的人
-- title[en] = About to come of an age
-- severity = info
-- law = D-54、G-06、T-02
-- at = list
-- with = state, programme, dead
-- say = {name} {birthday} 满 {age} 周岁；{programmes:programme}，看看是否要变更
-- say[en] = {name} is {age} on {birthday}; {programmes:programme}: see whether anything changes

-- 从今天（检查期末）起六十天内满 18、60、70、80 岁的；先按出生日期粗选（二月二十九日宽一天），再算生日。
WITH soon AS MATERIALIZED (
    SELECT o.id AS person, a.age AS age, date(o.birth, '+' || a.age || ' years') AS birthday
    FROM (SELECT column1 AS age, date(:to, '-1 day', '-' || column1 || ' years') AS first,
            date(:to, '+61 days', '-' || column1 || ' years') AS last
        FROM (VALUES (18), (60), (70), (80)) LIMIT -1) a
    CROSS JOIN person o ON o.birth BETWEEN a.first AND a.last
    WHERE date(o.birth, '+' || a.age || ' years') BETWEEN :to AND date(:to, '+60 days'))
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, min(v.casefile) AS casefile,
    CAST(n.age AS TEXT) AS part, o.name AS name, n.birthday AS birthday, n.age AS age,
    group_concat(DISTINCT v.programme) AS programmes
FROM soon n
CROSS JOIN person o ON o.id = n.person
CROSS JOIN (
    SELECT m.person AS person, c.id AS casefile, c.programme AS programme, c.state AS state
    FROM soon k
    CROSS JOIN member m ON m.person = k.person AND m.counted = 1
        AND coalesce(m.to_date, '9999-12-31') > :to
    CROSS JOIN casefile c ON c.household = m.household AND c.person IS NULL
    UNION
    SELECT c.person, c.id, c.programme, c.state
    FROM soon k CROSS JOIN casefile c ON c.person = k.person) v ON v.person = n.person
JOIN state s ON s.programme = v.programme AND s.state = v.state AND s.kind = 'active'
JOIN programme p ON p.key = v.programme AND p.amount <> 'cap'
WHERE NOT EXISTS (SELECT 1 FROM dead d WHERE d.person = o.id)
GROUP BY o.id, n.age
