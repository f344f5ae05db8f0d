#!/bin/sh
# A month of a whole city planned with its checks, and the ledger of its year: seconds and MiB.
#
#     payments.sh JIUZHU
#
# Prints figures; asserts nothing.  The mark to compare with: 2 s and 64 MiB for the plan.
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
pay="--db $work/city.db --programme dibao"
for run in 1 2 3; do
	figure "plan a month of dibao, with checks" "$jiuzhu" pay plan $pay --operator payer1
done
figure "check it again" "$jiuzhu" pay check $pay --operator payer1
figure "ledger of a year" "$jiuzhu" pay ledger --db "$work/city.db"
