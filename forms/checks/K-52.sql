-- [check K-52]
-- title = 临时救助超过规定
-- title[en] = A grant over the rule
-- severity = error
-- finding = P18
-- law = L-07、L-10、L-13
-- params = ls_max_mult, grant_per_person
-- with = grant, programme, standard
-- say = {file_no} {decided_on} 给了 {amount:money} 元，最多 {most:money} 元；没有一事一议记录
-- say[en] = {file_no}: {amount:money} yuan on {decided_on}, at most {most:money}; no meeting is on record

-- 只看在本单位办的：旧台账里没有写按什么批的。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, g.casefile AS casefile,
    g.file_no AS part, g.file_no AS file_no, g.decided_on AS decided_on, g.amount AS amount,
    t.year_fen * :ls_max_mult / 12 * CASE WHEN :grant_per_person = '1' THEN d.members ELSE 1 END
        AS most
FROM grant g
JOIN decision d ON d.id = g.decision
JOIN standard t ON t.programme = 'dibao' AND t.area = g.area
    AND substr(g.decided_on, 1, 7) BETWEEN t.first AND t.last
LEFT JOIN person o ON o.id = g.person
WHERE g.origin = 'applied' AND g.decided_on BETWEEN :from AND :to AND :ls_max_mult > 0
    AND g.amount > t.year_fen * :ls_max_mult / 12
        * CASE WHEN :grant_per_person = '1' THEN d.members ELSE 1 END
    AND NOT EXISTS (SELECT 1 FROM meeting n WHERE n.casefile = g.casefile)
