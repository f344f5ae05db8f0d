#!/bin/sh
# Text for people goes through gettext.
. "${srcdir:-.}/tests/lint/lib.sh"

untranslated() {
	sources | grep '\.c$' | while IFS= read -r file; do
		awk -v keep_strings=1 -f "$src/tests/lint/code.awk" "$file" |
			awk -v file="$file" -f "$src/tests/lint/untranslated.awk"
	done
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
