-- [check K-33]
-- title = 外部信息对上了，还没处理
-- title[en] = Found in a list of another department
-- severity = info
-- finding = P15
-- law = D-19、D-20、D-21
-- with = state, programme
-- say = {list}：{detail}{sum}（{happened}{until}）；和申报、调查的对一对，在外部名单里写处理结果
-- say[en] = {kind_en}: {detail}{sum} ({happened}{until}); compare with what was declared, and settle the entry of the list

-- 死亡由 K-31、K-32 说，婚姻由 K-22 说。居民养老、居民医保人人都有，摩托车和残疾人代步车不算机动车。
-- 只看要查收入财产的项目（有收入标准的）里在享受的人。
SELECT 'person' AS kind, coalesce(o.id_no, o.name) AS subject, min(c.id) AS casefile,
    e.kind || ' ' || coalesce(e.detail, '') || ' ' || coalesce(e.happened, '') AS part,
    CASE e.kind WHEN 'vehicle' THEN '机动车' WHEN 'business' THEN '市场主体'
        WHEN 'insurance' THEN '社会保险' WHEN 'deposit' THEN '银行存款' ELSE e.kind END AS list,
    e.kind AS kind_en, coalesce(e.detail, '') AS detail, coalesce(e.happened, '') AS happened,
    coalesce(e.until, '') AS until,
    CASE WHEN e.amount IS NULL THEN '' ELSE printf(' %.2f', e.amount / 100.0) END AS sum
FROM external_record e
JOIN person o ON o.id = e.person
JOIN member m ON m.person = o.id AND m.to_date IS NULL AND m.counted = 1
JOIN casefile c ON c.household = m.household AND (c.person IS NULL OR c.person = o.id)
JOIN programme p ON p.key = c.programme AND p.standard IS NOT NULL
JOIN state s ON s.programme = c.programme AND s.state = c.state AND s.kind = 'active'
WHERE e.kind NOT IN ('death', 'marriage') AND e.disposition IS NULL
    AND (e.happened IS NULL OR e.happened <= :to)
    AND NOT (e.kind = 'insurance' AND coalesce(e.detail, '') LIKE '%居民%')
    AND NOT (e.kind = 'vehicle' AND (e.detail LIKE '%摩托%' OR e.detail LIKE '%残疾人%'))
GROUP BY e.id
