#!/bin/sh
# The practice township: invented people in every state of every programme.
. "${srcdir:-.}/tests/cli/lib.sh"
export JIUZHU_NOW=2026-07-15

j demo --db a.db
ok 'demo' done_well
j verify --db a.db --tsv
ok 'its journal is sound' done_well
j report cases --db a.db --tsv
cp out cases.a
ok 'a township: some thousand cases' eval '[ "$(wc -l <out)" -gt 900 ] && [ "$(wc -l <out)" -lt 1300 ]'
ok 'in every state of the flow' is "$(awk -F '\t' 'NR > 1 { print $6 }' out | sort -u |
	grep -cE '^(draft|accepted|verified|surveyed|reviewed|publicised|active|complete|closed|refused|withdrawn|stopped|escorted|staying|left|handed|ended)$')" 17
ok 'of every programme' is "$(cut -f 1 out | sed -n 's/-.*//p' | sort -u | grep -c .)" 12
j demo --db b.db
j report cases --db b.db --tsv
ok 'the same seed, the same people' cmp -s out cases.a
j demo --db c.db --seed 2
j report cases --db c.db --tsv
ok 'another seed, others' eval '! cmp -s out cases.a'
j demo --db a.db
ok 'never over another file' refused 3 'exists already'
j demo --db d.db --scale planet
ok 'a scale that is none' refused 2 'planet'
j demo --db d.db --scale city --office 140322100
ok 'a city that is a township' refused 2 'the scale city is not that of the office 140322100'
j demo --db d.db --seed many
ok 'a seed that is none' refused 2 'many'
ok 'nothing is left behind' is "$(ls -d d.db* 2>/dev/null)" ''
j demo
ok 'in the default place' [ -f data/jiuzhu/practice.db ]
finish
