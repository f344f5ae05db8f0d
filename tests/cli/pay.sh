#!/bin/sh
# A month of payments from the plan to its end.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2024-01-05
roster=$src/tests/data/roster-xiushui.csv
pay='--db a.db --month 2024-01 --programme dibao'

state() {
	j pay list --db a.db --tsv
	awk -F '\t' -v no="${1:-1}" 'NR > 1 && $9 == no { print $4 }' out
}

j init --office 140322100 --practice --db a.db
j import "$roster" --db a.db
j pay plan $pay
ok 'planned' done_well
j pay approve $pay --operator payer2
ok 'what is not checked is not approved' refused 4 'not checked yet'
j pay check $pay --tsv
ok 'the check has findings' is "$status" 1
ok 'with a heading' line 1 'kind|severity|file_no|head|sentence|reason|by'
ok 'accounts of several households' is "$(awk -F '\t' 'NR > 1 { print $1 }' out | sort -u)" account_shared
n=$(awk 'NR > 1' out | wc -l)
file=$(awk -F '\t' 'NR == 2 { print $3 }' out)
ok 'it stays a draft' is "$(state)" draft
j pay check $pay --kind wrongness
ok 'a kind that is none' refused 2 'wrongness'
j pay check $pay --case "$file" --reason '一家人，已核实' --tsv
ok 'one is explained' is "$status" 1
j pay check $pay --reason '下月改' --tsv
ok 'and all the others' is "$status" 0
ok 'with the reason kept' is "$(awk -F '\t' 'NR > 1 && $6 != ""' out | wc -l)" "$n"
ok 'it is checked' is "$(state)" checked
j pay check $pay --reason again
ok 'nothing is left to explain' refused 3 'no open finding'

j pay send bank.txt $pay --layout fixed
ok 'what is not approved is not sent' refused 4 'not approved yet'
j pay approve $pay --operator payer1
ok 'who planned does not approve' refused 4 'F23'
j pay approve $pay --operator payer2
ok 'another payer approves' done_well
j pay send bank.txt $pay --layout goose
ok 'a layout that is none' refused 2 'csv_utf8'
j pay send /nonexistent/bank.txt $pay --layout fixed
ok 'a folder that is not there' refused 3 '/nonexistent'
ok 'it is still approved' is "$(state)" approved
j pay send bank.csv $pay --layout csv_utf8
ok 'sent' done_well
ok 'it is sent' is "$(state)" sent
j pay rows $pay --tsv
rows=$(awk -F '\t' '$9 == "planned"' out | wc -l)
total=$(awk -F '\t' '$9 == "planned" { n += $7 } END { printf "%d.%02d", n / 100, n % 100 }' out)
ok 'a row each, heading and total' is "$(wc -l <bank.csv)" $((rows + 2))
ok 'the total is theirs' is "$(tail -1 bank.csv | tr -d '\r')" "合计,$rows,,,$total"
j pay close $pay
ok 'without an answer it is not closed' refused 4 'not answered'

# The bank answers: the first failed, the second is another amount, the last is missing.
awk -F , 'NR == 1 { print "户名,账号,金额,处理结果"; next }
	/^合计/ { next }
	{ line[++n] = $2 "," $3 "," }
	{ amount[n] = $5 }
	END {
		print line[1] amount[1] ",失败：账号不存在"
		print line[2] "1.00,成功"
		for (i = 3; i < n; i++)
			print line[i] amount[i] ",成功"
		print "外人,6221000000000000,88.00,成功"
	}' bank.csv >answer.csv
j pay import-result answer.csv $pay --paid-on 2024-01-11
ok 'a day that is still to come' refused 2 'still to come'
JIUZHU_NOW=2024-01-12
j pay import-result answer.csv $pay --paid-on 2024-01-11 --tsv
ok 'the answer has findings' is "$status" 1
ok 'failed' is "$(value failed)" 1
ok 'another amount' is "$(value wrong)" 1
ok 'not in the roster' is "$(value unmatched)" 1
ok 'without an answer' is "$(value unanswered)" 1
ok 'paid' is "$(value paid)" $((rows - 2))
j pay import-result answer.csv $pay --paid-on 2024-01-11 --tsv
ok 'the same answer again changes nothing' is "$(value unchanged)" $((rows - 1))
j pay close $pay --reason late
ok 'what is not explained is not closed' refused 4 '4 rows'
j pay reissue $pay
ok 'what failed is paid again' done_well
j pay reissue $pay
ok 'once' refused 4 'once'
j pay rows $pay --no 2 --tsv
ok 'exactly that row' is "$(awk 'NR > 1' out | wc -l)" 1
for kind in wrong unmatched unanswered; do
	j pay check $pay --kind $kind --reason '银行已更正'
done
j pay close $pay
ok 'paid after the tenth, it wants a reason' refused 4 'F43'
j pay close $pay --reason '资金晚到'
ok 'closed' done_well
ok 'it is closed' is "$(state)" closed
ok 'the further one is a draft' is "$(state 2)" draft

j pay ledger --db a.db --tsv
ok 'who was held is not paid' is "$(awk -F '\t' 'NR > 1 && $1 == "gap"' out | wc -l)" "$n"
ok 'with a heading' line 1 'kind|office|programme|file_no|head|id_number|from|to|months|why'
j verify --db a.db --tsv
ok 'the journal is sound' done_well
finish
