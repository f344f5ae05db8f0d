-- [check K-75]
-- title = 满年龄以后还在发
-- title[en] = Paid after coming of age
-- severity = error
-- law = G-06、T-03
-- with = paid, programme
-- say = {birthday} 满 {age} 周岁，{programme:programme}（{file_no}）还发到 {last}，{months} 个月，没有在校证明
-- say[en] = {age} on {birthday}; {programme:programme} ({file_no}) still paid up to {last}, {months} months, without a proof of school

-- 儿童项目从满年龄的下个月起不发，一年内收过在校证明的除外。特困里未成年时进来的人满十八周岁，
-- 没有残疾登记、没有在校证明的也列出。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, x.casefile AS casefile,
    x.file_no AS part, x.birthday AS birthday, x.age AS age, x.programme AS programme,
    x.file_no AS file_no, max(w.month) AS last, count(DISTINCT w.month) AS months
FROM (SELECT c.id AS casefile, c.file_no AS file_no, c.programme AS programme, c.person AS person,
        coalesce(p.age, 18) AS age, p.age_paper AS paper, p.amount AS amount,
        date(o.birth, '+' || coalesce(p.age, 18) || ' years') AS birthday
    FROM casefile c
    JOIN programme p ON p.key = c.programme AND p.individual
        AND (p.age IS NOT NULL OR p.amount = 'support')
    JOIN person o ON o.id = c.person AND o.birth IS NOT NULL
    WHERE date(o.birth, '+' || coalesce(p.age, 18) || ' years')
        BETWEEN date(:from, '-24 months') AND :to
        AND (p.age IS NOT NULL OR o.disability_level IS NULL)) x
JOIN person o ON o.id = x.person
CROSS JOIN paid w
WHERE w.casefile = x.casefile AND w.month > substr(x.birthday, 1, 7)
    AND (x.amount <> 'support' OR EXISTS (SELECT 1 FROM payment b WHERE b.casefile = x.casefile
        AND b.for_month < substr(x.birthday, 1, 7)))
    AND NOT EXISTS (SELECT 1 FROM document d WHERE d.casefile = x.casefile
        AND d.code = coalesce(x.paper, 'A27') AND d.received_on < w.month || '-32'
        AND d.received_on >= date(w.month || '-01', '-12 months'))
GROUP BY x.casefile
