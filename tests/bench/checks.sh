#!/bin/sh
# All checks over a year of a whole city, and each alone: seconds and MiB.
#
#     checks.sh JIUZHU
#
# Prints figures; asserts nothing.  The mark to compare with: 3 s and 64 MiB for all.
jiuzhu=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

figure() {
	name=$1
	shift
	if command -v /usr/bin/time >/dev/null; then
		/usr/bin/time -q -f "$name: %e s, %M KiB" "$@" >/dev/null
	else
		echo "$name:"
		time "$@" >/dev/null
	fi
}

"$jiuzhu" demo --scale city --db "$work/city.db" >/dev/null || exit 1
check="$jiuzhu check --db $work/city.db --from 2023-01-01 --to 2023-12-31 --tsv"
for run in 1 2 3; do
	figure "all checks of a year" $check
done
for key in K-01 K-02 K-10 K-11 K-20 K-30 K-31 K-33 K-40 K-42 K-50 K-60 K-62 K-70 K-75 K-account; do
	figure "$key" $check "$key"
done
