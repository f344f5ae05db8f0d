-- [part rounded]
-- with = paid, programme, township
-- keep = yes

-- 一个乡镇一个月里补差户整百元的占多少（policy 9.5），超过提醒线的才列出。
SELECT x.code AS code, t.name AS name, x.month AS month, x.payments AS payments,
    x.whole AS whole, x.whole * 100 > :round_error * x.payments AS bad
FROM (SELECT t.code AS code, w.month AS month, count(*) AS payments,
        sum(w.base % 10000 = 0) AS whole
    FROM casefile c
    CROSS JOIN paid w
    CROSS JOIN township t
    WHERE c.programme IN (SELECT key FROM programme WHERE amount = 'gap')
        AND w.casefile = c.id AND w.reason IS NULL AND w.base > 0 AND t.casefile = c.id
    GROUP BY t.code, w.month) x
JOIN (SELECT code, min(name) AS name FROM township GROUP BY code) t ON t.code = x.code
WHERE x.payments >= :round_rows AND x.whole * 100 > :round_warn * x.payments
