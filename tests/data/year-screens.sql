-- What year.csv comes to over the year that tests/screen/year.scn plays, beside what was paid: one line
-- for each household and month that differ, none where all is right.  Written from the law (policy 9.3:
-- (N x S - Y) / 12, rounded up to whole yuan; 9.5: nobody is paid for a month after that of his death,
-- nor after that of the decision to end) and from the roster; of the program's tables it reads
-- payments alone.
--
-- The roster: household i (1 to 20) of N people, N = 1, 2, 3, 1 ..., lives on 2100 yuan for each of
-- them and 83 times i a year.  The standard is 6960 from January, whenever it was announced: 580 a
-- month, of which who is 60 gets 5 %, 29 yuan, where a household is reckoned anew (a roster has no
-- such part, and a raise leaves it as it is).
WITH RECURSIVE
house(i, n) AS (SELECT 1, 1 UNION ALL SELECT i + 1, i % 3 + 1 FROM house WHERE i < 20),
months(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM months WHERE m < 12),
-- What happened: who is left, and the supplements, from a month on.
event(i, since, n, elderly) AS (VALUES
    (15, 7, 2, 2),   -- a boy died in June; his grandparents are over 60
    (5, 9, 2, 1),    -- moved in August; the wife is over 60, the husband not yet
    (19, 9, 0, 0)),  -- ended in August
state AS (
    SELECT h.i, m.m, h.n AS was, coalesce(e.n, h.n) AS n, coalesce(e.elderly, 0) AS elderly
    FROM house h CROSS JOIN months m LEFT JOIN event e ON e.i = h.i AND e.since <= m.m),
-- The second household has another account from September on: the old one was closed.
due AS (
    SELECT CASE WHEN i = 2 AND m > 8 THEN '6221364367031229001'
            ELSE printf('62213643670312250%02d', i - 1) END AS account,
        printf('2026-%02d', m) AS month,
        CASE WHEN n = 0 THEN 0
            ELSE (n * 6960 - was * 2100 - 83 * i + 11) / 12 * 100 + elderly * 2900 END AS fen
    FROM state),
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
