-- What year.csv comes to over 2026, beside what was paid: one line for each household and month that
-- differ, none where all is right.  Written from the law (policy 9.3: (N x S - Y) / 12, rounded up to
-- whole yuan) and from the roster; of the program's tables it reads payments alone.
--
-- The roster: household i (1 to 20) of N people, N = 1, 2, 3, 1 ..., lives on 2100 yuan for each of
-- them and 83 times i a year.  The standard is 6960 from January, whenever it was announced.
WITH RECURSIVE
house(i, n, account) AS (
    SELECT 1, 1, '6221364367031225000' UNION ALL
    SELECT i + 1, i % 3 + 1, printf('62213643670312250%02d', i) FROM house WHERE i < 20),
months(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM months WHERE m < 12),
-- Household 15 lost a member in June and is held from July on.
due AS (
    SELECT h.account, printf('2026-%02d', m.m) AS month,
        CASE WHEN h.i = 15 AND m.m > 6 THEN 0
            ELSE (h.n * 6960 - h.n * 2100 - 83 * h.i + 11) / 12 * 100 END AS fen
    FROM house h CROSS JOIN months m),
paid AS (
    SELECT account, for_month AS month, sum(amount) AS fen FROM payment
    WHERE state = 'paid' AND for_month LIKE '2026-%' GROUP BY account, for_month)
SELECT due.month, due.account, due.fen, coalesce(paid.fen, 0)
FROM due LEFT JOIN paid ON paid.account = due.account AND paid.month = due.month
WHERE due.fen <> coalesce(paid.fen, 0)
UNION ALL
SELECT paid.month, paid.account, 0, paid.fen
FROM paid LEFT JOIN due ON due.account = paid.account AND due.month = paid.month
WHERE due.fen IS NULL;
