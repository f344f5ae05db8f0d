#!/bin/sh
# Text for people goes through gettext.
. "${srcdir:-.}/tests/lint/lib.sh"

# The bare console cannot draw Chinese: what tui/term.c says there is ASCII on purpose.
untranslated() {
	sources | grep '\.c$' | while IFS= read -r file; do
		awk -v keep_strings=1 -f "$src/tests/lint/code.awk" "$file" |
			awk -v file="$file" -f "$src/tests/lint/untranslated.awk"
	done | grep -v '/src/tui/term\.c:.*\(console\|fbterm\)'
}

chinese() {
	sources | while IFS= read -r file; do
		awk -v keep_strings=1 -f "$src/tests/lint/code.awk" "$file" |
			LC_ALL=C awk -v file="$file" \
				'/_\("[^"]*[\300-\377]/ { print file ":" FNR ": " $0 }'
	done
}

report 'sentences for people are translated' untranslated
report 'the source of a translation is English' chinese
finish
