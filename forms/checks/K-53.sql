-- [check K-53]
-- title = 备用金账不对
-- title[en] = The reserve fund does not add up
-- severity = error
-- finding = P11
-- law = L-11
-- say = {on_date}：{what} {amount:money} 元（{document}）
-- say[en] = {on_date}: {what_en} {amount:money} yuan ({document})

-- 余额不够、没有案件的，程序不让记（L-11）；查出来的是数据被动过。
SELECT 'entry' AS kind, x.on_date AS subject, x.casefile AS casefile,
    x.what || ' ' || x.id AS part, x.on_date AS on_date, x.what AS what, x.what_en AS what_en,
    x.amount AS amount, coalesce(x.document, '') AS document
FROM (SELECT e.id AS id, e.on_date AS on_date, e.casefile AS casefile, e.document AS document,
        '支出以后余额' AS what, 'balance after it' AS what_en,
        sum(e.amount) OVER (ORDER BY e.on_date, e.id) AS amount
    FROM reserve_entry e) x
WHERE x.amount < 0 AND x.on_date BETWEEN :from AND :to
UNION ALL
SELECT 'entry', e.on_date, NULL, 'grant ' || e.id, e.on_date, '发给谁没有案件', 'a grant without a case',
    -e.amount, coalesce(e.document, '')
FROM reserve_entry e
WHERE e.kind = 'grant' AND e.casefile IS NULL AND e.on_date BETWEEN :from AND :to
