-- [check K-60]
-- title = 发放晚了
-- title[en] = Paid late
-- severity = warn
-- finding = P13
-- law = DB12 第三十一条、本县规定
-- params = pay_day
-- with = programme
-- say = {programmes:programme} {paid_on} 才发，应当在 {due} 以前
-- say[en] = {programmes:programme}: paid on {paid_on}, due by {due}

-- 按季度发的看每季第一个月；补发、重新发放的名册不看。
SELECT 'month' AS kind, x.month AS subject, NULL AS casefile, :office_name AS office,
    CASE WHEN max(x.paid_on) > date(x.month || '-01', '+1 month', '-1 day') THEN 'error' END
        AS severity,
    group_concat(DISTINCT x.programme) AS programmes, max(x.paid_on) AS paid_on, x.due AS due
FROM (SELECT b.for_month AS month, b.programme AS programme, b.paid_on AS paid_on,
        date(b.for_month || '-01', '+' || (:pay_day - 1) || ' days') AS due
    FROM payment_batch b
    JOIN programme p ON p.key = b.programme AND p.amount <> 'cap'
    WHERE b.no IS NULL AND b.paid_on IS NOT NULL
        AND b.for_month BETWEEN :from_month AND :to_month
        AND (NOT p.quarterly OR substr(b.for_month, 6) IN ('01', '04', '07', '10'))
    ORDER BY b.programme) x
WHERE x.paid_on > x.due
GROUP BY x.month
