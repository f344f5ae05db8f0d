-- [check K-41]
-- title = 特困金额和标准、等级对不上
-- title[en] = Destitute support other than its standard
-- severity = error
-- finding = P7
-- law = T-16、T-23
-- with = state, programme, subject
-- say = {file_no} {month} 起：{part_name:part}发 {amount:money} 元，{area:area}{form:support_form}{level:care_level}的标准是 {right:money} 元
-- say[en] = {file_no} from {month}: {part_name:part} {amount:money}, the standard ({area:area} {form:support_form} {level:care_level}) is {right:money} yuan

-- 检查期最后一个月的金额对那个月的标准（提标以后没有跟着改的也在里面），从哪个月起不对写在 month 里。
-- 基本生活看城乡和供养方式，照料护理看最近一次评估的等级和供养方式。旧名册没有写城乡，符合一边的就行。
SELECT 'person' AS kind, s.subject AS subject, x.casefile AS casefile,
    c.file_no || ' ' || x.part_name AS part, c.file_no AS file_no,
    max(x.month, substr(v.from_date, 1, 7)) AS month,
    x.part_name AS part_name, x.amount AS amount, x.area AS area, x.form AS form,
    x.level AS level, CAST(v.value AS INTEGER) AS right
FROM (SELECT w.*, (SELECT v.id FROM policy_value v
        WHERE v.key = CASE w.part_name WHEN 'base' THEN 'destitute_basic_' || w.form
                ELSE 'care_' || w.form || '_' || w.level END
            AND v.area IN (w.area, '') AND v.from_date <= :to_month || '-01'
            AND (v.to_date IS NULL OR v.to_date >= :to_month || '-01')
        ORDER BY v.area = '', v.from_date DESC LIMIT 1) AS standard
    FROM (SELECT c.id AS casefile, c.area AS area, a.from_month AS month,
            k.column1 AS part_name,
            coalesce((SELECT sum(q.amount) FROM award_part q WHERE q.award = a.id
                AND q.kind = k.column1), CASE k.column1 WHEN 'base' THEN a.base END, 0) AS amount,
            (SELECT u.form FROM support u WHERE u.casefile = c.id
             ORDER BY u.chosen_on DESC, u.id DESC LIMIT 1) AS form,
            (SELECT u.level FROM assessment u WHERE u.casefile = c.id
             ORDER BY u.assessed_on DESC, u.id DESC LIMIT 1) AS level
        FROM casefile c
        JOIN programme p ON p.key = c.programme AND p.amount = 'support'
        JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
        JOIN award a ON a.casefile = c.id AND a.from_month <= :to_month
            AND (a.to_month IS NULL OR a.to_month >= :to_month)
        CROSS JOIN (VALUES ('base'), ('care')) k) w
    WHERE w.form IS NOT NULL AND w.level IS NOT NULL) x
JOIN policy_value v ON v.id = x.standard AND CAST(v.value AS INTEGER) <> x.amount
JOIN casefile c ON c.id = x.casefile
JOIN subject s ON s.casefile = x.casefile
WHERE NOT (c.origin = 'imported' AND EXISTS (SELECT 1 FROM policy_value o
        WHERE o.key = CASE x.part_name WHEN 'base' THEN 'destitute_basic_' || x.form
                ELSE 'care_' || x.form || '_' || x.level END
            AND CAST(o.value AS INTEGER) = x.amount AND o.from_date <= :to
            AND (o.to_date IS NULL OR o.to_date >= :from)))
