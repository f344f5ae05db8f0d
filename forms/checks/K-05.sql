-- [check K-05]
-- title = 绩效目标没有按实际人数定
-- title[en] = A target not set from the head count
-- severity = info
-- finding = P1
-- law = 审计 决策1
-- with = programme, batch
-- say = {year} 年目标“{aim:target_kind}”：{what}（目标 {number}，上年12月在册 {counted}）
-- say[en] = Target of {year}, {aim:target_kind}: {what_en} (target {number}, last December {counted})

-- 人数目标看上年12月发放名册上的人数；注明“加减增长”的不比数。上年12月没有名册的不比。
WITH counted AS MATERIALIZED (
    SELECT p.family AS family, sum(w.members) AS n
    FROM payment_batch b
    CROSS JOIN payment w
    JOIN programme p ON p.key = b.programme AND p.amount IN ('gap', 'support', 'allowance')
    WHERE b.for_month = (substr(:to, 1, 4) - 1) || '-12' AND b.id IN (SELECT id FROM batch)
        AND w.batch = b.id AND w.for_month = b.for_month AND w.reason IS NULL
        AND w.state IN ('paid', 'planned')
        AND EXISTS (SELECT 1 FROM target t WHERE t.year = CAST(substr(:to, 1, 4) AS INTEGER))
    GROUP BY p.family)
SELECT 'target' AS kind, t.kind AS subject, NULL AS casefile, t.year AS year, t.kind AS aim,
    coalesce(t.number, '') AS number, coalesce(n.n, '') AS counted,
    CASE WHEN t.number IS NULL OR t.unit IS NULL THEN '没有数字、单位'
        WHEN t.basis = 'december' THEN '和上年12月在册人数不一样'
        ELSE '不是按上年12月在册人数定的' END AS what,
    CASE WHEN t.number IS NULL OR t.unit IS NULL THEN 'it has no number or unit'
        WHEN t.basis = 'december' THEN 'not the count of last December'
        ELSE 'not made from the count of last December' END AS what_en
FROM target t
LEFT JOIN counted n ON n.family = t.kind
WHERE t.year = CAST(substr(:to, 1, 4) AS INTEGER)
    AND (t.number IS NULL OR t.unit IS NULL
        OR (n.n IS NOT NULL AND CASE coalesce(t.basis, '') WHEN 'december' THEN t.number <> n.n
            WHEN 'growth' THEN 0 ELSE 1 END))
