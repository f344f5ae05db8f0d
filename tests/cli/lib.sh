# Shared by the tests of the command line: a folder of its own for each, TAP, no terminal.
src=$(cd "${srcdir:-.}" && pwd)
program=${JIUZHU:-$PWD/jiuzhu}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
export XDG_DATA_HOME="$work/data"
unset JIUZHU_NOW LANGUAGE
count=0
failed=0

# Runs the program; status, out and err are what came of it.
j() {
	setsid -w "$program" --lang en "$@" >out 2>err </dev/null
	status=$?
}

ok() {
	count=$((count + 1))
	name=$1
	shift
	if "$@"; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		echo "# status $status"
		sed 's/^/# out: /' out | head -20
		sed 's/^/# err: /' err | head -20
		failed=1
	fi
}

# The last call succeeded, without a word on standard error.
done_well() {
	[ "$status" -eq 0 ] && [ ! -s err ]
}

# The last call ended with that status and one sentence that holds the words.
refused() {
	[ "$status" -eq "$1" ] && [ "$(wc -l <err)" -eq 1 ] && grep -q '^jiuzhu: ' err &&
		grep -qF -e "$2" err
}

says() {
	grep -qF -e "$1" out
}

# Line N of the output, with tabs shown as |.
line() {
	[ "$(sed -n "${1}p" out | tr '\t' '|')" = "$2" ]
}

is() {
	[ "$1" = "$2" ] || { echo "# \"$1\" is not \"$2\""; false; }
}

value() {
	awk -F '\t' -v key="$1" '$1 == key { print $2 }' out
}

finish() {
	echo "1..$count"
	exit "$failed"
}
