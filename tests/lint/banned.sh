#!/bin/sh
# Calls that are dangerous, or that have a better one here.
. "${srcdir:-.}/tests/lint/lib.sh"

calls() {
	sources | while IFS= read -r file; do
		awk -v keep_strings=0 -f "$src/tests/lint/code.awk" "$file" |
			grep -nE "(^|[^A-Za-z0-9_>.])($1)[ \t]*\(" | sed "s|^|$file:|"
	done
}

words() {
	grep -rnE "$1" "$src/src" "$src/tests" "$src/forms" "$src/doc" --include='*.[ch]' \
		--include='*.sh' --include='*.ini' --include='*.md' --include='*.mk' --include='*.sql' |
		grep -v '/tests/lint/'
}

# Calls that only one file may make.
elsewhere() {
	calls "$2" | grep -v "^$src/src/$1:"
}

report 'no atoi, strtok, sprintf, strcpy, strcat, system' \
	calls 'atoi|atol|atof|strtok|sprintf|vsprintf|strcpy|strcat|strncpy|strncat|gets|system|popen'
report 'no calls that share a hidden buffer' \
	calls 'localtime|gmtime|asctime|ctime|strerror|rand|srand|tmpnam|mktemp'
report 'columns are counted by base/text.h only' \
	elsewhere tui/term.c 'wcwidth|wcswidth|wcslen|g_unichar_iswide'
report 'one file sets the locale' elsewhere base/i18n.c setlocale
report 'nothing is left for later' words '(^|[^A-Za-z])(TODO|FIXME|XXX|HACK)([^A-Za-z]|$)'
report 'no path of one machine' words '/(home|work|root)/[a-z]'
finish
