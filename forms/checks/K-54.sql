-- [check K-54]
-- title = 先行救助没有补齐手续
-- title[en] = Urgent grant, papers not completed
-- severity = error
-- finding = P3
-- law = L-05、L-06
-- with = subject
-- say = {file_no} 应当在 {due} 以前补齐手续，{state}
-- say[en] = {file_no}: papers were to be completed by {due}, {state_en}

SELECT 'person' AS kind, s.subject AS subject, c.id AS casefile, c.file_no AS part,
    c.file_no AS file_no, d.due AS due,
    CASE WHEN d.met_on IS NULL THEN '还没有补' ELSE d.met_on || ' 才补齐' END AS state,
    CASE WHEN d.met_on IS NULL THEN 'not yet done' ELSE 'done on ' || d.met_on END AS state_en
FROM deadline d
JOIN casefile c ON c.id = d.casefile
JOIN subject s ON s.casefile = c.id
WHERE d.key = 'complete' AND d.due BETWEEN :from AND :to AND d.due < :to
    AND (d.met_on IS NULL OR d.met_on > d.due)
