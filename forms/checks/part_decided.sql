-- [part decided]
-- with = subject, programme

-- 在本单位申请、检查期里确认的案件。名册导入和补录的旧案不在里面。
SELECT c.id AS casefile, c.file_no AS file_no, c.programme AS programme,
    c.household AS household, c.person AS person, d.id AS decision, d.decided_on AS decided_on,
    d.from_month AS from_month, d.members AS members, d.amount AS amount, s.subject AS subject
FROM decision d
JOIN casefile c ON c.id = d.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
WHERE d.kind = 'confirm' AND d.decided_on BETWEEN :from AND :to
