-- [check K-81]
-- title = 代管存折没有协议
-- title[en] = A card kept without an agreement
-- severity = error
-- finding = P17
-- law = C-14
-- with = state, subject
-- say = {file_no} 的存折（卡）由 {keeper} 代管，卷里没有代管协议（A21）
-- say[en] = {file_no}: the card is kept by {keeper}, and no agreement (A21) is on file

SELECT 'person' AS kind, s.subject AS subject, c.id AS casefile, c.file_no AS part,
    c.file_no AS file_no, c.keeper AS keeper
FROM casefile c
JOIN state t ON t.programme = c.programme AND t.state = c.state AND t.kind = 'active'
JOIN subject s ON s.casefile = c.id
WHERE length(c.keeper) > 0 AND c.keeper <> '.' AND NOT EXISTS (SELECT 1 FROM document d
    WHERE d.casefile = c.id AND d.code = 'A21')
