-- [part subject]

-- 案件说的是谁：个人申请的是本人，其余是户主。
SELECT c.id AS casefile, o.id AS person, coalesce(o.id_no, c.file_no) AS subject,
    o.name AS name
FROM casefile c
LEFT JOIN person o ON o.id = coalesce(c.person,
    (SELECT m.person FROM member m WHERE m.household = c.household AND m.relation = '01'
     ORDER BY m.to_date IS NOT NULL, m.seq, m.id LIMIT 1))
