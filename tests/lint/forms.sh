#!/bin/sh
# The files of forms/: listed to be compiled in, and without a complaint.
. "${srcdir:-.}/tests/lint/lib.sh"

listed() {
	awk '/^forms_files/ { on = 1 } on { for (i = 1; i <= NF; i++) if ($i ~ /^forms\//) print $i }
		on && !/\\$/ { exit }' "$src/forms/local.mk" | sort
}

lying() {
	(cd "$src" && find forms -type f ! -name '*.mk' ! -name '.*' ! -name '*~') | sort
}

differ() {
	listed >"$list"
	lying | comm -3 - "$list" | sed 's/^\t/listed, not there: /'
}

check() {
	said=$("${JIUZHU:-./jiuzhu}" --lang en forms check 2>&1)
	status=$?
	[ "$said" = 'The forms are all right.' ] || printf '%s\n' "$said"
	[ "$status" -eq 0 ] || echo "it ended with status $status"
}

list=$(mktemp) || exit 99
trap 'rm -f "$list"' EXIT
report 'forms/local.mk lists the files of forms/' differ
report 'the built-in forms are all right' check
finish
