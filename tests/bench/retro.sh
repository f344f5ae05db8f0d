#!/bin/sh
# A standard raised a year back for every rural household of a city: looked at, saved, and the next
# month planned with the arrears: seconds and MiB.
#
#     retro.sh JIUZHU
#
# Prints figures; asserts nothing.  The mark to compare with: 5 s for saving.
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
JIUZHU_NOW=2024-01-05
export JIUZHU_NOW
raise="--param dibao_standard --area rural --value 6800 --from 2023-01-01 --document D1"
raise="$raise --operator admin --db $work/city.db"
figure "a standard raised a year back, looked at" "$jiuzhu" pay retro $raise --dry-run
figure "the same, saved" "$jiuzhu" pay retro $raise
figure "the next month planned, with its arrears" "$jiuzhu" pay plan --programme dibao \
	--month 2024-02 --operator payer1 --db "$work/city.db"
