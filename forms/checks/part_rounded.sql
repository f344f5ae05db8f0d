-- [part rounded]
-- with = paid, programme, township

-- 一个乡镇一个月里补差户整百元的占多少（policy 9.5），超过提醒线的才列出。
SELECT t.code AS code, t.name AS name, w.month AS month, count(*) AS payments,
    sum(w.regular % 10000 = 0) AS whole,
    sum(w.regular % 10000 = 0) * 100 > :round_error * count(*) AS bad
FROM paid w
JOIN casefile c ON c.id = w.casefile
JOIN programme p ON p.key = c.programme AND p.amount = 'gap'
JOIN township t ON t.casefile = c.id
WHERE w.regular > 0
GROUP BY t.code, w.month
HAVING count(*) >= :round_rows
    AND sum(w.regular % 10000 = 0) * 100 > :round_warn * count(*)
