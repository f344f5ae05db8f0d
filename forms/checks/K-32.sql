-- [check K-32]
-- title = 去世以后没有及时变更
-- title[en] = Death not settled
-- severity = error
-- finding = P12
-- law = D-63、DB22 一（三）
-- with = dead, covered, state, programme
-- say = {died} 去世，{programme:programme}（{file_no}）还没有变更或者停发；应当在 {due} 以前办完
-- say[en] = Died on {died}; {programme:programme} ({file_no}) is not changed or ended, to be done by {due}

SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, v.casefile AS casefile,
    c.file_no AS part, d.died AS died, date(substr(d.died || '-28', 1, 10), '+3 months') AS due,
    c.programme AS programme, c.file_no AS file_no,
    CASE WHEN date(substr(d.died || '-28', 1, 10), '+3 months') < :to THEN 'error' ELSE 'warn' END
        AS severity
FROM dead d
JOIN covered v ON v.person = d.person AND v.until > :to
JOIN programme p ON p.key = v.programme AND p.amount IS NOT NULL AND p.amount <> 'cap'
JOIN state s ON s.programme = v.programme AND s.state = v.state AND s.kind = 'active'
JOIN casefile c ON c.id = v.casefile
JOIN person o ON o.id = d.person
WHERE d.died < date(:to, '-60 days')
    AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.casefile = v.casefile
        AND n.kind IN ('adjust', 'stop') AND n.decided_on >= d.died)
GROUP BY d.person, v.casefile
