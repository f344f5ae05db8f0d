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
mkdir -p slips/programmes slips/entry
sed -e '0,/^needs = members/s//needs = membres/' -e 's/^effects = award$/effects = awrd/' \
	-e '0,/^when = relative_of_staff = 1/s//when = relativ_of_staff = 1/' \
	"$src/forms/programmes/dibao.ini" >slips/programmes/dibao.ini
sed 's/^table = survey$/table = surveys/' "$src/forms/entry/survey.ini" >slips/entry/survey.ini
j forms check slips
ok 'slips in a programme and a form' refused 3 '4 places'
for word in membres awrd relativ_of_staff surveys; do
	ok "names $word and its line" grep -qE "^slips/[a-z/]+\.ini:[0-9]+: .*$word" out
done
mkdir -p ledger/registers
sed -e '0,/FROM reserve_entry r/s//FROM reserve_entri r/' -e 's/^query = SELECT CASE :kind/query = DELETE FROM note --/' \
	"$src/forms/registers/reserve.ini" >ledger/registers/reserve.ini
j forms check ledger
ok 'queries of a register are tried' refused 3 '2 places'
ok 'a table that is not there' grep -qE '^ledger/registers/reserve\.ini:3: .*reserve_entri' out
ok 'a query that writes' grep -qE '^ledger/registers/reserve\.ini:[0-9]+: .*read facts' out
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
