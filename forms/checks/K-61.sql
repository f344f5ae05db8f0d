-- [check K-61]
-- title = 不是从确认的下个月起发
-- title[en] = The first month is not the one after the decision
-- severity = error
-- finding = P13
-- law = D-38
-- with = decided, programme
-- say = {file_no} {decided_on} 确认，应当从 {due} 起发，第一笔是 {first}
-- say[en] = {file_no}: confirmed on {decided_on}, to be paid from {due}; the first payment is of {first}

SELECT 'person' AS kind, d.subject AS subject, d.casefile AS casefile, d.file_no AS part,
    d.file_no AS file_no, d.decided_on AS decided_on, x.first AS first, x.due AS due
FROM (SELECT d.decision AS decision, strftime('%Y-%m', d.decided_on, 'start of month', '+1 month') AS due,
        (SELECT min(p.for_month) FROM payment p WHERE p.casefile = d.casefile
         AND p.state IN ('paid', 'planned')) AS first
    FROM decided d) x
JOIN decided d ON d.decision = x.decision
JOIN programme p ON p.key = d.programme AND p.amount <> 'cap'
WHERE x.first IS NOT NULL AND x.first <> x.due
    AND d.decided_on = (SELECT min(n.decided_on) FROM decision n WHERE n.casefile = d.casefile
        AND n.kind = 'confirm')
