-- [check K-10]
-- title = 疑似特困应供未供
-- title[en] = Perhaps to be supported as destitute
-- severity = warn
-- finding = P6
-- law = T-01、T-02、T-06
-- at = list
-- with = state, programme, dead
-- say = {name}，{age} 岁，{why}，低保单人户，没有登记有能力的赡养、抚养人；请上门核实
-- say[en] = {name}, {age}: {why_en}; alone on dibao, and no able supporter is on file: visit

-- 低保里只有一个人的户：满六十、未满十六，或者残疾达到特困的等级（T-02）。
SELECT 'person' AS kind, o.id_no AS subject, c.id AS casefile, o.name AS name,
    substr(:to, 1, 4) - substr(o.birth, 1, 4) - (substr(:to, 6) < substr(o.birth, 6)) AS age,
    CASE WHEN o.birth <= date(:to, '-60 years') THEN '满六十周岁'
        WHEN o.birth > date(:to, '-16 years') THEN '未满十六周岁' ELSE '重度残疾' END AS why,
    CASE WHEN o.birth <= date(:to, '-60 years') THEN 'over sixty'
        WHEN o.birth > date(:to, '-16 years') THEN 'under sixteen' ELSE 'severely disabled' END
        AS why_en
FROM casefile c
JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
JOIN programme p ON p.key = c.programme AND p.amount = 'gap'
JOIN member m ON m.household = c.household AND m.to_date IS NULL AND m.counted = 1
    AND (c.person IS NULL OR m.person = c.person)
JOIN person o ON o.id = m.person
WHERE (o.birth <= date(:to, '-60 years') OR o.birth > date(:to, '-16 years')
        OR (o.disability_type IN (5, 6) AND o.disability_level <= 3)
        OR (o.disability_type = 4 AND o.disability_level <= 2)
        OR (o.disability_type = 1 AND o.disability_level = 1))
    AND (SELECT count(*) FROM member n WHERE n.household = c.household AND n.to_date IS NULL) = 1
    AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.person = o.id)
    AND NOT EXISTS (SELECT 1 FROM casefile t JOIN programme q ON q.key = t.programme
            AND q.amount = 'support' JOIN state u ON u.programme = t.programme
            AND u.state = t.state AND u.kind <> 'closed' WHERE t.person = o.id)
    AND NOT EXISTS (SELECT 1 FROM supporter r JOIN casefile t ON t.id = r.casefile
        WHERE t.household = c.household AND r.situation = '9')
