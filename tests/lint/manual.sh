#!/bin/sh
# The man page names every command and every option of --help.
. "${srcdir:-.}/tests/lint/lib.sh"
page=$src/doc/jiuzhu.1
jiuzhu=${JIUZHU:-./jiuzhu}

commands() {
	"$jiuzhu" --lang en --help | awk '/^  [a-z]/ && !/^  --/ { print $1 }'
}

missing_commands() {
	for c in $(commands); do
		grep -qE "^\.It Cm $c( |$)" "$page" || echo "command $c is not in jiuzhu.1"
	done
}

missing_options() {
	for c in '' $(commands); do
		"$jiuzhu" --lang en $c --help
	done | awk '/^  --/ { print substr($1, 3) }' | sort -u | while IFS= read -r o; do
		grep -qE "Fl -$o( |$)" "$page" || echo "option --$o is not in jiuzhu.1"
	done
}

runs() {
	"$jiuzhu" --version >/dev/null || echo "$jiuzhu does not run"
}

report 'the program runs' runs
report 'every command is in the man page' missing_commands
report 'every option is in the man page' missing_options
finish
