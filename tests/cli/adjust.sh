#!/bin/sh
# A standard raised from a day that is past: looked at, saved, paid with the next month.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2024-01-08
j init --office 140322100 --practice --db a.db
j import "$src/tests/data/roster-xiushui.csv" --db a.db
j pay plan --month 2023-12 --db a.db
j pay check --month 2023-12 --reason 已核实 --db a.db
j pay approve --month 2023-12 --operator payer2 --db a.db
raise='pay retro --param dibao_standard --area rural --value 6800 --from 2023-12-01 --document D1'

# Four persons, 19163.00 a year: (4 x 6800 - 19163) / 12 = 669.75, up to 670.00; 484.00 was paid.
j $raise --dry-run --tsv --db a.db
ok 'a dry run lists the months' is "$(awk -F '\t' '$1 == "DB-2023-0001" { print $4, $6, $7, $8 }' \
	out | xargs)" '2023-12 67000 48400 18600 2024-01 67000 48400 18600'
j pay due 140322197001019999 --db a.db
ok 'a number that is none' [ "$status" -ne 0 ]
j pay list --month 2023-12 --tsv --db a.db
id=$(awk -F '\t' '$1 == "DB-2023-0001" { print $5 }' out)
j pay due "$id" --tsv --db a.db
ok 'nothing was saved' is "$(awk -F '\t' '$2 == "2023-12" { print $4, $5, $7 }' out)" '48400 48400 0'
j $raise --operator payer2 --db a.db
ok 'only an administrator' refused 4 'administrator'
j ${raise% --document D1} --db a.db
ok 'with its document' refused 3 'document'
j pay retro --param dibao_standard --value 6800 --db a.db
ok 'from a day' refused 2 '--from'
j $raise --operator admin --db a.db
ok 'saved' done_well
ok 'with the sums' says '15,954.00'
j $raise --operator admin --tsv --db a.db
ok 'twice adds nothing' is "$(awk -F '\t' 'NR > 1 { n += $8 } END { print n + 0 }' out)" 0
j pay due "$id" --tsv --db a.db
ok 'now it is due' is "$(awk -F '\t' '$2 == "2023-12" { print $4, $5, $6, $7 }' out)" \
	'67000 48400 18600 0'
j pay plan --month 2024-02 --db a.db
j pay list --month 2024-02 --no 2 --tsv --db a.db
ok 'the arrears have a roster of their own' is "$(awk -F '\t' '$1 == "DB-2023-0001" { print $7 }' out |
	xargs)" '18600 18600'
j verify --db a.db --tsv
ok 'and all of it stands in the journal' is "$(value bad_rows)" 0
finish
