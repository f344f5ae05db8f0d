-- [check K-80]
-- title = 零花钱没有发、发得不对
-- title[en] = Pocket money missing or wrong
-- severity = warn
-- finding = P17
-- law = T-22
-- params = pocket_money
-- with = month
-- say = {institution} {name}：{first} 至 {last} 有 {months} 个月{what}
-- say[en] = {institution}, {name}: {first} to {last}, {months} months {what_en}

-- 登记了零花钱标准、登记了入住的才看。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, max(x.casefile) AS casefile,
    x.what AS part, i.name AS institution, o.name AS name, min(x.month) AS first,
    max(x.month) AS last, count(*) AS months, x.what AS what, x.what_en AS what_en
FROM (SELECT l.person AS person, l.casefile AS casefile, l.institution AS institution,
        m.month AS month,
        CASE WHEN k.id IS NULL OR k.paid IS NULL THEN '没有发零花钱'
            WHEN k.paid <> k.due OR k.due <> :pocket_money THEN '零花钱和标准不一样'
            ELSE '零花钱没有人签收' END AS what,
        CASE WHEN k.id IS NULL OR k.paid IS NULL THEN 'without pocket money'
            WHEN k.paid <> k.due OR k.due <> :pocket_money THEN 'with another amount'
            ELSE 'without a signature' END AS what_en
    FROM placement l
    JOIN month m ON m.month > substr(l.from_date, 1, 7) AND m.month < substr(:to, 1, 7)
        AND (l.to_date IS NULL OR m.month <= substr(l.to_date, 1, 7))
    LEFT JOIN pocket_money k ON k.person = l.person AND k.month = m.month
    WHERE l.casefile IS NOT NULL AND :pocket_money > 0
        AND (k.id IS NULL OR k.paid IS NULL OR k.paid <> k.due OR k.due <> :pocket_money
            OR k.received_by IS NULL)) x
JOIN person o ON o.id = x.person
JOIN institution i ON i.id = x.institution
GROUP BY x.person, x.institution, x.what
