-- [part paper]
-- keep = yes

-- 每个项目人人都要有的材料，哪一步以前必须有。
SELECT json_extract(j.value, '$.key') AS programme, json_extract(p.value, '$[0]') AS code,
    json_extract(p.value, '$[1]') AS step
FROM json_each(:programmes) j, json_each(j.value, '$.papers') p
