-- [check K-50]
-- title = 同一事由重复救助
-- title[en] = Assisted twice for the same cause
-- severity = error
-- finding = P11
-- law = L-12
-- params = same_cause_window
-- with = grant, kin
-- say = {decided_on} 因{cause:hardship_cause}给了 {amount:money} 元，{before_on} {who}已经因同一事由给过 {before_amount:money} 元（{files}）；没有一事一议记录
-- say[en] = {amount:money} yuan on {decided_on} for {cause:hardship_cause}; {before_amount:money} yuan were given on {before_on} for the same cause ({who_en}, {files}) and no meeting is on record

-- 确认以前由前提 once 把关；这里查全部，包括旧台账。
-- 前后两笔算在一起的：同一个人、同一户现在和以前的成员、同一住址。事由“其他”的要说明也相同才算。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, g.casefile AS casefile,
    g.file_no AS part, g.decided_on AS decided_on, g.cause AS cause, g.amount AS amount,
    b.decided_on AS before_on, b.amount AS before_amount, b.file_no || ' ' || g.file_no AS files,
    CASE WHEN b.person = g.person THEN '' ELSE '家里别的人' END AS who,
    CASE WHEN b.person = g.person THEN 'the same person' ELSE 'another member' END AS who_en
FROM grant g
JOIN kin k ON k.casefile = g.casefile
JOIN kin l ON l.household = k.household AND l.casefile <> g.casefile
JOIN grant b ON b.casefile = l.casefile
    AND (b.decided_on < g.decided_on OR (b.decided_on = g.decided_on AND b.casefile < g.casefile))
    AND (b.cause = g.cause AND (g.cause <> '9' OR b.event = g.event)
        OR b.invoice_no = g.invoice_no)
LEFT JOIN person o ON o.id = g.person
WHERE g.decided_on BETWEEN :from AND :to
    AND CASE :same_cause_window WHEN 'year' THEN substr(b.decided_on, 1, 4) = substr(g.decided_on, 1, 4)
        ELSE b.decided_on > date(g.decided_on, '-12 months') END
    AND NOT EXISTS (SELECT 1 FROM meeting n WHERE n.casefile = g.casefile)
GROUP BY g.casefile
HAVING max(b.decided_on)
