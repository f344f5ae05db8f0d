-- [check K-23]
-- title = 有成员没有授权、没有核对
-- title[en] = A member not authorised or not checked
-- severity = error
-- finding = P8
-- law = C-05、D-21
-- params = check_valid_months
-- with = decided
-- say = {file_no} {decided_on} 确认，{name} {what}
-- say[en] = {file_no}, confirmed on {decided_on}: {name} {what_en}

-- 确认以前由前提 authorised、checked 把关，不再绑到一件上；这里查确认以后被改的、补录的。
-- 有核对这一步的项目。报告超过有效期的也算没有核对。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, d.casefile AS casefile,
    d.file_no AS part, d.file_no AS file_no, d.decided_on AS decided_on, o.name AS name,
    CASE WHEN a.id IS NULL THEN '没有签核对授权书' ELSE '没有有效的核对报告' END AS what,
    CASE WHEN a.id IS NULL THEN 'signed no authorisation' ELSE 'has no valid report' END AS what_en
FROM decided d
JOIN step t ON t.casefile = d.casefile AND t.action = 'ask' AND t.undone = 0
JOIN member m ON m.household = d.household AND m.counted = 1 AND m.from_date <= d.decided_on
    AND (m.to_date IS NULL OR m.to_date >= d.decided_on)
    AND (d.person IS NULL OR m.person = d.person)
JOIN person o ON o.id = m.person
LEFT JOIN authorisation a ON a.casefile = d.casefile AND a.person = m.person
    AND a.signed_on <= d.decided_on
WHERE a.id IS NULL OR NOT EXISTS (SELECT 1 FROM verification v WHERE v.casefile = d.casefile
    AND v.person = m.person AND v.state IN ('nothing', 'found', 'uncheckable')
    AND coalesce(v.reported_on, '') >= date(d.decided_on, '-' || :check_valid_months || ' months'))
GROUP BY d.casefile, m.person
