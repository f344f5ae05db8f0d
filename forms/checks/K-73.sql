-- [check K-73]
-- title = 近亲属没有备案、没有回避
-- title[en] = A relative of staff not recorded, or not kept apart
-- severity = error
-- finding = P8
-- law = C-06、D-36
-- with = subject, programme
-- say = {file_no} {what}（{who}）
-- say[en] = {file_no}: {what_en} ({who})

-- 申报是近亲属的要有备案表，确认以前县级要上门。经办人自己就是户里的人、就是赡养抚养义务人的，
-- 不管哪天登记进来都找得出来。
SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, c.file_no || ' ' || x.what AS part,
    c.file_no AS file_no, x.what AS what, x.what_en AS what_en, x.who AS who
FROM (SELECT c.id AS casefile, '是近亲属，没有备案表' AS what, 'a relative of staff without the record' AS what_en,
        coalesce(c.relative_note, '') AS who
    FROM casefile c WHERE c.relative_of_staff = 1 AND NOT EXISTS (SELECT 1 FROM document d
        WHERE d.casefile = c.id AND d.code = 'A16')
    UNION ALL
    SELECT c.id, '是近亲属，县级没有上门', 'a relative of staff whom the county did not visit',
        coalesce(c.relative_note, '')
    FROM casefile c JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm'
    WHERE c.relative_of_staff = 1 AND NOT EXISTS (SELECT 1 FROM sampling n WHERE n.casefile = c.id)
        AND EXISTS (SELECT 1 FROM step t WHERE t.casefile = c.id AND t.action = 'sample')
    UNION ALL
    SELECT t.casefile, '经办人是这一户的人', 'whoever handled it is of the household', p.name
    FROM step t JOIN operator p ON p.id = t.operator AND p.id_no IS NOT NULL
    JOIN person o ON o.id_no = p.id_no
    JOIN casefile c ON c.id = t.casefile
    JOIN member m ON m.household = c.household AND m.person = o.id
    WHERE t.done_on BETWEEN :from AND :to AND t.action NOT IN ('import', 'capture')
    UNION ALL
    SELECT t.casefile, '经办人是义务人', 'whoever handled it is a supporter', p.name
    FROM step t JOIN operator p ON p.id = t.operator AND p.id_no IS NOT NULL
    JOIN supporter r ON r.casefile = t.casefile AND r.id_no = p.id_no
    WHERE t.done_on BETWEEN :from AND :to) x
JOIN casefile c ON c.id = x.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
GROUP BY c.id, x.what
