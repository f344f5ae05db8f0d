#!/bin/sh
# Lists of other departments on the command line.
. "${srcdir:-.}/tests/cli/lib.sh"
data=$src/tests/data
dead=$(grep -c 'still paid' "$data/truth-others-xiushui.tsv")
export JIUZHU_NOW=2024-01-08
j init --office 140322100 --practice --db a.db
j import "$data/roster-xiushui.csv" --db a.db
j pay plan --programme dibao --month 2024-01 --db a.db
j pay list --db a.db --tsv
before=$(awk -F '\t' 'NR == 2 { print $8 }' out)

j import "$data/deaths-xiushui.xls" --db a.db --dry-run --tsv
ok 'a dry run knows what it is' is "$status $(value kind)" '0 deaths'
ok 'and who is in it' is "$(value matched)" "$dead"
j import "$data/deaths-xiushui.xls" --db a.db --tsv
ok 'a list of the dead' is "$status $(value rows) $(value matched)" "0 9 $dead"
j pay list --db a.db --tsv
ok 'what was planned for their households is held' is \
	"$(($(awk -F '\t' 'NR == 2 { print $8 }' out) - before))" "$dead"
j import "$data/deaths-xiushui.xls" --db a.db --tsv
ok 'the same list again' is "$(value rows) $(value unchanged)" '9 9'
j import "$data/vehicles-xiushui.csv" --db a.db
ok 'the outcome in words' says '19 rows, 2 of them about persons known here'
j import "$data/marriages-xiushui.csv" --kind marriage --db a.db --tsv
ok 'a kind by its key' is "$(value kind)" marriages
printf '机动车登记\n车主,身份证号,登记日期\n李有福,140302195503100015,2020-01-01\n' >bad.csv
j import bad.csv --db a.db
ok 'a heading that lacks a column' refused 3 'the heading has no column 号牌号码'
printf '机动车登记\n车主,身份证号,车牌号\n李有福,1.403E+17,晋C1\n王秀英,140303198012240021,晋C2\n' >one.csv
j import one.csv --db a.db --tsv --rejects rejects.csv
ok 'a damaged number is set aside' is "$status $(value rejected)" '1 1'
ok 'with its reason' [ "$(wc -l <rejects.csv)" -eq 2 ]
printf 'PK\003\004 and nothing else' >x.csv
j import x.csv --db a.db
ok 'a workbook that is none, whatever its name' refused 3 'damaged'
head -c 4000 "$data/deaths-xiushui.xls" >cut.xls
j import cut.xls --db a.db
ok 'a workbook whose end is missing' refused 3 'save it as .xlsx'
j verify --db a.db --tsv
ok 'all of it stands in the journal' is "$(value bad_rows)" 0
finish
