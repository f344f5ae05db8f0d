-- [check K-90]
-- title = 流散人员救助不合规定
-- title[en] = Relief stays against the rules
-- severity = error
-- finding = P3
-- law = V-05、V-07、V-11
-- params = max_stay, relief_cash
-- with = subject
-- say = {file_no} {found_on} 救助：{what}
-- say[en] = {file_no}, found on {found_on}: {what_en}

SELECT 'case' AS kind, s.subject AS subject, c.id AS casefile, c.file_no || ' ' || x.what AS part,
    c.file_no AS file_no, x.found_on AS found_on, x.what AS what, x.what_en AS what_en
FROM (SELECT r.casefile AS casefile, r.found_on AS found_on, '在站超过规定的天数，没有报备' AS what,
        'stayed longer than allowed and was not reported' AS what_en
    FROM relief r LEFT JOIN relief_end e ON e.casefile = r.casefile
    WHERE julianday(coalesce(e.ended_on, :to)) - julianday(r.found_on) > :max_stay
        AND EXISTS (SELECT 1 FROM step t WHERE t.casefile = r.casefile AND t.action = 'admit')
        AND NOT EXISTS (SELECT 1 FROM relief_report p WHERE p.casefile = r.casefile AND p.kind = 'stay')
    UNION ALL
    SELECT r.casefile, r.found_on, '给的现金超过短途乘车的限额', 'more cash than a short journey may cost'
    FROM relief r JOIN relief_end e ON e.casefile = r.casefile AND e.cash > :relief_cash
    UNION ALL
    SELECT r.casefile, r.found_on, '身份不明，没有及时发寻亲公告', 'unidentified, and relatives were not looked for in time'
    FROM relief r WHERE r.identity = 'unknown' AND r.found_on < date(:to, '-2 days')
        AND NOT EXISTS (SELECT 1 FROM relief_report p WHERE p.casefile = r.casefile
            AND p.kind = 'notice' AND p.made_on <= date(r.found_on, '+1 day'))) x
JOIN casefile c ON c.id = x.casefile AND c.origin = 'applied'
JOIN subject s ON s.casefile = c.id
WHERE x.found_on BETWEEN :from AND :to
