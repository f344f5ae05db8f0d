#!/bin/sh
# A list of 58,671 rows, every third about somebody in the practice city, taken in and matched:
# seconds and KiB.
#
#     lists.sh JIUZHU
#
# Prints figures; asserts nothing.  The mark to compare with: 3 s.
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
# The others have numbers that nobody in the city has: born in another county.
sqlite3 -separator , "$work/city.db" "SELECT name, id_no FROM person WHERE id_no IS NOT NULL" |
	awk -F , -v rows=58671 '
	function check(number, i, sum) {
		for (i = 1; i <= 17; i++)
			sum += substr(number, i, 1) * weight[i]
		return substr("10X98765432", sum % 11 + 1, 1)
	}
	BEGIN {
		split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
		print "机动车登记信息"
		print "车主,身份证号,号牌号码,车辆类型,登记日期"
	}
	n >= rows { exit }
	n++ % 3 == 0 { print $1 "," $2 ",晋C" n ",小型轿车,2020-03-02"; next }
	{
		number = "510107" substr($2, 7, 8) sprintf("%03d", n % 1000)
		print $1 "," number check(number) ",晋C" n ",小型轿车,2020-03-02"
	}' >"$work/vehicles.csv"
JIUZHU_NOW=2024-01-05
export JIUZHU_NOW
echo "$(($(wc -l <"$work/vehicles.csv") - 2)) rows"
"$jiuzhu" --lang en import "$work/vehicles.csv" --dry-run --db "$work/city.db" | head -2
figure 'a list in, a dry run' "$jiuzhu" import "$work/vehicles.csv" --dry-run --db "$work/city.db"
figure 'a list in, first' "$jiuzhu" import "$work/vehicles.csv" --db "$work/city.db"
figure 'the same list again' "$jiuzhu" import "$work/vehicles.csv" --db "$work/city.db"
sed 's/晋C/晋A/' "$work/vehicles.csv" >"$work/next.csv"
figure 'the next list in' "$jiuzhu" import "$work/next.csv" --db "$work/city.db"
