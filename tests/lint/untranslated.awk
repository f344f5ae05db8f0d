# Finds sentences that gettext never sees: string literals of two words in the arguments of
# the calls that show text, outside of _(), N_() and ngettext().  Input: code.awk with strings kept.
function flush_string() {
	plain = text
	gsub(/%[-+ 0#]*[0-9*]*(\.[0-9*]+)?(hh|h|ll|l|z|j|t)?[a-zA-Z%]/, "", plain)
	gsub(/\\./, "", plain)
	if (plain ~ /[A-Za-z]+,? [A-Za-z]+/ && !shielded)
		print file ":" line_of_call ": \"" text "\""
}
{
	n = length($0)
	before = ""
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		if (in_string) {
			if (c == "\\") {
				text = text substr($0, i, 2)
				i++
			} else if (c == "\"") {
				in_string = 0
				flush_string()
			} else {
				text = text c
			}
			continue
		}
		if (c == "\"") {
			in_string = depth > 0
			text = ""
			shielded = guard > 0
			if (!in_string)
				for (i++; i <= n && substr($0, i, 1) != "\""; i++)
					if (substr($0, i, 1) == "\\")
						i++
			word = ""
			continue
		}
		if (c ~ /[A-Za-z0-9_]/) {
			word = before ~ /[A-Za-z0-9_]/ ? word c : c
			before = c
			continue
		}
		before = c
		if (c == "(") {
			if (depth)
				depth++
			else if (word ~ /^(jz_fail|tui_note|ini_complain)$/) {
				depth = 1
				line_of_call = FNR
			}
			if (depth && !guard && word ~ /^(_|N_|ngettext)$/)
				guard = depth
		}
		if (c == ")" && depth) {
			if (guard == depth)
				guard = 0
			depth--
		}
		if (c !~ /[ \t]/)
			word = ""
	}
	word = ""
}
