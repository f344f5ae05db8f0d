#!/bin/sh
# The checks over a year: what is wrong in the sample townships, and nothing else.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2024-01-08

# build NAME OFFICE: everything the sample knows, in a database of its own.
build() {
	j init --office "$2" --practice --db "$1.db"
	for list in roster.csv children.csv destitute.xlsx grants.xls payments.csv deaths.xls \
		vehicles.csv businesses.csv insurance.csv deposits.csv marriages.csv; do
		j import "$src/tests/data/${list%.*}-$1.${list#*.}" --db "$1.db"
		ok "$1: $list is taken" [ "$status" -le 1 ]
	done
}

year() {
	j check --db "$1.db" --from 2023-01-01 --to 2023-12-31 --tsv
}

# Check and subject of each finding, as the truth names them.
found() {
	awk -F '\t' 'NR > 1 { print $1 "\t" $3 }' out | sort -u
}

for sample in xiushui:140322100 yinying:140311100; do
	town=${sample%:*}
	build "$town" "${sample#*:}"
	cut -f 2,3 "$src/tests/data/truth-checks-$town.tsv" | sort -u >truth
	year "$town"
	ok "$town: findings are exit status 1" is "$status" 1
	ok "$town: heading" line 1 'check|severity|subject|office|sentence'
	found >got
	ok "$town: every fault is found" is "$(comm -23 truth got)" ''
	ok "$town: and nothing else" is "$(comm -13 truth got)" ''
	ok "$town: each once" is "$(awk -F '\t' 'NR > 1 { print $1, $3 }' out | sort | uniq -d)" ''
	j verify --db "$town.db"
	ok "$town: the lists stand in the journal" done_well
done

# Towns that nobody has seen: other people, other amounts, other faults (of a town, of villages,
# rounded).
for seed in 8 11 12 9; do
	mkdir "town-$seed"
	awk -v seed="$seed" -v dir="town-$seed" -f "$src/tests/cli/town.awk"
	j init --office 140321100 --practice --db "$seed.db"
	for list in roster destitute children grants payments death vehicle business insurance \
		deposit marriage; do
		j import "town-$seed/$list.csv" --db "$seed.db"
		ok "town $seed: $list are taken" done_well
	done
	year "$seed"
	found >got
	sort -u "town-$seed/truth" >truth
	ok "town $seed: every fault is found" is "$(comm -23 truth got)" ''
	ok "town $seed: and nothing else" is "$(comm -13 truth got)" ''
done

# What a finding says is what the truth says of it.
year xiushui
sentence() {
	awk -F '\t' -v check="$1" -v subject="$2" '$1 == check && $3 == subject { print $5 }' out
}
tail_of() {
	grep "	$1	" "$src/tests/data/truth-checks-xiushui.tsv" | head -1 | cut -f "$2"
}
pays=$(tail_of K-20 4)
ok 'paid and right' is "$(sentence K-20 "$(tail_of K-20 3)" | grep -o 'paid [0-9]*\.00, right [0-9]*' |
	sed 's/\.00,//')" "$pays"
ok 'the gap in the payments' is "$(sentence K-40 "$(tail_of K-40 3)" | grep -c \
	'2023-03 to 2023-09, 7 months')" 1
ok 'the day of the late payment' is "$(sentence K-60 2023-04 | grep -c 'paid on 2023-04-18')" 1
ok 'the office' is "$(cut -f 4 out | sort -u | grep -v office)" '秀水镇'

# One check, another span, no findings.
j check K-60 --db xiushui.db --from 2023-01-01 --to 2023-12-31 --tsv
ok 'one check' is "$(cut -f 1 out | sort -u | xargs)" 'K-60 check'
j check k-60 k-75 --db xiushui.db --from 2023-01-01 --to 2023-03-31 --tsv
ok 'a span without faults' is "$status $(wc -l <out)" '0 1'
j check --db xiushui.db --tsv
ok 'this year: no payment of the last one' is "$(cut -f 1 out | grep -cE 'K-(20|40|42|50|60|75)')" 0
ok 'but the deaths are still open' is "$(cut -f 1 out | grep -c K-32)" 3
j check K-60 --db xiushui.db --from 2023-01-01 --to 2023-12-31
ok 'for people, in columns' says '2023-09-14'
setsid -w "$program" --lang zh_CN --db xiushui.db check K-60 --from 2023-01-01 --to 2023-12-31 >out </dev/null
ok 'in Chinese' says '才发，应当在 2023-09-10 以前'

