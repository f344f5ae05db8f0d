-- [check K-62]
-- title = 超过办理时限
-- title[en] = Past a deadline
-- severity = error
-- finding = P3
-- law = D-30 至 D-40
-- with = clock, subject, programme
-- say = {file_no} {label}：{due} 到期，{state}
-- say[en] = {file_no} {label}: due on {due}, {state_en}

-- 归档由 K-03、补手续由 K-54、年度复核由 K-70 说；要等满的（公示）不是要赶的。
SELECT 'person' AS kind, s.subject AS subject, c.id AS casefile, c.file_no || ' ' || d.key AS part,
    c.file_no AS file_no, k.label AS label, min(d.due) AS due,
    CASE WHEN d.met_on IS NULL THEN '还没有办' ELSE d.met_on || ' 才办' END AS state,
    CASE WHEN d.met_on IS NULL THEN 'not yet done' ELSE 'done on ' || d.met_on END AS state_en
FROM deadline d
JOIN casefile c ON c.id = d.casefile
JOIN clock k ON k.programme = c.programme AND k.key = d.key AND NOT k.waits
JOIN subject s ON s.casefile = c.id
WHERE d.due BETWEEN :from AND :to AND d.due < :to AND d.key NOT LIKE 'recheck%'
    AND d.key NOT IN ('archive', 'complete', 'stay')
    AND (d.met_on > d.due OR (d.met_on IS NULL AND d.due < :today))
GROUP BY c.id, d.key
