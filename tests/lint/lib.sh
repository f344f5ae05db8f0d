# Shared by the lints: TAP from complaints.  `report NAME COMMAND..` runs a command that prints one
# complaint a line, or nothing.
src=${srcdir:-.}
count=0
failed=0

report() {
	count=$((count + 1))
	name=$1
	shift
	complaints=$("$@")
	if [ -z "$complaints" ]; then
		echo "ok $count - $name"
	else
		echo "not ok $count - $name"
		printf '%s\n' "$complaints" | sed 's/^/# /'
		failed=1
	fi
}

finish() {
	echo "1..$count"
	exit "$failed"
}

# All C files, and those of our own tests.
sources() {
	find "$src/src" -name '*.[ch]' | sort
}
