#!/bin/sh
# New databases: the office's, a practice one, the practice township.
. "${srcdir:-.}/tests/cli/lib.sh"
echo 'a good password' >secret
echo 'short' >weak

j init
ok 'init asks for the office' refused 2 '--office'
j init --office 999999999 --operator zhou --password-file secret
ok 'an office that is not in the list' refused 2 '999999999'
j init --office town --operator zhou --password-file secret
ok 'a code that is no number' refused 2 'town'
j init --office 平 --operator zhou --password-file secret
ok 'a name that is not whole' refused 2 '平'
j init --office 140322100 --operator zhou --password-file weak
ok 'a weak password' refused 3 '8 characters'
j init --office 140322100 --operator zhou --password-file nowhere
ok 'a password file that is not there' refused 3 'nowhere'
j init --office 140322100 --operator zhou
ok 'nobody at a terminal' refused 2 '--password-file'
j init --office 140322100 --db first.db
ok 'an administrator whom the first screen makes' done_well
ok 'nothing is left behind' is "$(find data -name '*.db*' 2>/dev/null)" ''

j init --office 140322100 --operator zhou --password-file secret
ok 'init' done_well
ok 'in the user'"'"'s folder' [ -f data/jiuzhu/jiuzhu.db ]
ok 'which others cannot read' is "$(stat -c %a data/jiuzhu data/jiuzhu/jiuzhu.db | xargs)" '700 600'
ok 'and nothing beside it' is "$(ls data/jiuzhu)" 'jiuzhu.db'
j init --office 秀水 --practice --db named.db
ok 'an office by its name' done_well
j init --office 140322100 --operator zhou --password-file secret
ok 'never twice' refused 3 'exists already'
j verify --tsv
ok 'the new database verifies' done_well
ok 'with names and values' line 1 "entries|$(value entries)"
j find nobody --tsv
ok 'find prints its heading' line 1 'id_number|name|birth|address|programme|state'
ok 'and nobody' is "$(wc -l <out)" 1
j find nobody
ok 'nobody is a sentence, and no error' says 'Nobody is found'

j import "$src/tests/data/roster-xiushui.csv"
ok 'who writes says who he is' refused 2 '--operator'
j import "$src/tests/data/roster-xiushui.csv" --operator zhou
ok 'and proves it' refused 2 'terminal'
j import "$src/tests/data/roster-xiushui.csv" --operator zhou --password-file weak
ok 'a wrong password' refused 4 'wrong'
j import "$src/tests/data/roster-xiushui.csv" --operator wu --password-file weak
ok 'an unknown login says the same' refused 4 'login or password is wrong'
j pay plan --operator zhou --password-file secret
ok 'an administrator does not pay' refused 4 'payer'

JIUZHU_NOW=2024-01-15 j find nobody
ok 'the day cannot be set in earnest' refused 4 'JIUZHU_NOW'
JIUZHU_NOW=2024-01-15 j init --office 140322100 --db b.db --operator zhou --password-file secret
ok 'nor for a new database' refused 4 'JIUZHU_NOW'

JIUZHU_NOW=2024-01-15 j init --office 140322100 --practice --db p.db
ok 'a practice database needs no password' done_well
JIUZHU_NOW=2024-01-15 j pay plan --db p.db --month 2024-03
ok 'no month is planned long before' refused 2 'earliest'
JIUZHU_NOW=2024-01-15 j pay plan --db p.db
ok 'its day can be set' refused 3 'no household'
JIUZHU_NOW=yesterday j find nobody --db p.db
ok 'to a day' refused 2 'yesterday'
j pay plan --db p.db --operator nobody
ok 'an operator who is not there' refused 4 'nobody'
j pay plan --db p.db --operator clerk
ok 'an operator without the role' refused 4 'payer'
umask 000
j init --office 140322100 --practice --db open.db
ok 'whatever the umask' is "$(stat -c %a open.db)" 600
finish
