#!/bin/sh
# Functions and files that are too long to be read at once.
. "${srcdir:-.}/tests/lint/lib.sh"

functions() {
	sources | grep '\.c$' | while IFS= read -r file; do
		awk -v file="$file" '
			/^\{/ { start = FNR }
			/^\}/ {
				if (start && FNR - start + 1 > 80)
					print file ":" start ": a function of " FNR - start + 1 " lines"
				start = 0
			}' "$file"
	done
}

files() {
	sources | while IFS= read -r file; do
		n=$(wc -l <"$file")
		[ "$n" -le 800 ] || echo "$file: $n lines"
	done
}

# Characters, not bytes: what continues a UTF-8 character is not counted.
wide() {
	sources | while IFS= read -r file; do
		expand -t 8 "$file" | LC_ALL=C awk -v file="$file" '
			{ gsub(/[\200-\277]/, "") }
			length($0) > 100 { print file ":" FNR ": a line of " length($0) " characters" }'
	done
}

report 'functions have at most 80 lines' functions
report 'files have at most 800 lines' files
report 'lines have at most 100 columns' wide
finish
