#!/bin/sh
# The reports: the figures of the evaluation of 2023 come out of a city of that size, and every
# number is the sum of the names behind it.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2026-07-15

# --- every number of a township opens the names that make it up --------------------------------

j demo --db town.db
ok 'a township' done_well
# Sums, and the shares between them, are not asked again; words are no numbers.
numbers_of() {
	awk -F '\t' 'NR > 1 && $4 != "unit" && $4 != "reason" && $4 !~ /rate|^each|weight|state|value|points/ {
		if ($1 == "number" || $1 == "problem")
			print $2 "\t" $6
		else if ($1 == "indicator")
			print $2 ($4 == "denominator" ? ".of" : "") "\t" $6 "\t" $4
		else # a target in percent is listed in hundredths
			print $1 "." $2 "." $4 "\t" ($5 == "%" ? $6 * 100 : $6)
	}' out
}
differ() {
	j report "$@" --db town.db --tsv
	numbers_of >numbers
	while IFS="$(printf '\t')" read -r place value kind; do
		case $place in
		*.of) j report "$@" --db town.db --names "$place" --tsv
			[ "$status" -eq 0 ] || j report "$@" --db town.db --names "${place%.of}" --tsv ;;
		*) j report "$@" --db town.db --names "$place" --tsv ;;
		esac
		sum=$(awk -F '\t' -v kind="$kind" 'NR > 1 {
			n += kind == "denominator" && $5 != "" ? $5 : $4 } END { printf "%d", n }' out)
		[ "$sum" = "$value" ] || echo "$place: $value, its names: $sum"
	done <numbers
}
for report in 'targets --year 2026' 'funds --year 2026' 'indicators --year 2026' \
	'capacity --year 2026' 'self_evaluation --year 2026' 'monthly --month 2026-06'; do
	differ $report >found
	ok "the names behind each number of $report ($(wc -l <numbers))" is "$(cat found)" ''
done
j report monthly --month 2026-06 --db town.db --names programme.5orphan.households --tsv
ok 'children are masked in the list of names' is \
	"$(awk -F '\t' 'NR > 1 && $1 !~ /\*\*$/' out)" ''
j report monthly --month 2026-06 --db town.db --names programme.1dibao.nobody
ok 'a number that is none' refused 2 'TABLE.ROW.COLUMN'
j report montly --db town.db
ok 'a report that is none' refused 2 'did you mean monthly?'
j report monthly --year 2026 --db town.db
ok 'a month is asked for' refused 2 '--month'
j report funds --month 2026-01 --db town.db
ok 'a year is asked for' refused 2 '--year'

# --- files --------------------------------------------------------------------------------------

j report self_evaluation --year 2026 --db town.db --pdf a.pdf --xlsx a.xlsx
ok 'pages and a workbook' done_well
ok 'no page is written for nobody' eval '[ ! -s out ] && [ "$(ls | grep -c "a\.pdf")" -eq 1 ]'
# Hanzi that vanish can still be searched for: what counts is ink.  The title has fifteen of them.
"$program" --lang zh_CN report self_evaluation --year 2026 --db town.db --pdf zh.pdf
pdftoppm -r 72 -gray -f 1 -l 1 zh.pdf page
ink() {
	tail -c $((596 * 842)) "$(ls page*.pgm)" | od -An -v -tu1 -w596 | awk -v from="$1" -v to="$2" '
		NR > from && NR <= to { for (i = 1; i <= NF; i++) if ($i < 128) { col[i] = 1; dark++ } }
		END { for (i = 1; i <= 596; i++) if (col[i]) n++; print n, dark }'
}
set -- $(ink 45 75)
ok 'the title has ink over its whole width' eval "[ ${1:-0} -gt 180 ] && [ ${2:-0} -gt 900 ]"
ok 'its font has come along' eval 'pdffonts zh.pdf | grep -q "WenQuanYi.* yes yes"'
ok 'and no sign is missing' eval '! pdftotext zh.pdf - | grep -q "$(printf "\357\277\275")"'
# The bars are grey and nothing else is: each as long, against the longest, as its amount.
j report monthly --month 2026-06 --db town.db --tsv
awk -F '\t' '$1 == "programme" && $2 != "total" && $4 == "amount" {
	n[++k] = $6; if ($6 > most) most = $6 }
	END { for (i = 1; i <= k; i++) if (n[i] / most > 0.02) printf "%.2f\n", n[i] / most }' out >shares
