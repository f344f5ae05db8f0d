-- [part month]

-- 检查期内的月份。
SELECT :from_month AS month
UNION ALL
SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM month WHERE month < :to_month
