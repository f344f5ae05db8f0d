-- [check K-03]
-- title = 没有及时归档
-- title[en] = Not filed in time
-- severity = warn
-- finding = P3
-- law = DA08
-- with = subject
-- say = {file_no} 应当在 {due} 以前装订归档，{state}
-- say[en] = {file_no} was to be filed by {due}: {state_en}

SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, c.file_no AS part,
    c.file_no AS file_no, min(d.due) AS due,
    CASE WHEN d.met_on IS NULL THEN '还没有归' ELSE d.met_on || ' 才归' END AS state,
    CASE WHEN d.met_on IS NULL THEN 'not yet done' ELSE 'done on ' || d.met_on END AS state_en
FROM deadline d
JOIN casefile c ON c.id = d.casefile
JOIN subject s ON s.casefile = c.id
WHERE d.key = 'archive' AND d.due BETWEEN :from AND :to AND d.due < :to
    AND (d.met_on IS NULL OR d.met_on > d.due)
GROUP BY c.id
