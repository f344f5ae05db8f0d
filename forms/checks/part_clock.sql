-- [part clock]
-- keep = yes

-- 每个项目有哪些时限；waits 是要等满的（公示、满年龄），不是要赶的。
SELECT json_extract(j.value, '$.key') AS programme, json_extract(p.value, '$[0]') AS key,
    json_extract(p.value, '$[1]') AS waits, json_extract(p.value, '$[2]') AS label
FROM json_each(:programmes) j, json_each(j.value, '$.deadlines') p
