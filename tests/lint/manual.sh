#!/bin/sh
# The man page names every command and every option of --help, the guide every key.
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

# One line a command: its key as people write it.
table_keys() {
	tr -d '\n\t' <"$src/src/app/command.c" | grep -o '{CMD_[A-Z_]*, "[a-z-]*", [^,]*,' |
		sed "s/.*, //; s/,$//; s/^K_CTRL_('\(.\)')/Ctrl-\1/; s/^K_ESC$/Esc/" |
		awk '/^K_F1/ { n = $3 + 1; print "F" n; next } /^Ctrl-/ { print "Ctrl-" toupper($0 = substr($0, 6)); next }
			{ print }' | sort
}

# The first column of the last table, without the one key that the screen itself takes.
guide_keys() {
	awk '/^## 12/ { on = 1 } on && /^\| (F[0-9]|Ctrl-|Esc)/ { print $2 }' "$src/doc/guide.zh.md" |
		grep -v '^Ctrl-L$' | sort
}

differing_keys() {
	table_keys >"$keys"
	guide_keys | comm -3 "$keys" - | sed 's/^\t/not a command: /'
}

runs() {
	"$jiuzhu" --version >/dev/null || echo "$jiuzhu does not run"
}

keys=$(mktemp) || exit 99
trap 'rm -f "$keys"' EXIT
report 'the program runs' runs
report 'the key table of the guide has a line for each command' differing_keys
report 'every command is in the man page' missing_commands
report 'every option is in the man page' missing_options
finish
