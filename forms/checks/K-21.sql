-- [check K-21]
-- title = 收入、财产登记有缺
-- title[en] = Income or property left out
-- severity = warn
-- finding = P7
-- law = D-11、D-21
-- with = subject, programme
-- say = {file_no} {name}：{what}
-- say[en] = {file_no} {name}: {what_en}

-- 核对查到了，而登记里没有对得上的一类；劳动年龄、有劳动能力而一笔收入也没有，录入时（Y-03）也没有写理由的。
-- 哪个来源对哪几类，写在 source 里；户籍、婚姻没有对应的收入、财产。
WITH source (code, sections) AS (VALUES ('02', 'transfer wage business'), ('03', 'wage business'),
    ('04', 'house property'), ('05', 'enterprise business'), ('06', 'wage deposit'),
    ('07', 'vehicle'), ('08', 'deposit'), ('09', 'deposit'), ('11', 'house property'),
    ('12', 'wage business transfer'))
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, c.id AS casefile,
    c.file_no || ' ' || x.what AS part, c.file_no AS file_no, o.name AS name, x.what AS what,
    x.what_en AS what_en
FROM (SELECT v.casefile AS casefile, v.person AS person,
        '核对查到 ' || coalesce(v.result, v.source) || '，财产、收入里没有登记' AS what,
        'the check found ' || coalesce(v.result, v.source) || ', but no such line is on file' AS what_en
    FROM verification v JOIN source s ON s.code = v.source
    WHERE v.state = 'found' AND NOT EXISTS (SELECT 1 FROM asset_item a
            WHERE a.casefile = v.casefile AND (a.person = v.person OR a.person IS NULL)
                AND coalesce(a.state, 'active') = 'active' AND instr(s.sections, a.section) > 0)
        AND NOT EXISTS (SELECT 1 FROM income_item i WHERE i.casefile = v.casefile
            AND (i.person = v.person OR i.person IS NULL) AND i.state = 'active'
            AND instr(s.sections, i.section) > 0)
    UNION ALL
    SELECT c.id, m.person, '有劳动能力，没有登记收入，也没有说明', 'able to work, no income and no reason'
    FROM casefile c JOIN member m ON m.household = c.household AND m.counted = 1
        AND m.to_date IS NULL
    JOIN person o ON o.id = m.person AND o.labour = '1' AND o.occupation IS NULL
        AND o.birth BETWEEN date(:to, '-60 years', '+1 day') AND date(:to, '-16 years')
    WHERE c.person IS NULL AND NOT EXISTS (SELECT 1 FROM accepted_check n
            WHERE n.casefile = c.id AND n.number = 'Y-03')
        AND NOT EXISTS (SELECT 1 FROM income_item i WHERE i.casefile = c.id
            AND i.person = m.person AND i.state = 'active')) x
JOIN casefile c ON c.id = x.casefile AND c.origin = 'applied'
JOIN programme p ON p.key = c.programme AND p.amount IN ('gap', 'support')
JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm' AND d.decided_on BETWEEN :from AND :to
JOIN person o ON o.id = x.person
GROUP BY c.id, x.person, x.what
