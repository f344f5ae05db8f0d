#!/bin/sh
# A roster in, a month planned by one and approved by another, the roster out.
. "${srcdir:-.}/tests/cli/lib.sh"
roster=$src/tests/data/roster-xiushui.csv
truth() {
	awk -F '\t' -v name="$1" '$1 == "count" && $2 == "农村低保" && $3 == name { print $4 }' \
		"$src/tests/data/truth-xiushui.tsv"
}
export JIUZHU_NOW=2024-01-08
export_args='--db a.db --month 2024-01 --programme dibao'
j init --office 140322100 --practice --db a.db

j import "$roster" --operator auditor --db a.db
ok 'an auditor takes nothing in' [ "$status" -eq 4 ]
j import "$roster" --db a.db --dry-run --tsv
ok 'a dry run has findings' is "$status" 1
ok 'and changes nothing' is "$("$program" --lang en --db a.db report cases --tsv | wc -l)" 1
j import "$roster" --db a.db --tsv --rejects rejects.csv
ok 'rejected rows are findings' is "$status" 1
ok 'names and values' is "$(cut -f1 out | xargs)" \
	'file kind rows households persons amount_fen rejected unchanged'
ok 'the file' line 1 'file|roster-xiushui.csv'
ok 'households' is "$(value households)" "$(truth households)"
ok 'persons' is "$(value persons)" "$(truth persons)"
ok 'yuan' is "$(value amount_fen)" "$(truth paid)00"
ok 'three rows are set aside' is "$(value rejected)" 3
ok 'with their reasons' [ "$(wc -l <rejects.csv)" -ge 3 ]
j import "$roster" --db a.db --tsv
ok 'the same file again changes nothing' is "$(value unchanged)" "$(truth households)"
j verify --db a.db --tsv
ok 'nor does the journal' is "$(value bad_rows)" 0
j import "$src/README.md" --db a.db
ok 'a file that is no roster' [ "$status" -eq 3 ]

# Lists of the other programmes, and the payments of the year, with what is known of each.
known() {
	awk -F '\t' -v kind="$1" -v name="$2" '$1 == "count" && $2 == kind && $3 == name { print $4 }' \
		"$src/tests/data/truth-lists-xiushui.tsv"
}
list() {
	j import "$src/tests/data/$1-xiushui".[cx]* --db a.db --tsv
	ok "$1 are taken whole" is "$status $(value rejected)" '0 0'
	ok "$1: $2" is "$(value "$2")" "$3"
}
list destitute persons "$(known 特困 persons)"
list grants rows "$(known 临时救助 grants)"
ok 'grants: yuan' is "$(value amount_fen)" "$(known 临时救助 sum)00"
list children persons "$(known 儿童 persons)"
j import "$src/tests/data/payments-xiushui.csv" --db a.db --dry-run
ok 'a dry run tells what it would be' says '868,192.00'
list payments rows "$(known payments rows)"
ok 'payments: yuan' is "$(value amount_fen)" "$(known payments sum)00"
j import "$src/tests/data/payments-xiushui.csv" --db a.db --tsv
ok 'the same payments again change nothing' is "$(value unchanged)" "$(known payments rows)"
j verify --db a.db --tsv
ok 'and all of it stands in the journal' is "$(value bad_rows)" 0
j import nowhere.csv --db a.db
ok 'a file that is not there' refused 3 'nowhere.csv'
j import "$roster" "$roster" --rejects r.csv --db a.db
ok 'rejects of one file only' refused 2 '--rejects'

rm a.db*
j init --office 140322100 --practice --db a.db
j import "$roster" --db a.db
j report cases --db a.db --tsv
ok 'cases' is "$(wc -l <out)" $(($(truth households) + 1))
ok 'with a heading' line 1 'file_no|head|village|programme|area|state|members|amount_fen|due'
head=$(awk -F '\t' 'NR == 2 { print $2 }' out)
file=$(awk -F '\t' 'NR == 2 { print $1 }' out)
j find "$head" --db a.db --tsv
ok 'a head is found' is "$(awk -F '\t' -v n="$head" 'NR > 1 && $2 == n { print $5, $6; exit }' out)" \
	'dibao active'
id=$(awk -F '\t' -v n="$head" 'NR > 1 && $2 == n { print $1; exit }' out)
j find "$id" --db a.db --tsv
ok 'by id number, too' is "$(awk -F '\t' 'NR == 2 { print $2 }' out)" "$head"

j pay plan $export_args
ok 'the month is planned' done_well
j pay list --db a.db --tsv
ok 'batches have a heading' line 1 \
	'month|programme|area|state|households|persons|amount_fen|held|no|open|failed|paid_on|reason'
planned=$(awk -F '\t' 'NR == 2 { print $5 + $8 }' out)
ok 'everybody is in it' is "$planned" "$(truth households)"
amount=$(awk -F '\t' 'NR == 2 { print $7 }' out)
j pay list $export_args --tsv
ok 'rows add up' is "$(awk -F '\t' '$9 == "planned" { n += $7 } END { print n }' out)" "$amount"
ok 'what is held says why' is "$(awk -F '\t' '$9 == "held" && $10 == ""' out)" ''
j report monthly --db a.db --month 2024-01 --tsv
ok 'villages add up' is "$(awk -F '\t' '$1 == "village" && $2 != "total" &&
	$4 == "amount" { n += $6 } END { print n }' out)" "$amount"

j pay export early.csv $export_args
ok 'what nobody has approved is not written out' refused 4 \
	'the roster of 2024-01 is not approved yet; another payer approves it first'
ok 'and leaves no file' [ ! -e early.csv ]
j pay check $export_args --reason '已核实'
ok 'what is held is explained' done_well
j pay approve $export_args --operator payer1
ok 'who planned does not approve' refused 4 'F23'
j pay approve $export_args --operator payer2
ok 'another payer approves' done_well
j pay plan $export_args
ok 'what is approved stays' refused 4 'approved'
j pay approve $export_args --operator payer2
ok 'and is approved once' refused 4 'already'
j pay approve --db a.db --month 2024-02
ok 'a month without a plan' refused 3 '2024-02'

j pay export out.csv $export_args
ok 'the roster out' done_well
ok 'with its totals first' says "$(echo "$amount" | sed 's/..$//; s/\(.*\)\(...\)$/\1,\2/')"
ok 'GB18030 by default' iconv -f GB18030 -t UTF-8 out.csv -o utf8.csv
ok 'with the head' grep -q "$head" utf8.csv
j pay export plain.csv $export_args --encoding utf-8
ok 'UTF-8' grep -q "$head" plain.csv
j pay export x.csv $export_args --encoding ebcdic
ok 'another encoding' refused 2 'ebcdic'
j pay export /nonexistent/x.csv $export_args
ok 'a folder that is not there' refused 3 '/nonexistent'

j print dossier --case "$file" --db a.db
ok 'a document' done_well
j print nonsense --case "$file" --db a.db
ok 'a document that is none' refused 2 'nonsense'
j print calc --case DB-1999-0001 --db a.db
ok 'a case that is none' refused 3 'DB-1999-0001'
j print survey --db a.db
ok 'a blank form' done_well
j report overdue --db a.db --tsv
ok 'nothing is overdue' is "$(wc -l <out)" 1
finish