"$program" report monthly --month 2026-06 --db town.db --pdf bars.pdf
pdftoppm -r 72 -gray -f 1 -l 1 bars.pdf bars
tail -c $((596 * 842)) "$(ls bars*.pgm)" | od -An -v -tu1 -w596 | awk '
	{ run = 0; for (i = 1; i <= NF; i++) if ($i == 153) run++ }
	run > 3 && before <= 3 { n[++k] = 0 } run > 3 && run > n[k] { n[k] = run } { before = run }
	END { for (i = 1; i <= k; i++) { if (n[i] > most) most = n[i] }
	for (i = 1; i <= k; i++) if (n[i] / most > 0.02) printf "%.2f\n", n[i] / most }' >drawn
ok "the bars are as long as their amounts ($(paste -sd ' ' drawn))" is \
	"$(paste -d ' ' shares drawn | awk 'NF < 2 || $1 - $2 > 0.011 || $2 - $1 > 0.011')" ''
ok 'and they are there' eval '[ "$(wc -l <drawn)" -gt 2 ]'
unzip -p a.xlsx 'xl/worksheets/*.xml' >sheets
ok 'the workbook is one' eval 'grep -q "<sheetData>" sheets && unzip -l a.xlsx | grep -q charts/chart1'
j report funds --year 2026 --db town.db --pdf no/where.pdf
ok 'a folder that is none' eval '[ "$status" -eq 3 ] && [ "$(wc -l <err)" -eq 1 ]'
j print calc --db town.db --pdf calc.pdf
ok 'a blank document as pages' eval 'done_well && pdffonts calc.pdf | grep -q WenQuanYi'

# --- the city of 2023 ---------------------------------------------------------------------------

j demo --scale city --db city.db
ok 'a city' done_well
get() {
	awk -F '\t' -v t="$1" -v r="$2" -v c="$3" '$1 == t && $2 == r && $4 == c { print $6 }' out
}
j report self_evaluation --year 2023 --db city.db --tsv
ok 'dibao persons' is "$(get number dibao n)" 44632
ok 'destitute persons' is "$(get number destitute n)" 5577
ok 'temporary assistance, person-times' is "$(get number temporary n)" 7947
ok 'vagrants' is "$(get number vagrant n)" 144
ok 'children' is "$(get number child n)" 371
ok 'all together' is "$(get number all n)" 58671
ok 'funds in' is "$(get number received n)" 36038930000
ok 'paid' is "$(get number paid n)" 34781520000
ok 'balance' is "$(get number balance n)" 1257410000
for pair in 1dibao=87.13 2destitute=99.54 3temporary=79.29 4vagrant=194.59 5child=90.27; do
	ok "completion ${pair%=*}" is "$(get numbers "${pair%=*}" rate)" "${pair#*=}"
done
for pair in 1dibao=51223 2destitute=5603 3temporary=10023 4vagrant=74 5child=411; do
	ok "target ${pair%=*}" is "$(get numbers "${pair%=*}" target)" "${pair#*=}"
done
for pair in 1=24630810000 2=6654100000 3=1632280000 4=56320000 5=519930000 6=1288080000; do
	ok "spending ${pair%=*}" is "$(get spending "${pair%=*}" amount)" "${pair#*=}"
done
for pair in 1=18527000000 2=7217000000 3=2000000000 4=7642750000 5=652180000; do
	ok "source ${pair%=*}" is "$(get sources "${pair%=*}" received)" "${pair#*=}"
done
ok 'the budget is used by' is "$(get indicator B12 value)" 96.51
ok '32 third-level indicators and their weights' is \
	"$(awk -F '\t' '$1 == "indicator" && $4 == "weight" { n++; w += $6 } END { print n, w }' out)" '32 100'
j report yearly --year 2023 --db city.db --tsv
for pair in 1urban=14014 1rural=30618 2urban=218 2rural=5359; do
	ok "persons ${pair%=*}" is "$(get programme "${pair%=*}" persons)" "${pair#*=}"
done
ok 'urban households' is "$(get programme 1urban households)" 8182
ok 'rural households' is "$(get programme 1rural households)" 18089
j report self_evaluation --year 2023 --db city.db --text
ok 'as a person reads it' eval 'says 36038.93 && says 34781.52 && says 1257.41 && says 58671'
j report self_evaluation --year 2023 --db city.db --pdf city.pdf
ok 'on pages' eval 'done_well && pdftotext -layout city.pdf - | grep -q 34781.52'
finish
