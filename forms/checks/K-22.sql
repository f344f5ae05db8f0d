-- [check K-22]
-- title = 已婚，配偶不在共同生活成员里
-- title[en] = Married, and the spouse is not in the household
-- severity = warn
-- finding = P8
-- law = D-02、D-03
-- with = state, programme, dead
-- say = {happened} 登记结婚，配偶 {spouse} 不在共同生活成员里，也没有写明不计入的原因；请核实配偶的收入
-- say[en] = Married since {happened}; the spouse {spouse} is not in the household and no reason is given: find out the spouse's income

-- 只看按户核算的项目里在享受的人。不计入的（D-03）登记为不计入并写明原因就不再列出。
SELECT 'person' AS kind, o.id_no AS subject, min(c.id) AS casefile, x.part AS part,
    coalesce(x.happened, '') AS happened, x.spouse AS spouse
FROM (SELECT coalesce(e.person, (SELECT o.id FROM person o WHERE o.id_no = e.id_number)) AS person,
        e.other_name AS spouse, e.other_id_number AS spouse_id, e.happened AS happened,
        coalesce(e.other_id_number, e.other_name) AS part
    FROM external_record e
    WHERE e.kind = 'marriage' AND e.disposition IS NULL
        AND (e.until IS NULL OR e.until > :to) AND coalesce(e.happened, '') <= :to
    UNION ALL
    SELECT o.id, e.name, e.id_number, e.happened, coalesce(e.id_number, e.name)
    FROM external_record e JOIN person o ON o.id_no = e.other_id_number
    WHERE e.kind = 'marriage' AND e.disposition IS NULL
        AND (e.until IS NULL OR e.until > :to) AND coalesce(e.happened, '') <= :to) x
JOIN person o ON o.id = x.person
JOIN member m ON m.person = x.person AND m.to_date IS NULL AND m.counted = 1
JOIN casefile c ON c.household = m.household AND c.person IS NULL
JOIN programme p ON p.key = c.programme AND p.standard IS NOT NULL
JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
LEFT JOIN person w ON w.id_no = x.spouse_id
WHERE NOT EXISTS (SELECT 1 FROM member n JOIN person q ON q.id = n.person
        WHERE n.household = m.household AND n.to_date IS NULL
            AND (q.id_no = x.spouse_id OR (x.spouse_id IS NULL AND q.name = x.spouse))
            AND (n.counted = 1 OR length(n.uncounted_reason) > 0))
    AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.person IN (w.id, x.person))
GROUP BY o.id, x.part
