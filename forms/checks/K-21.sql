-- [check K-21]
-- title = 收入、财产登记有缺
-- title[en] = Income or property left out
-- severity = warn
-- finding = P7
-- law = D-11、D-21
-- with = subject, programme
-- say = {file_no} {name}：{what}
-- say[en] = {file_no} {name}: {what_en}

-- 核对查到了而登记里没有这一类的；劳动年龄、有劳动能力而一笔收入也没有的。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, c.id AS casefile,
    c.file_no || ' ' || x.what AS part, c.file_no AS file_no, o.name AS name, x.what AS what,
    x.what_en AS what_en
FROM (SELECT v.casefile AS casefile, v.person AS person,
        '核对查到 ' || coalesce(v.result, v.source) || '，财产、收入里没有登记' AS what,
        'the check found ' || coalesce(v.result, v.source) || ', but no such line is on file' AS what_en
    FROM verification v
    WHERE v.state = 'found' AND NOT EXISTS (SELECT 1 FROM asset_item a
            WHERE a.casefile = v.casefile AND (a.person = v.person OR a.person IS NULL))
        AND NOT EXISTS (SELECT 1 FROM income_item i WHERE i.casefile = v.casefile
            AND (i.person = v.person OR i.person IS NULL) AND i.state = 'active')
    UNION ALL
    SELECT c.id, m.person, '有劳动能力，没有登记收入，也没有说明', 'able to work, no income and no reason'
    FROM casefile c JOIN member m ON m.household = c.household AND m.counted = 1
        AND m.to_date IS NULL
    JOIN person o ON o.id = m.person AND o.labour = '1' AND o.occupation IS NULL
        AND o.birth BETWEEN date(:to, '-60 years') AND date(:to, '-18 years')
    WHERE c.person IS NULL AND NOT EXISTS (SELECT 1 FROM section_answer n
            WHERE n.casefile = c.id)
        AND NOT EXISTS (SELECT 1 FROM income_item i WHERE i.casefile = c.id
            AND i.person = m.person AND i.state = 'active')) x
JOIN casefile c ON c.id = x.casefile AND c.origin = 'applied'
JOIN programme p ON p.key = c.programme AND p.amount IN ('gap', 'support')
JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm' AND d.decided_on BETWEEN :from AND :to
JOIN person o ON o.id = x.person
GROUP BY c.id, x.person, x.what
