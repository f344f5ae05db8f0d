-- [check K-06]
-- title = 机构的专项资金没有单独记账
-- title[en] = An institution mixes special funds
-- severity = warn
-- finding = P2
-- law = CZ17
-- say = {name}：{what}（{detail}）
-- say[en] = {name}: {what_en} ({detail})

SELECT 'institution' AS kind, i.name AS subject, NULL AS casefile, x.what AS part, i.name AS name,
    x.what AS what, x.what_en AS what_en, x.detail AS detail
FROM (SELECT p.institution AS institution, '供养着特困人员，没有专项资金账户' AS what,
        'houses destitute people without an account of its own for their funds' AS what_en,
        count(*) || '' AS detail
    FROM placement p JOIN institution i ON i.id = p.institution AND i.separate_account = 0
    WHERE p.casefile IS NOT NULL AND p.from_date <= :to AND (p.to_date IS NULL OR p.to_date >= :from)
    GROUP BY p.institution
    UNION ALL
    SELECT e.institution, '有专项收入的月份没有记支出', 'months with special income and no expense',
        group_concat(e.month, ' ')
    FROM (SELECT DISTINCT institution, month FROM institution_entry
        WHERE direction = 'in' AND special = 1 AND month BETWEEN :from_month AND :to_month) e
    WHERE NOT EXISTS (SELECT 1 FROM institution_entry o WHERE o.institution = e.institution
        AND o.month = e.month AND o.direction = 'out')
    GROUP BY e.institution) x
JOIN institution i ON i.id = x.institution
