-- [check K-74]
-- title = 渐退期过长、到期还在发
-- title[en] = A grace period too long, or paid after its end
-- severity = error
-- law = D-64
-- params = grace_months
-- with = paid, subject
-- say = {file_no} {decided_on} 决定渐退，{first} 至 {last}：{what}（{detail}）
-- say[en] = {file_no}: grace period decided on {decided_on}, {first} to {last}: {what_en} ({detail})

-- 一年以内几次渐退的月份加在一起算。到期以后又重新核定、恢复发放的不算。
WITH grace AS MATERIALIZED (
    SELECT d.id AS decision, d.casefile AS casefile, d.decided_on AS decided_on,
        a.from_month AS first, a.to_month AS last,
        (substr(a.to_month, 1, 4) - substr(a.from_month, 1, 4)) * 12
            + substr(a.to_month, 6) - substr(a.from_month, 6) + 1 AS months
    FROM decision d
    JOIN award a ON a.decision = d.id
    WHERE d.action = 'grace')
SELECT 'person' AS kind, s.subject AS subject, x.casefile AS casefile,
    c.file_no || ' ' || x.what AS part, c.file_no AS file_no, x.decided_on AS decided_on,
    x.first AS first, coalesce(x.last, '') AS last, x.what AS what, x.what_en AS what_en,
    x.detail AS detail
FROM (SELECT g.casefile AS casefile, g.decided_on AS decided_on, g.first AS first, g.last AS last,
        '超过规定的月数' AS what, 'longer than allowed' AS what_en,
        coalesce(sum(o.months), '?') || ' / ' || :grace_months AS detail
    FROM grace g
    JOIN grace o ON o.casefile = g.casefile AND o.first <= g.first
        AND o.first > strftime('%Y-%m', g.first || '-01', '-12 months')
    WHERE g.first <= :to_month AND coalesce(g.last, '9999-12') >= :from_month
    GROUP BY g.decision
    HAVING g.last IS NULL OR sum(o.months) > :grace_months
    UNION ALL
    SELECT g.casefile, g.decided_on, g.first, g.last, '到期以后还在发', 'paid after its end',
        min(w.month) || ' - ' || max(w.month)
    FROM grace g
    JOIN paid w ON w.casefile = g.casefile AND w.month > g.last AND w.reason IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM award n WHERE n.casefile = g.casefile
        AND n.decision > g.decision AND n.from_month <= w.month
        AND (n.to_month IS NULL OR n.to_month >= w.month))
    GROUP BY g.decision) x
JOIN casefile c ON c.id = x.casefile
JOIN subject s ON s.casefile = x.casefile
