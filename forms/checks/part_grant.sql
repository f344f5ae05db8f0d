-- [part grant]
-- with = programme
-- keep = yes

-- 已经决定的临时救助，一笔一行；救助对象是谁、属于哪一户。
SELECT c.id AS casefile, c.file_no AS file_no, c.household AS household, c.programme AS programme,
    c.origin AS origin, c.area AS area, d.id AS decision, d.decided_on AS decided_on,
    d.amount AS amount, d.source AS source, h.cause AS cause, h.event AS event,
    h.invoice_no AS invoice_no,
    coalesce(c.person, (SELECT m.person FROM member m WHERE m.household = c.household
        AND m.relation = '01' ORDER BY m.to_date IS NOT NULL, m.id LIMIT 1)) AS person
FROM casefile c
JOIN programme p ON p.key = c.programme AND p.amount = 'cap'
JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm'
LEFT JOIN hardship h ON h.casefile = c.id
