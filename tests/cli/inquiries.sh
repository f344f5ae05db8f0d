#!/bin/sh
# "Nothing found" is not "not checked" is not "cannot be checked" (N7): lists answer what waits, the
# rest is asked by hand, and the report says what share of the decisions nobody could check.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2026-07-15
j demo --db town.db
ok 'a township' done_well

# --- what is to be asked by hand ------------------------------------------------------------------

j report inquiries --db town.db --tsv
ok 'a list of inquiries' eval '[ "$status" -eq 0 ] && [ "$(wc -l <out)" -gt 10 ]'
ok 'only what no system sees' is \
	"$(awk -F '\t' 'NR > 1 && $4 !~ /小产权房|灵活就业/' out)" ''
ok 'each person once for each of them' is \
	"$(awk -F '\t' 'NR > 1 { print $2, $3, $4 }' out | sort | uniq -d)" ''
ok 'since it was asked' is "$(awk -F '\t' 'NR > 1 && $5 !~ /^2026-/' out)" ''
no=$(awk -F '\t' 'NR == 2 { print $2 }' out)
n=$(awk -F '\t' -v no="$no" '$2 == no' out | wc -l)
j report inquiries --db town.db
ok 'with blanks to fill by hand' says "_________  _________"
ok 'no wider than a page' is "$(($(LC_ALL=C.UTF-8 wc -L <out) > 80))" 0
j report inquiries --db town.db --year 2026
ok 'it is of today' refused 2 'is of today'
j print inquiry --db town.db --case "$no"
ok 'of one case' eval '[ "$status" -eq 0 ] && says "人 工 询 问 单" && says "$no"'
ok 'all of it' says "共 $n 项"
ok 'and blanks for each' is "$(grep -c '□没有' out)" "$n"
j print inquiry --db town.db
ok 'as an empty form' is "$(grep -c '□没有' out)" 8

# --- a list answers -------------------------------------------------------------------------------

printf '机动车登记信息\n盂县秀水镇\n车主,身份证号,车牌号\n赵某,140311196003120010,晋C1\n' >cars.csv
office=$(sqlite3 town.db 'SELECT name FROM office')
sed "s/盂县秀水镇/$office/" cars.csv >own.csv
waiting=$(sqlite3 town.db "SELECT count(*) FROM verification v JOIN casefile c ON c.id = v.casefile
	JOIN person p ON p.id = v.person AND p.id_no <> '' WHERE v.state = 'asked' AND v.source = '07'
	AND c.state NOT IN ('refused', 'withdrawn', 'stopped')")
by_hand() {
	sqlite3 town.db "SELECT count(*) FROM verification WHERE state = 'asked' AND source IN ('11', '12')"
}
before=$(by_hand)
ok 'somebody waits for it' [ "$waiting" -gt 0 ]
j import own.csv --db town.db --tsv
ok 'whoever is not in a whole list has nothing' is "$(value found) $(value nothing)" "0 $waiting"
j import own.csv --db town.db --tsv
ok 'once' is "$(value found) $(value nothing)" '0 0'
ok 'what is asked by hand still is' is "$(by_hand)" "$before"
j verify --db town.db --tsv
ok 'it stands in the journal' is "$(value bad_rows)" 0

# --- the share of the decisions -------------------------------------------------------------------

share() {
	j report self_evaluation --year 2026 --db town.db --tsv
	awk -F '\t' -v row="$1" -v col="$2" '$1 == "checked" && $2 == row && $4 == col { print $6 }' out
}
all=$(share 1 all)
ok 'nothing uncheckable yet' is "$(share 1 decisions)" 0
sqlite3 town.db "UPDATE verification SET state = 'uncheckable' WHERE id IN (SELECT min(v.id)
	FROM verification v JOIN decision d ON d.casefile = v.casefile AND d.kind = 'confirm'
	JOIN casefile c ON c.id = d.casefile AND c.origin <> 'imported'
	WHERE d.decided_on LIKE '2026-%' AND c.programme = 'edge' GROUP BY v.casefile)"
bad=$(sqlite3 town.db "SELECT count(DISTINCT casefile) FROM verification WHERE state = 'uncheckable'")
ok 'some are' [ "$bad" -gt 0 ]
ok 'they are counted' is "$(share 1 decisions)" "$bad"
ok 'of the same decisions' is "$(share 1 all)" "$all"
ok 'and their share' is "$(share 1 rate)" "$(awk -v a="$bad" -v b="$all" 'BEGIN { printf "%.2f", a * 100 / b }')"
j report self_evaluation --year 2026 --db town.db --names checked.1.decisions --tsv
ok 'with the names behind it' is "$(($(wc -l <out) - 1))" "$bad"
finish
