#!/bin/sh
# The Chinese catalogue is complete: nothing untranslated, nothing doubtful, no file forgotten.
. "${srcdir:-.}/tests/lint/lib.sh"
po=$src/po/zh_CN.po

forgotten() {
	(cd "$src" && grep -lE '(^|[^A-Za-z0-9_])N?_\("|ngettext\(' -r src --include='*.c' | sort) |
		while IFS= read -r file; do
			grep -qxF "$file" "$src/po/POTFILES.in" || echo "po/POTFILES.in lacks $file"
		done
	grep -v '^#' "$src/po/POTFILES.in" | while IFS= read -r file; do
		[ -z "$file" ] || [ -f "$src/$file" ] || echo "po/POTFILES.in names $file, which is not there"
	done
}

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

template() {
	(cd "$src" && grep -lE '(^|[^A-Za-z0-9_])N?_\("|ngettext\(' -r src --include='*.c' | sort |
		xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
			--no-wrap --files-from=- --output="$work/all.pot" 2>&1) | grep -i 'error'
	msgcmp --use-untranslated "$po" "$work/all.pot" 2>&1 |
		sed -n 's/.*all\.pot:\([0-9]*\): this message.*/\1/p' |
		while IFS= read -r n; do
			echo "not in zh_CN.po: $(awk -v n="$n" 'NR <= n && /^msgid/ { id = $0 }
				NR == n { print id }' "$work/all.pot")"
		done
}

unsure() {
	msgfmt --check --statistics -o /dev/null "$po" 2>&1 |
		grep -E 'error|fuzzy|untranslated|fatal'
}

report 'po/POTFILES.in lists every file with text' forgotten
report 'every message has a sure translation' unsure
report 'every text of the sources is in the catalogue' template
finish
