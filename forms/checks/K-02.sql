-- [check K-02]
-- title = 登记的内容互相对不上
-- title[en] = What is on file contradicts itself
-- severity = error
-- finding = P3
-- law = DA08
-- at = entry
-- with = covered, subject, state
-- say = {name}：{what}（{one} / {other}）
-- say[en] = {name}: {what_en} ({one} / {other})

-- 审核确认以前（前提 sound）只查要确认的那一件：:casefile；平时全查。
SELECT 'person' AS kind, o.id_no AS subject, min(v.casefile) AS casefile, x.what AS part,
    o.name AS name, x.what AS what, x.what_en AS what_en, x.one AS one, x.other AS other
FROM (SELECT id AS person, '出生日期和身份证号不一样' AS what,
        'the birth date is not that of the id number' AS what_en, birth AS one,
        substr(id_no, 7, 4) || '-' || substr(id_no, 11, 2) || '-' || substr(id_no, 13, 2) AS other
    FROM person WHERE length(id_no) = 18 AND birth IS NOT NULL
        AND replace(birth, '-', '') <> substr(id_no, 7, 8)
    UNION ALL
    SELECT id, '性别和身份证号不一样', 'the sex is not that of the id number', sex,
        CASE substr(id_no, 17, 1) % 2 WHEN 1 THEN 'M' ELSE 'F' END
    FROM person WHERE length(id_no) = 18 AND sex IS NOT NULL
        AND (sex = 'M') <> (substr(id_no, 17, 1) % 2)) x
CROSS JOIN person o
CROSS JOIN covered v
CROSS JOIN state s
WHERE o.id = x.person AND v.person = x.person AND s.programme = v.programme
    AND s.state = v.state AND s.kind <> 'closed'
    AND (:casefile IS NULL OR v.casefile = :casefile)
GROUP BY x.person, x.what
UNION ALL
SELECT 'case', s.subject, c.id, 'dates ' || b.action, s.name, '步骤的日期前后颠倒',
    'a step is dated before the one before it', a.action || ' ' || a.done_on,
    b.action || ' ' || b.done_on
FROM (VALUES ('accept', 'survey'), ('survey', 'review'), ('review', 'publicise'),
    ('publicise', 'confirm')) o
JOIN step a ON a.action = o.column1 AND a.undone = 0
JOIN step b ON b.casefile = a.casefile AND b.action = o.column2 AND b.undone = 0
    AND b.done_on < a.done_on AND b.id > a.id
JOIN casefile c ON c.id = a.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
WHERE b.done_on BETWEEN :from AND :to AND (:casefile IS NULL OR c.id = :casefile)
