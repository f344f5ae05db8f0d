#!/bin/sh
# The words of the call: help, options, what is said about a slip.
. "${srcdir:-.}/tests/cli/lib.sh"

j --version
ok '--version' done_well
ok 'the version has a number' grep -qE '^jiuzhu [0-9]+\.[0-9]+' out
j --help
ok '--help' done_well
ok '--help lists the commands' says 'find people by name'
j import --help
ok 'a command has its own help' says '--rejects FILE'
ok 'which leaves out what it does not take' eval '! says --station'
j --help import
ok 'options may stand before the command' says '--rejects FILE'

j imprt file
ok 'a slip in a command' refused 2 'did you mean import?'
j nonsense
ok 'an unknown command' refused 2 'there is no command nonsense'
j find --tvs wang
ok 'a slip in an option' refused 2 'did you mean --tsv?'
j --nonsense=1
ok 'an unknown option' refused 2 'there is no option --nonsense'
j find wang --db
ok 'an option without its value' refused 2 '--db needs a value'
j find --dry-run wang
ok 'an option of another command' refused 2 '--dry-run does not go with find'
j --tsv
ok 'an option that needs a command' refused 2 '--tsv needs a command'
j find
ok 'a word too few' refused 2 'jiuzhu find TEXT...'
j verify now
ok 'a word too many' refused 2 'jiuzhu verify'
j pay everything
ok 'an unknown word' refused 2 'jiuzhu pay plan'
j calc 140322198001010011
ok 'a wrong id number' refused 2 'check digit'
j report nonsense
ok 'an unknown report' refused 2 'there is no report nonsense'
j report
ok 'the reports are listed' done_well
j pay list --month winter
ok 'a month that is none' refused 2 'winter'

j find wang
ok 'no database' refused 3 'jiuzhu init'
j --db "$src/README.md" find wang
ok 'another program'"'"'s file' refused 3 'not a jiuzhu database'
j --db /nonexistent/a.db find wang
ok 'no such folder' refused 3 '/nonexistent/a.db'
j </dev/null
ok 'the screens need a database' refused 3 'jiuzhu init'
setsid -w "$program" --lang en --help >/dev/full 2>err </dev/null
status=$?
ok 'a full disk is not a result' refused 3 'could not be written'
finish
