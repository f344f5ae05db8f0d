#!/bin/sh
# Who may include whom: doc/architecture.md.
. "${srcdir:-.}/tests/lint/lib.sh"

allowed() {
	case $1 in
	base) echo base ;;
	store) echo store base ;;
	form) echo form base ;;
	rule) echo rule form base ;;
	model) echo model rule form store base ;;
	exchange | report) echo "$1" model rule form base ;;
	tui) echo tui base ;;
	app) echo app tui report exchange model form base ;;
	esac
}

rooms() {
	for room in base store form rule model exchange report tui app; do
		may=" $(allowed $room) "
		grep -Hn '^#include "' "$src/src/$room"/*.[ch] |
			while IFS= read -r line; do
				header=${line#*#include \"}
				header=${header%%\"*}
				case $header in
				config.h) continue ;;
				*/*) ;;
				*) echo "$line: name the room of the header"; continue ;;
				esac
				case $may in
				*" ${header%%/*} "*) ;;
				*) echo "$line: $room must not know ${header%%/*}" ;;
				esac
			done
	done
}

# Exactly one file may include a header of that name, in the room that owns it.
one_file() {
	files=$(grep -lE "^#include <$1>" -r "$src/src" | sort)
	[ "$(printf '%s\n' "$files" | grep -c .)" -eq 1 ] ||
		printf '%s is included by: %s\n' "$1" "$(echo $files)"
	case $files in
	"$src/src/$2/"*) ;;
	*) echo "$1 belongs into src/$2" ;;
	esac
}

libraries() {
	grep -nE '[a-z]+_libs\)' "$src"/tests/unit/*.mk | awk '{
		split($0, part, ":")
		room = part[1]
		sub(/.*\//, "", room)
		sub(/\.mk$/, "", room)
		match($0, /\$\([a-z]+_libs\)/)
		used = substr($0, RSTART + 2, RLENGTH - 8)
		if (used != room)
			print part[1] ":" part[2] ": tests of " room " link the libraries of " used
	}'
}

report 'rooms include only what they may know' rooms
report 'one file includes sqlite3.h' one_file 'sqlite3\.h' store
report 'one file includes curses.h' one_file '(ncursesw/)?n?curses\.h' tui
report 'unit tests link the libraries of their own room' libraries
finish
