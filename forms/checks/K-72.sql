-- [check K-72]
-- title = 过度依赖第三方、一人办到底
-- title[en] = Left to contracted staff, or one person did it all
-- severity = error
-- finding = P16
-- law = F23、C-08
-- with = subject
-- say = {file_no} {on}：{what}（{who}）
-- say[en] = {file_no}, {on}: {what_en} ({who})

SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, c.file_no || ' ' || x.what AS part,
    c.file_no AS file_no, x."on" AS "on", x.what AS what, x.what_en AS what_en, x.who AS who,
    x.severity AS severity
FROM (SELECT v.casefile AS casefile, v.visited_on AS "on", '入户的都是第三方人员' AS what,
        'every surveyor is contracted' AS what_en, a.name || ' ' || b.name AS who, 'error' AS severity
    FROM survey v
    JOIN operator a ON a.id = v.surveyor1 AND a.employer = 'contracted'
    JOIN operator b ON b.id = v.surveyor2 AND b.employer = 'contracted'
    UNION ALL
    SELECT v.casefile, t.done_on, '调查和初审是同一个人', 'surveyed and reviewed by one person', a.name, 'warn'
    FROM survey v
    JOIN step t ON t.casefile = v.casefile AND t.action = 'review' AND t.undone = 0
    JOIN operator a ON a.id = t.operator
    WHERE t.operator IN (v.surveyor1, v.surveyor2)) x
JOIN casefile c ON c.id = x.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
WHERE x."on" BETWEEN :from AND :to
GROUP BY c.id, x.what
