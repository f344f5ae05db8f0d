-- [check K-42]
-- title = 保障金取整到百元
-- title[en] = Payments in whole hundreds
-- severity = warn
-- finding = P10
-- law = D-55
-- params = round_warn, round_error, round_rows
-- with = rounded
-- say = {first} 至 {last} 有 {months} 个月补差户多是整百元：{payments} 笔中 {whole} 笔（{share}%），按公式算只会有 1% 左右
-- say[en] = {first} to {last}, {months} months: {whole} of {payments} payments are whole hundreds ({share}%); the formula gives about 1%
SELECT 'township' AS kind, z.code AS subject, NULL AS casefile, z.name AS office,
    CASE WHEN max(z.bad) THEN 'error' ELSE 'warn' END AS severity,
    min(z.month) AS first, max(z.month) AS last, count(*) AS months,
    sum(z.payments) AS payments, sum(z.whole) AS whole,
    sum(z.whole) * 100 / sum(z.payments) AS share
FROM rounded z
GROUP BY z.code
