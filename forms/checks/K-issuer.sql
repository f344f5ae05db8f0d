-- [check K-issuer]
-- title = 谁开的证明后来改得多
-- title[en] = Whose certificates were often corrected
-- severity = info
-- finding = P8
-- law = N8、D-21
-- at = list
-- say = {issuer} 开的 {n} 份收入证明，有 {bad} 份核对以后改了（{share}%）；抽查时多看
-- say[en] = {issuer}: {bad} of {n} certificates of income were corrected after the check ({share}%); look at more of them

SELECT 'issuer' AS kind, i.issuer AS subject, NULL AS casefile, i.issuer AS issuer, count(*) AS n,
    sum(i.verified IS NOT NULL AND i.verified <> coalesce(i.surveyed, i.declared)) AS bad,
    sum(i.verified IS NOT NULL AND i.verified <> coalesce(i.surveyed, i.declared)) * 100 / count(*)
        AS share
FROM income_item i
WHERE length(i.issuer) > 1
GROUP BY i.issuer
HAVING sum(i.verified IS NOT NULL AND i.verified <> coalesce(i.surveyed, i.declared)) > 0
