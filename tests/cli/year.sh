#!/bin/sh
# A year of one township's payments: twelve months from the plan to the end, a standard raised in May
# from January, a death that a list tells, a payment that failed,
# a month that was late.  What was paid is reckoned again
# from the roster alone (data/year.sql), without the program.
. "${srcdir:-.}/tests/cli/lib.sh"
data=$src/tests/data

at() {
	export JIUZHU_NOW=2026-$1
}

# What the bank answers: everybody is paid, but for the account that is named.
answer() {
	awk -F , -v failed="$1" 'NR == 1 { print "户名,账号,金额,处理结果"; next }
		!/^合计/ { print $2 "," $3 "," $5 "," ($3 "" == failed "" ? "失败：账号已销户" : "成功") }' bank.csv
}

# A roster of the month of $pay from its check to the bank's answer; $1 is its number, $2 who failed.
send() {
	j pay check $pay --no "$1"
	[ "$status" -ne 1 ] || j pay check $pay --no "$1" --reason 已核实
	j pay approve $pay --no "$1" --operator payer2
	ok "$month no. $1: approved" done_well
	j pay send bank.csv $pay --no "$1" --layout csv_utf8
	ok "$month no. $1: sent" done_well
	answer "$2" >answer.csv
}

month() {
	month=2026-$1
	pay="--db a.db --programme dibao --area rural --month $month"
	at "$1-04"
	j pay plan $pay
	ok "$month: planned" done_well
	send 1 "$2"
	at "$1-19"
	j pay import-result answer.csv $pay --no 1 --paid-on "$month-${3:-08}"
	ok "$month: the bank's answer" is "$status" "$([ -z "$2" ]; echo $?)"
}

at 01-02
j init --office 140322100 --practice --db a.db
j import "$data/year.csv" --db a.db
ok 'twenty households are in' done_well
for m in 01 02 03 04; do
	month $m
	j pay close $pay --no 1
	ok "$month: closed" done_well
done

# The new standard comes in May, from January; the arrears go out with May in a roster of their own.
at 05-03
j pay retro --db a.db --param dibao_standard --area rural --value 6960 --from 2026-01-01 \
	--document D5 --operator admin
ok 'the standard is raised' done_well
month 05
j pay close $pay --no 1
send 2
j pay import-result answer.csv $pay --no 2 --paid-on 2026-05-09
j pay close $pay --no 2
ok 'the arrears are closed' done_well

# A boy of the fifteenth household died in June; the list tells it in July: held at once.
month 06
j pay close $pay --no 1
printf '殡葬火化人员名单\n姓名,身份证号码,死亡日期\n韩小中,140322200808200614,2026-06-10\n' >dead.csv
at 07-01
j import dead.csv --db a.db
ok 'the list of the dead is in' done_well
for m in 07 08; do
	month $m
	j pay close $pay --no 1
	ok "$month: closed" done_well
done

# In September the account of the second is closed; what failed is paid again.
month 09 6221364367031225001
j pay reissue $pay
ok 'what failed is paid again' done_well
j pay close $pay --no 1
ok '2026-09: closed' done_well
send 2
j pay import-result answer.csv $pay --no 2 --paid-on 2026-09-14
j pay close $pay --no 2
ok 'and closed' done_well

# October is late: the reason is kept.
month 10 '' 14
j pay close $pay --no 1
ok 'after the tenth it wants a reason' refused 4 F43
j pay close $pay --no 1 --reason 县里资金晚到
ok 'closed with it' done_well
j report yearly --year 2026 --names late.2026-10.batches --db a.db
ok 'and stands in the report of the year' says 县里资金晚到
for m in 11 12; do
	month $m
	j pay close $pay --no 1
	ok "$month: closed" done_well
done

# Nothing is left open; every amount is what the roster comes to; who was not paid stands in the ledger.
at 12-31
j pay list --db a.db --tsv
ok 'fourteen rosters, all closed' is "$(awk -F '\t' 'NR > 1 { print $4 }' out | sort | uniq -c | xargs)" '14 closed'
sqlite3 -batch -cmd '.mode tabs' a.db <"$data/year.sql" >wrong
ok 'every household got what the roster comes to' is "$(cat wrong)" ''
j pay ledger --db a.db --tsv
ok 'the household of the dead waits, and nobody else' is "$(awk -F '\t' 'NR > 1 && $7 < "2027" { print $1, $6, $7, $8 }' out)" \
	'gap 14032219560312057X 2026-07 2026-12'
j verify --db a.db --tsv
ok 'the journal is sound' done_well
finish
