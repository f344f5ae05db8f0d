-- [check K-11]
-- title = 疑似应保未保、应救未救
-- title[en] = Perhaps to be assisted
-- severity = info
-- finding = P6
-- law = SS19
-- at = list
-- with = state, programme, grant, dead, standard
-- say = {name}：{why}（{detail}）；请上门核实
-- say[en] = {name}: {why_en} ({detail}): visit

-- 一年内两次以上临时救助而没有低保、特困的；一二级残疾没有任何救助的；没有确认、被拒绝而收入低于现在
-- 标准的；户里没有父母一起生活的未成年人（孤儿、事实无人抚养）。
WITH inside AS (
    SELECT m.person AS person FROM casefile c
    JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
    JOIN programme p ON p.key = c.programme AND p.amount <> 'cap'
    JOIN member m ON m.household = c.household AND m.to_date IS NULL
        AND (c.person IS NULL OR m.person = c.person))
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, x.casefile AS casefile,
    x.why AS part, o.name AS name, x.why AS why, x.why_en AS why_en, x.detail AS detail
FROM (SELECT g.person AS person, max(g.casefile) AS casefile, '一年内多次临时救助' AS why,
        'several grants in a year' AS why_en, count(*) || ' / ' || max(g.decided_on) AS detail
    FROM grant g WHERE g.decided_on > date(:to, '-12 months') AND g.decided_on <= :to
    GROUP BY g.person HAVING count(*) > 1
    UNION ALL
    SELECT o.id, NULL, '一二级残疾', 'severely disabled', CAST(o.disability_level AS TEXT)
    FROM person o WHERE o.disability_level <= 2
    UNION ALL
    SELECT coalesce(c.person, m.person), c.id, '没有确认，收入低于现在的标准',
        'refused, but under the standard of today', d.decided_on
    FROM decision d JOIN casefile c ON c.id = d.casefile
    JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'closed'
    JOIN standard t ON t.programme = c.programme AND t.area = c.area
        AND substr(:to, 1, 7) BETWEEN t.first AND t.last
    JOIN member m ON m.household = c.household AND m.relation = '01'
    WHERE d.kind = 'refuse' AND d.decided_on > date(:to, '-12 months') AND d.decided_on <= :to
        AND (SELECT a.year_income FROM award a WHERE a.casefile = c.id
            ORDER BY a.from_month DESC LIMIT 1) < t.year_fen * d.members) x
JOIN person o ON o.id = x.person
WHERE x.person NOT IN (SELECT person FROM inside)
    AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.person = x.person)
UNION ALL
SELECT 'person', o.id_no, min(c.id), '没有父母一起生活', o.name, '没有父母一起生活的未成年人',
    'a minor who lives without parents', o.birth
FROM casefile c
JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
JOIN member m ON m.household = c.household AND m.to_date IS NULL AND m.counted = 1
JOIN person o ON o.id = m.person AND o.birth > date(:to, '-18 years')
WHERE c.person IS NULL AND (m.relation = '08' OR m.relation = '01')
    AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = c.household AND n.to_date IS NULL
        AND n.relation IN ('03', '04') AND m.relation = '08')
    AND NOT EXISTS (SELECT 1 FROM casefile k JOIN programme p ON p.key = k.programme
        AND p.amount IN ('allowance', 'support') WHERE k.person = o.id)
GROUP BY o.id
