-- [part standard]
-- with = month, programme

-- 补差类项目逐月有效的保障标准（分/年/人）。
SELECT p.key AS programme, a.column1 AS area, m.month AS month,
    (SELECT CAST(v.value AS INTEGER) FROM policy_value v
     WHERE v.key = p.standard AND v.area IN (a.column1, '') AND v.from_date <= m.month || '-01'
         AND (v.to_date IS NULL OR v.to_date >= m.month || '-01')
     ORDER BY v.area = '', v.from_date DESC LIMIT 1) AS year_fen
FROM programme p, (VALUES ('urban'), ('rural')) a, month m
WHERE p.amount = 'gap'
