-- [part dead]
-- keep = yes

-- 已知死亡的人：档案里登记的，或者殡葬等外部名单上对上的。
SELECT person, min(died) AS died
FROM (SELECT o.id AS person, o.death_date AS died FROM person o WHERE o.death_date IS NOT NULL
    UNION ALL
    SELECT e.person, e.happened FROM external_record e
    WHERE e.kind = 'death' AND e.person IS NOT NULL AND e.happened IS NOT NULL
        AND coalesce(e.disposition, '') <> 'stranger')
GROUP BY person
