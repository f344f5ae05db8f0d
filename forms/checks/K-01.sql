-- [check K-01]
-- title = 材料不全就办过去了
-- title[en] = Papers missing
-- severity = error
-- finding = P3
-- law = C-02
-- with = paper, subject
-- say = {file_no} 缺 {codes}，这一步以前必须有
-- say[en] = {file_no} lacks {codes}, which must be there before that step

-- 只看人人都要有的材料；有条件的材料由办理时的前提把关。
SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, c.file_no AS part,
    c.file_no AS file_no, group_concat(DISTINCT p.code) AS codes
FROM casefile c
JOIN paper p ON p.programme = c.programme
JOIN step t ON t.casefile = c.id AND t.action = p.step AND t.undone = 0
    AND t.done_on BETWEEN :from AND :to
JOIN subject s ON s.casefile = c.id
WHERE c.origin = 'applied' AND NOT EXISTS (SELECT 1 FROM document d
    WHERE d.casefile = c.id AND d.code = p.code)
GROUP BY c.id
