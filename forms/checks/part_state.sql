-- [part state]
-- keep = yes

-- 每个项目的状态属于哪一类：open 办理中、active 享受中、closed 已结束。
SELECT json_extract(j.value, '$.key') AS programme, s.value AS state, k.column1 AS kind
FROM json_each(:programmes) j
JOIN (VALUES ('open'), ('active'), ('closed')) k
JOIN json_each(j.value, '$.' || k.column1) s
