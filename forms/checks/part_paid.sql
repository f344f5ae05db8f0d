-- [part paid]

-- 一案一月一行：正常发放和补发合在一起，base 是保障金，regular 是正常发放的部分。
-- 只算已经批准的名册；发放失败的、暂缓的不算。
SELECT p.casefile AS casefile, p.for_month AS month, max(p.members) AS members,
    sum(p.base) AS base, sum(p.amount) AS amount,
    sum(CASE WHEN p.reason IS NULL THEN p.amount END) AS regular,
    sum(p.reason IS NULL) AS regulars
FROM payment p
WHERE p.for_month BETWEEN :from_month AND :to_month AND p.state IN ('paid', 'planned')
    AND p.batch IN (SELECT b.id FROM payment_batch b
        WHERE b.state IN ('approved', 'sent', 'reconciled', 'closed'))
GROUP BY p.for_month, p.casefile
