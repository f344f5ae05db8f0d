-- [part township]
-- keep = yes

-- 每个案件属于哪个乡镇；名册上的村没有编码的，算本单位。
SELECT c.id AS casefile, coalesce(t.code, :office) AS code, coalesce(t.name, :office_name) AS name
FROM casefile c
LEFT JOIN household h ON h.id = c.household
LEFT JOIN division d ON d.code = h.village
LEFT JOIN division t ON t.code = d.parent
