-- [part standard]
-- with = programme
-- keep = yes

-- 补差类项目的保障标准（分/年/人），各从哪个月到哪个月；城乡分开定的先于合在一起定的。
SELECT p.key AS programme, a.column1 AS area, CAST(v.value AS INTEGER) AS year_fen,
    substr(v.from_date, 1, 7) AS first, v.document AS document, v.issued_on AS issued_on,
    coalesce(substr(v.to_date, 1, 7), '9999-12') AS last
FROM programme p, (VALUES ('urban'), ('rural')) a, policy_value v
WHERE p.amount = 'gap' AND v.key = p.standard AND CAST(v.value AS INTEGER) > 0
    AND (v.area = a.column1 OR (v.area = '' AND NOT EXISTS (SELECT 1 FROM policy_value o
        WHERE o.key = v.key AND o.area = a.column1 AND o.from_date <= v.from_date)))
    AND v.from_date <= :to AND (v.to_date IS NULL OR v.to_date >= :from)
