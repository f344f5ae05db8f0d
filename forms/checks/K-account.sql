-- [check K-account]
-- title = 两户共用一个银行账号
-- title[en] = One account, two households
-- severity = warn
-- finding = F31
-- law = C-13、C-14
-- with = state
-- say = 账号 {subject} 有 {households} 户在用（{files}），没有登记原因；监护人、机构代领的请登记
-- say[en] = Account {subject} serves {households} households ({files}) and no reason is on file

-- 同一监护人的儿童、同一机构的供养人员算一家；案件上写了共用原因的不算。
WITH used AS (
    SELECT c.id AS casefile, c.account AS account
    FROM casefile c JOIN state s ON s.programme = c.programme AND s.state = c.state
        AND s.kind = 'active'
    WHERE c.account IS NOT NULL
    UNION
    SELECT c.id, (SELECT p.account FROM payment p WHERE p.casefile = c.id
        AND p.for_month BETWEEN :from_month AND :to_month AND p.state IN ('paid', 'planned')
        ORDER BY p.for_month DESC LIMIT 1)
    FROM casefile c WHERE c.account IS NULL)
SELECT 'account' AS kind, x.account AS subject, min(x.casefile) AS casefile,
    count(DISTINCT x.payee) AS households, group_concat(x.file_no, ' ') AS files
FROM (SELECT u.account AS account, c.id AS casefile, c.file_no AS file_no,
        max(CASE WHEN length(c.account_note) > 0 THEN 1 ELSE 0 END) OVER (PARTITION BY u.account)
            AS told,
        coalesce(
            (SELECT 'home ' || u2.institution_name FROM support u2 WHERE u2.casefile = c.id
             AND u2.form = 'institution' ORDER BY u2.chosen_on DESC, u2.id DESC LIMIT 1),
            (SELECT 'carer ' || r.id_no FROM carer r WHERE r.casefile = c.id
             ORDER BY r.id DESC LIMIT 1),
            'household ' || c.household) AS payee
    FROM used u JOIN casefile c ON c.id = u.casefile
    WHERE u.account IN (SELECT account FROM used WHERE account IS NOT NULL GROUP BY account HAVING count(*) > 1)) x
WHERE x.told = 0
    AND NOT EXISTS (SELECT 1 FROM institution i WHERE i.account = x.account)
GROUP BY x.account
HAVING count(DISTINCT x.payee) > 1
