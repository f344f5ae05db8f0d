#!/bin/sh
# The reports of a whole city: seconds and MiB.
#
#     reports.sh JIUZHU
#
# Prints figures; asserts nothing.  The mark to compare with: 2 s for the self-evaluation.
jiuzhu=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

figure() {
	name=$1
	shift
	if command -v /usr/bin/time >/dev/null; then
		/usr/bin/time -f "$name: %e s, %M KiB" "$@" >/dev/null
	else
		echo "$name:"
		time "$@" >/dev/null
	fi
}

"$jiuzhu" demo --scale city --db "$work/city.db" >/dev/null || exit 1
for run in 1 2 3; do
	figure "self-evaluation of a year" \
		"$jiuzhu" report self_evaluation --year 2023 --db "$work/city.db"
done
figure "the same on pages" "$jiuzhu" report self_evaluation --year 2023 --db "$work/city.db" \
	--pdf "$work/a.pdf"
figure "the same as a workbook" "$jiuzhu" report self_evaluation --year 2023 --db "$work/city.db" \
	--xlsx "$work/a.xlsx"
figure "a month" "$jiuzhu" report monthly --month 2023-03 --db "$work/city.db"
figure "26,271 names behind a number" "$jiuzhu" report self_evaluation --year 2023 \
	--db "$work/city.db" --names dibao
