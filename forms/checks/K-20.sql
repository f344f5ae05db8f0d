-- [check K-20]
-- title = 保障金和公式算的不一样
-- title[en] = Paid other than the formula gives
-- severity = error
-- finding = P7
-- law = D-51
-- params = round_unit, round_mode, floor_pct, round_warn, round_error, round_rows, supp_elder, supp_minor, supp_disabled, supp_ill
-- with = right, rounded, township, standard
-- say = {last} 发 {paid:money} 元、应发 {right:money} 元；{first} 起 {months} 个月共{way}发 {total:money} 元（{members} 人，年收入 {income:money} 元）
-- say[en] = {last} paid {paid:money}, right {right:money} yuan; {months} months from {first}, {total:money} {way_en} in all ({members} people, income {income:money} a year)

-- 补发算进它所补的月份。整镇取整的那些月份由 K-42 说，提标没有补发的由 K-44 说，不在这里一户户再说。
SELECT 'person' AS kind, coalesce(o.id_no, c.file_no) AS subject, x.casefile AS casefile,
    min(x.month) AS first, max(x.month) AS last, count(*) AS months,
    x.base AS paid, x.right AS right, x.members AS members, x.income AS income,
    CASE WHEN sum(x.base - x.right) > 0 THEN '多' ELSE '少' END AS way,
    CASE WHEN sum(x.base - x.right) > 0 THEN 'too much' ELSE 'too little' END AS way_en,
    abs(sum(x.base - x.right)) AS total
FROM (SELECT DISTINCT r.casefile, r.month, r.members, r.income, r.base, r.right FROM right r
    JOIN casefile k ON k.id = r.casefile
    WHERE (r.base < r.right OR r.base > r.right + r.most)
        AND NOT (r.base < r.right AND r.extras = 0 AND EXISTS (SELECT 1 FROM standard i
            WHERE i.programme = k.programme AND i.area = k.area
                AND r.month BETWEEN i.first AND i.last AND substr(i.issued_on, 1, 7) >= r.month
                AND i.issued_on < date(:to, '-1 month')))
        AND NOT (r.base % 10000 = 0 AND EXISTS (SELECT 1 FROM township t
            JOIN rounded z ON z.code = t.code AND z.month = r.month
            WHERE t.casefile = r.casefile))
    ) x
JOIN casefile c ON c.id = x.casefile
LEFT JOIN member m ON m.household = c.household AND m.relation = '01' AND m.to_date IS NULL
LEFT JOIN person o ON o.id = coalesce(c.person, m.person)
GROUP BY x.casefile
HAVING max(x.month)
