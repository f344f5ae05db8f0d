-- [part batch]
-- keep = yes

-- 检查期里已经批准的名册；还在编制、核查的不算发放。
SELECT b.id AS id, b.programme AS programme, b.area AS area, b.for_month AS month, b.no AS no,
    b.paid_on AS paid_on
FROM payment_batch b
WHERE b.state IN ('approved', 'sent', 'reconciled', 'closed')
