#!/bin/sh
# A county's own forms: checked, and refused while they are broken.
. "${srcdir:-.}/tests/cli/lib.sh"
j init --office 140322100 --practice --db a.db

j forms check
ok 'the built-in forms' done_well
ok 'are all right' says 'all right'
mkdir -p good/codes bad/codes
cat >good/codes/town.ini <<'END'
[list town_roof]
label = 屋顶

[codes]
1 = 瓦
2 = 平
END
sed 's/^label = 屋顶$/lable = 屋顶/' good/codes/town.ini >bad/codes/town.ini
j forms check good
ok 'an own code list' done_well
j forms check bad
ok 'a slip in it is a bad file' refused 3 'mended'
ok 'with file and line' grep -qE '^bad/codes/town\.ini:[0-9]+: ' out
ok 'and what was meant' says 'label'
j forms check nowhere
ok 'a folder that is not there' refused 3 'nowhere'
j forms look
ok 'another word' refused 2 'jiuzhu forms check'
j find wang --db a.db --forms good
ok 'the program starts with good forms' done_well
j find wang --db a.db --forms bad
ok 'and not with broken ones' refused 3 'jiuzhu forms check'
j find wang --db a.db
ok 'which others do not notice' done_well
finish
