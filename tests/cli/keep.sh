#!/bin/sh
# Backup, restore, verify; and a byte that flips.
. "${srcdir:-.}/tests/cli/lib.sh"
j init --office 140322100 --practice --db a.db
j import "$src/tests/data/roster-xiushui.csv" --db a.db --rejects rejects.csv
ok 'a roster is in' is "$status" 1

j backup b.jz --db a.db
ok 'backup' done_well
ok 'which others cannot read' is "$(stat -c %a b.jz)" 600
head=$(grep -oE '[0-9]+:[0-9a-f]{16}' out)
j verify --tsv --db a.db
ok 'its head is the journal'"'"'s' is "$(value head)" "$head"
ok 'no entry is broken' is "$(value bad_entry) $(value bad_rows)" '0 0'
j verify --db a.db --anchor "$head"
ok 'the anchor fits' done_well
j verify --db a.db --anchor "${head%?????}00000"
ok 'another anchor does not' [ "$status" -eq 3 ]

j restore b.jz --db a.db
ok 'restore never takes a place' refused 3 'a.db'
j restore b.jz --db c.db
ok 'restore' done_well
j verify --db c.db --anchor "$head" --tsv
ok 'all of it is back' done_well
j find --db c.db --tsv 冯锁涛
cp out found.c
j find --db a.db --tsv 冯锁涛
ok 'and says the same' cmp -s out found.c
j restore b.jz
ok 'into the default place' [ -f data/jiuzhu/jiuzhu.db ]

size=$(stat -c %s b.jz)
for at in 3 200 $((size / 2)) $((size - 2)); do
	cp b.jz bad.jz
	byte=$(dd if=bad.jz bs=1 skip="$at" count=1 2>/dev/null | od -An -tu1)
	printf "\\$(printf %o $(((byte + 1) % 256)))" |
		dd of=bad.jz bs=1 seek="$at" conv=notrunc 2>/dev/null
	j restore bad.jz --db d.db
	ok "a byte changed at $at is refused" [ "$status" -eq 3 -a ! -e d.db ]
done
head -c $((size - 4096)) b.jz >short.jz
j restore short.jz --db d.db
ok 'a short file is refused' [ "$status" -eq 3 -a ! -e d.db ]
j restore "$src/README.md" --db d.db
ok 'another file is refused' refused 3 'README.md'
j backup /nonexistent/b.jz --db a.db
ok 'a folder that is not there' refused 3 '/nonexistent/b.jz'
finish
