-- [part kin]
-- with = grant
-- keep = yes

-- 每笔救助牵涉到哪些户：对象现在和以前在过的户、案件所在的户、住址相同的户（N5）。
SELECT g.casefile AS casefile, m.household AS household
FROM grant g JOIN member m ON m.person = g.person
UNION
SELECT g.casefile, g.household FROM grant g WHERE g.household IS NOT NULL
UNION
SELECT g.casefile, h.id
FROM grant g
JOIN household o ON o.id = g.household AND length(o.address) > 0
JOIN household h ON h.village = o.village AND h.address = o.address
