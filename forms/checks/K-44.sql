-- [check K-44]
-- title = 提标没有补发
-- title[en] = A raised standard not paid back
-- severity = error
-- finding = P7
-- law = SX-16
-- params = round_unit, round_mode, floor_pct, round_warn, round_error, round_rows, supp_elder, supp_minor, supp_disabled, supp_ill
-- with = right, standard, rounded, township, subject
-- say = {file_no} {first} 至 {last} 有 {months} 个月还是老标准，新标准 {issued_on} 印发，少发 {total:money} 元没有补
-- say[en] = {file_no}: {first} to {last}, {months} months by the old standard; the new one was issued on {issued_on}, {total:money} yuan are still owed

-- 标准的印发日期登记了才看得出来：生效以后、印发以前的月份，印发满一个月还没有补。
SELECT 'person' AS kind, s.subject AS subject, x.casefile AS casefile, c.file_no AS part,
    c.file_no AS file_no, min(x.month) AS first, max(x.month) AS last, count(*) AS months,
    max(t.issued_on) AS issued_on, sum(x.right - x.base) AS total
FROM (SELECT DISTINCT r.casefile, r.month, r.base, r.right FROM right r
    WHERE r.base < r.right AND r.extras = 0) x
JOIN casefile c ON c.id = x.casefile
JOIN standard t ON t.programme = c.programme AND t.area = c.area
    AND x.month BETWEEN t.first AND t.last AND substr(t.issued_on, 1, 7) >= x.month
    AND t.issued_on < date(:to, '-1 month')
JOIN subject s ON s.casefile = x.casefile
WHERE NOT EXISTS (SELECT 1 FROM township w JOIN rounded z ON z.code = w.code
    AND z.month = x.month WHERE w.casefile = x.casefile)
GROUP BY x.casefile
