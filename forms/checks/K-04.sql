-- [check K-04]
-- title = 入户调查不合规定
-- title[en] = A survey that does not count
-- severity = error
-- finding = P3
-- law = C-08、C-09
-- params = surveyors_min
-- with = subject
-- say = {file_no} {visited_on} 的入户调查：{what}
-- say[en] = {file_no}, survey of {visited_on}: {what_en}

-- 初审以前由前提 surveyed 把关；这里查办过了的。
SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, v.visited_on || ' ' || x.what AS part,
    c.file_no AS file_no, v.visited_on AS visited_on, x.what AS what, x.what_en AS what_en
FROM survey v
JOIN casefile c ON c.id = v.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
JOIN operator a ON a.id = v.surveyor1
JOIN operator b ON b.id = v.surveyor2
JOIN (SELECT 1 AS n, '两名调查人是同一个人' AS what, 'both surveyors are one person' AS what_en
    UNION ALL SELECT 2, '没有调查人签名', 'not signed by the surveyors'
    UNION ALL SELECT 3, '没有在家成员签名', 'not signed by the family'
    UNION ALL SELECT 4, '在受理以前', 'before the application was accepted') x
WHERE v.visited_on BETWEEN :from AND :to AND CASE x.n
    WHEN 1 THEN :surveyors_min > 1 AND (a.id = b.id OR a.id_no = b.id_no)
    WHEN 2 THEN coalesce(v.signed_surveyors, 0) = 0
    WHEN 3 THEN coalesce(v.signed_family, 0) = 0 AND v.contactless = 0
    ELSE v.visited_on < (SELECT min(t.done_on) FROM step t WHERE t.casefile = c.id
        AND t.action = 'accept') END
