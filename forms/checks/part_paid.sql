-- [part paid]
-- with = batch

-- 检查期里发放的每一笔；发放失败的、暂缓的不算，一次性的价格补贴（C-23）不算。
-- reason 空着的是当月正常发放，其余是补发，算进它所补的月份。
SELECT p.casefile AS casefile, p.for_month AS month, p.reason AS reason, p.base AS base,
    p.amount AS amount, p.members AS members
FROM payment p
WHERE p.for_month BETWEEN :from_month AND :to_month AND p.state IN ('paid', 'planned')
    AND coalesce(p.reason, '') <> 'price' AND +p.batch IN (SELECT id FROM batch)
