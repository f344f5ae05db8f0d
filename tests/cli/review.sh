#!/bin/sh
# The yearly review: a frozen list, its status, every household with its proof, and its end.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2026-07-15
j init --office 140322100 --practice --db a.db
j review status --db a.db
ok 'no round yet' refused 3 'jiuzhu review open'
j review open --db a.db
ok 'nobody is due' refused 3 'nothing was opened'
j import "$src/tests/screen/review.csv" --db a.db
ok 'twenty households are in' done_well

# How many stand in the roster: rows with a village, by village and by class.
in_roster() {
	awk -F , -v column="$1" -v what="$2" '$3 != "" && $(column) == what { n++ } END { print n + 0 }' \
		"$src/tests/screen/review.csv"
}
cell() {
	awk -F '\t' -v part="$1" -v name="$2" -v n="$3" '$1 == part && $2 == name { print $n }' out
}

j review open --programme temporary --db a.db
ok 'a grant is not reviewed' refused 2 'temporary'
j review open --programme dibao --db a.db --tsv
ok 'open' done_well
ok 'all households' is "$(awk -F '\t' '$1 == "round" { print $3 }' out)" 20
ok 'none is settled' is "$(awk -F '\t' '$1 == "round" { print $4 + $5 }' out)" 0
ok 'every year' is "$(cell class A 3)" "$(in_roster 8 A)"
ok 'every half year' is "$(cell class B 3)" "$(in_roster 8 B)"
ok 'the one village' is "$(cell village 上南庄村委会 3)" "$(in_roster 2 上南庄村委会)"
ok 'the other' is "$(cell village 下南庄村委会 6)" "$(in_roster 2 下南庄村委会)"
j review open --db a.db
ok 'not twice' refused 4 'still open with 20 households'

j review status --village 上南庄 --db a.db --tsv
ok 'one village' is "$(wc -l <out)" 2
j review status --village 南庄 --db a.db
ok 'two villages are meant' refused 2 '南庄'
j review status --village 北京 --db a.db
ok 'no such village' refused 2 '北京'
j review status --db a.db
ok 'no speed yet' says 'nothing was reviewed'

j review list --db a.db --tsv
ok 'a line for each' is "$(sed 1d out | grep -c '	open	')" 20
j review sheet --village 上南庄 --db a.db
ok 'the sheet of a village' is "$(grep -c '^ *[0-9]*  .*DB-2026-' out)" 11
ok 'fits 80 columns' is "$(awk 'length > 100' out | wc -l)" 0
j review close --db a.db
ok 'not to be closed' refused 4 '20 households'
j review begin --db a.db
ok 'another word' refused 2 'open|status|list|sheet|close'
j review open --year 20x6 --db a.db
ok 'a year is a number' refused 2 '20x6'
j verify --db a.db --tsv
ok 'the journal agrees' is "$(value bad_rows)" 0
finish
