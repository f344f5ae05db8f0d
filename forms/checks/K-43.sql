-- [check K-43]
-- title = 儿童基本生活费和标准不一样
-- title[en] = A child paid other than the standard
-- severity = error
-- finding = P7
-- law = SX-03
-- with = paid, programme, subject
-- say = {file_no} {first} 至 {last} 有 {months} 个月发 {amount:money} 元，标准是 {right:money} 元，没有登记已享受的其他补贴
-- say[en] = {file_no}: {first} to {last}, {months} months paid {amount:money}, the standard is {right:money} yuan and no other allowance is on file

-- 低保的标准对不对由 K-20 看，特困的由 K-41 看。
SELECT 'person' AS kind, s.subject AS subject, x.casefile AS casefile, x.file_no AS part,
    x.file_no AS file_no, min(x.month) AS first, max(x.month) AS last, count(*) AS months,
    max(x.amount) AS amount, max(x.right) AS right
FROM (SELECT c.id AS casefile, c.file_no AS file_no, w.month AS month, sum(w.amount) AS amount,
        (SELECT CAST(v.value AS INTEGER) FROM policy_value v
         WHERE v.key = CASE WHEN c.placing = '2' OR c.placing = 'institution'
                THEN 'child_institution' ELSE 'child_home' END
            AND v.from_date <= w.month || '-01'
            AND (v.to_date IS NULL OR v.to_date >= w.month || '-01')
         ORDER BY v.from_date DESC LIMIT 1) AS right
    FROM casefile c
    CROSS JOIN paid w
    WHERE c.programme IN (SELECT key FROM programme WHERE amount = 'allowance')
        AND w.casefile = c.id
        AND NOT EXISTS (SELECT 1 FROM allowance l WHERE l.casefile = c.id)
        AND (c.origin <> 'imported' OR NOT EXISTS (SELECT 1 FROM member m
            JOIN casefile o ON o.household = m.household AND o.person IS NULL
            WHERE m.person = c.person AND o.id <> c.id))
    GROUP BY c.id, w.month) x
JOIN subject s ON s.casefile = x.casefile
WHERE x.right IS NOT NULL AND x.amount <> x.right
GROUP BY x.casefile
