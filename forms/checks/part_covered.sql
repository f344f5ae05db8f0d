-- [part covered]

-- 谁在哪个案件里享受，从哪天到哪天。名册导入的户，名册以前的成员不知道，算一直在。
SELECT c.id AS casefile, c.programme AS programme, c.state AS state, m.person AS person,
    CASE WHEN c.origin = 'imported' THEN '0000' ELSE m.from_date END AS since,
    coalesce(m.to_date, '9999-12-31') AS until
FROM casefile c
JOIN member m ON m.household = c.household AND m.counted = 1
WHERE c.person IS NULL
UNION ALL
SELECT c.id, c.programme, c.state, c.person, '0000', '9999-12-31'
FROM casefile c
WHERE c.person IS NOT NULL
