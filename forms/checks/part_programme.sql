-- [part programme]
-- keep = yes

-- 救助项目（forms/programmes）里检查用得着的几项，一个项目一行。
SELECT json_extract(j.value, '$.key') AS key,
    json_extract(j.value, '$.group') AS family,
    json_extract(j.value, '$.amount') AS amount,       -- gap, support, allowance, cap
    json_extract(j.value, '$.standard') AS standard,
    json_extract(j.value, '$.ceiling') AS ceiling,
    json_extract(j.value, '$.individual') AS individual,
    json_extract(j.value, '$.publicity') AS publicity,
    json_extract(j.value, '$.forbidden') AS forbidden,
    json_extract(j.value, '$.restricted') AS restricted,
    json_extract(j.value, '$.readers') AS readers,     -- 能看的角色，空格隔开
    json_extract(j.value, '$.reviewed') AS reviewed,
    json_extract(j.value, '$.half') AS half,
    json_extract(j.value, '$.heard') AS heard,
    json_extract(j.value, '$.quarterly') AS quarterly,
    json_extract(j.value, '$.age') AS age,
    json_extract(j.value, '$.age_paper') AS age_paper
FROM json_each(:programmes) j