j check K-43x --db xiushui.db
ok 'a check that is not there' refused 2 'K-4'
j check --db xiushui.db --from 2023-13-01
ok 'a day that is none' refused 2 '2023-13-01'
j check --db xiushui.db --from 2024-02-01 --to 2024-01-01
ok 'a span that ends before it begins' refused 2 '--from'

# A county's own file, and files that go wrong: named with file and line, and nothing happens.
mkdir -p forms/checks
own() {
	sed 's/^/-- /' <<-HEAD >forms/checks/X-01.sql
		[check X-01]
		title = own
		severity = info
		say = {n:money}
	HEAD
	printf '%s\n' "$1" >>forms/checks/X-01.sql
	j --forms forms check X-01 --db xiushui.db --tsv
}
own "SELECT 'office' AS kind, 'all' AS subject, NULL AS casefile, 12345 AS n"
ok 'a check of the county' line 2 'X-01|info|all|秀水镇|123.45'
own "DELETE FROM person"
ok 'it may not write' refused 4 'X-01.sql:5'
own "SELECT 'x' AS kind, 'x' AS subject, NULL AS casefile, 1 AS n; DELETE FROM person"
ok 'nor a second statement' refused 3 'X-01.sql:5'
own "ATTACH 'other.db' AS other"
ok 'nor open another database' refused 4 'X-01.sql:5'
own "PRAGMA user_version"
ok 'nor ask a pragma' refused 4 'X-01.sql:5'
own "SELECT 'x' AS kind, secret AS subject, NULL AS casefile, 1 AS n FROM operator"
ok 'nor read a password' refused 4 'X-01.sql:5'
own "SELECT 'x' AS kind, load_extension('x') AS subject, NULL AS casefile, 1 AS n"
ok 'nor load code' refused 3 'X-01.sql:5'
j verify --db xiushui.db
ok 'nothing was harmed' done_well

# K-95: a row changed behind the program's back.
j check k-95 --db xiushui.db --tsv
ok 'the journal is whole' is "$status $(wc -l <out)" '0 1'
cp xiushui.db touched.db
sqlite3 touched.db "UPDATE person SET name = 'x' WHERE id = (SELECT min(id) FROM person)"
j check K-95 --db touched.db --tsv
ok 'a row that was touched' is "$status $(tail -1 out | cut -f 1-3)" '1 K-95	error	journal'

broken() {
	printf '%s\n' "$@" >forms/checks/X-01.sql
	j forms check forms
}
broken '-- [check X-01]' '-- titel = x' '-- title = x' '-- say = {m} {n:moneey}' '' \
	"SELECT 'x' AS kind, 'x' AS subject, NULL AS casefile, 1 AS n"
ok 'forms check: a key' says 'X-01.sql:2: unknown key "titel"'
ok 'forms check: a word of the sentence' says 'X-01.sql:4: the sentence names {m}'
ok 'forms check: its kind' says 'X-01.sql:4: there is no code list "moneey"'
broken '-- [check X-01]' '-- title = x' '-- say = x' '-- with = payd' '' 'SELECT 1'
ok 'forms check: a part' says 'X-01.sql:1: there is no shared part "payd", did you mean "paid"?'
broken '-- [check X-01]' '-- title = x' '-- say = x' 'SELECT 1 AS subject FROM persn'
ok 'forms check: a table' says 'X-01.sql:4: '
broken '-- [check X-01]' '-- title = x' '-- say = x' 'SELECT 1 AS subject'
ok 'forms check: a column' says 'the query has no column "kind"'
broken '-- [check X-01]' '-- title = x' '-- say = x' 'SELECT :pay_day AS subject, 1 AS kind, 1 AS casefile'
ok 'forms check: a parameter' says 'X-01.sql:4: the query asks for a parameter'
broken 'SELECT 1'
ok 'forms check: a head' says 'X-01.sql:1: the file has no head'
finish
