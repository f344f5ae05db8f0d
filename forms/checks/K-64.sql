-- [check K-64]
-- title = 没有书面告知、没有听取意见
-- title[en] = Not told in writing, or not heard
-- severity = error
-- finding = P3
-- law = C-10、C-11、LAW26 第四十八条
-- params = days_refuse
-- with = subject, dead, programme
-- say = {file_no} {decided_on} {what}
-- say[en] = {file_no}, {decided_on}: {what_en}

-- 告知的工作日由 K-62 按日历算，这里看到期还没有告知的（多算一个周末和一个长假）。
SELECT 'person' AS kind, s.subject AS subject, c.id AS casefile, c.file_no || ' ' || x.what AS part,
    c.file_no AS file_no, x.decided_on AS decided_on, x.what AS what, x.what_en AS what_en
FROM (SELECT d.casefile AS casefile, d.decided_on AS decided_on, '的决定没有书面告知' AS what,
        'the decision was not told in writing' AS what_en
    FROM decision d WHERE d.kind IN ('refuse', 'adjust', 'stop') AND d.told_on IS NULL
        AND d.decided_on BETWEEN :from AND date(:to, '-' || (:days_refuse + 9) || ' days')
    UNION ALL
    SELECT d.casefile, d.decided_on, '减发、停发以前没有听取意见', 'not heard before the change'
    FROM decision d
    WHERE d.kind IN ('adjust', 'stop') AND d.decided_on >= '2026-07-01'
        AND d.decided_on BETWEEN :from AND :to
        AND (d.kind = 'stop' OR d.amount < (SELECT b.amount FROM decision b
            WHERE b.casefile = d.casefile AND b.id < d.id AND b.kind IN ('confirm', 'adjust')
            ORDER BY b.id DESC LIMIT 1))
        AND NOT EXISTS (SELECT 1 FROM hearing h WHERE h.casefile = d.casefile
            AND h.heard_on <= d.decided_on)) x
JOIN casefile c ON c.id = x.casefile
JOIN programme p ON p.key = c.programme AND (p.heard OR x.what_en LIKE 'the decision%')
JOIN subject s ON s.casefile = c.id
WHERE (s.person IS NULL OR s.person NOT IN (SELECT person FROM dead))
