-- [check K-70]
-- title = 年度复核没有做
-- title[en] = Yearly review not done
-- severity = warn
-- finding = P16
-- law = D-60、T-25
-- with = state, programme, subject
-- say = {file_no} {what}（{on}）
-- say[en] = {file_no}: {what_en} ({on})

-- 复核轮次里到期没做的；在本单位确认满一年、一次也没有复核过的。名册导入的从导入那天起算。
SELECT 'person' AS kind, s.subject AS subject, c.id AS casefile, c.file_no AS part,
    c.file_no AS file_no, x.what AS what, x.what_en AS what_en, min(x."on") AS "on",
    CASE WHEN x."on" < date(:to, 'start of year') THEN 'error' END AS severity
FROM (SELECT i.casefile AS casefile, '复核到期还没有做' AS what, 'the review is due and not done' AS what_en,
        i.due AS "on"
    FROM review_item i JOIN review_round r ON r.id = i.round AND r.closed_on IS NULL
    WHERE i.state = 'open' AND i.due < :to
    UNION ALL
    SELECT d.casefile, '复核到期还没有做', 'the review is due and not done', d.due
    FROM deadline d WHERE d.key LIKE 'recheck%' AND d.met_on IS NULL AND d.due < :to
    UNION ALL
    SELECT c.id, '一年多没有复核', 'not reviewed for more than a year',
        (SELECT min(t.done_on) FROM step t WHERE t.casefile = c.id AND t.action IN ('confirm', 'import', 'capture'))
    FROM casefile c WHERE NOT EXISTS (SELECT 1 FROM deadline d WHERE d.casefile = c.id
            AND d.key LIKE 'recheck%' AND d.met_on IS NULL)
        AND NOT EXISTS (SELECT 1 FROM review_item i WHERE i.casefile = c.id
            AND (i.state = 'open' OR i.settled_on > date(:to, '-12 months')))) x
JOIN casefile c ON c.id = x.casefile
JOIN programme p ON p.key = c.programme AND p.reviewed
JOIN state t ON t.programme = c.programme AND t.state = c.state AND t.kind = 'active'
JOIN subject s ON s.casefile = c.id
WHERE x.what <> '一年多没有复核' OR x."on" < date(:to, '-12 months')
GROUP BY c.id
