-- [check K-31]
-- title = 给已经去世的人发
-- title[en] = Paid after death
-- severity = error
-- finding = P12
-- law = L-17
-- with = dead, covered, paid, programme, grant
-- say = {died} 去世，{programme:programme}（{file_no}）还发到 {last}，{months} 次、共 {amount:money} 元；请停发、追回
-- say[en] = Died on {died}; {programme:programme} ({file_no}) still paid up to {last}: {months} payments, {amount:money} yuan in all

-- 去世当月照发，从下个月起不发；临时救助看决定日期。一户里有人去世，整户的钱都要重算，金额是整户的。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, x.casefile AS casefile,
    c.file_no AS part, x.died AS died, c.programme AS programme, c.file_no AS file_no,
    x.last AS last, x.months AS months, x.amount AS amount
FROM (SELECT d.person AS person, d.died AS died, v.casefile AS casefile, max(w.month) AS last,
        count(DISTINCT w.month) AS months, sum(w.amount) AS amount
    FROM dead d
    CROSS JOIN covered v
    CROSS JOIN paid w
    WHERE v.person = d.person AND w.casefile = v.casefile AND w.month > substr(d.died, 1, 7)
        AND v.programme IN (SELECT key FROM programme WHERE amount <> 'cap')
        AND v.since < w.month || '-32' AND v.until >= w.month || '-01' AND w.amount > 0
    GROUP BY d.person, v.casefile
    UNION ALL
    SELECT d.person, d.died, g.casefile, g.decided_on, 1, g.amount
    FROM dead d
    JOIN grant g ON g.person = d.person AND g.decided_on > d.died
    WHERE g.decided_on BETWEEN :from AND :to) x
JOIN casefile c ON c.id = x.casefile
JOIN person o ON o.id = x.person
