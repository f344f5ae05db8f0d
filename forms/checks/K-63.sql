-- [check K-63]
-- title = 公示时间不够、没公示、不该公示
-- title[en] = Notice too short, missing or forbidden
-- severity = error
-- finding = P3
-- law = D-33、G-13
-- params = publicity_days
-- with = decided, programme
-- say = {file_no} {what}（{detail}）
-- say[en] = {file_no}: {what_en} ({detail})

-- 确认以前由前提 publicity_over 把关；这里查确认了的。
SELECT 'person' AS kind, d.subject AS subject, d.casefile AS casefile, d.file_no || ' ' || x.what AS part,
    d.file_no AS file_no, x.what AS what, x.what_en AS what_en,
    coalesce(x.posted_on, '') || ' ' || coalesce(x.ends_on, '') || ' ' || d.decided_on AS detail
FROM (SELECT d.decision AS decision, b.posted_on AS posted_on, b.ends_on AS ends_on,
        CASE WHEN p.forbidden AND b.id IS NOT NULL THEN '不许公示的公示了'
            WHEN b.id IS NULL THEN '没有公示就确认'
            WHEN julianday(b.ends_on) - julianday(b.posted_on) < :publicity_days THEN '公示天数不够'
            ELSE '公示期没满就确认' END AS what,
        CASE WHEN p.forbidden AND b.id IS NOT NULL THEN 'publicised though forbidden'
            WHEN b.id IS NULL THEN 'confirmed without a notice'
            WHEN julianday(b.ends_on) - julianday(b.posted_on) < :publicity_days THEN 'the notice was too short'
            ELSE 'confirmed before the notice had ended' END AS what_en
    FROM decided d
    JOIN programme p ON p.key = d.programme
    LEFT JOIN publicity b ON b.id = (SELECT max(n.id) FROM publicity n WHERE n.casefile = d.casefile
        AND n.about IS NULL AND n.posted_on <= d.decided_on)
    WHERE CASE WHEN p.forbidden THEN b.id IS NOT NULL
        WHEN p.publicity THEN b.id IS NULL OR b.ends_on >= d.decided_on
            OR julianday(b.ends_on) - julianday(b.posted_on) < :publicity_days
        ELSE 0 END) x
JOIN decided d ON d.decision = x.decision
