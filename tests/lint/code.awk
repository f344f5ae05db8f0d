# Prints C without comments; strings and characters stay where keep_strings is set, else they are
# emptied.  Lines keep their numbers.
{
	line = $0
	out = ""
	n = length(line)
	for (i = 1; i <= n; i++) {
		c = substr(line, i, 1)
		two = substr(line, i, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				i++
			}
		} else if (in_string != "") {
			if (keep_strings)
				out = out c
			if (c == "\\") {
				i++
				if (keep_strings)
					out = out substr(line, i, 1)
			} else if (c == in_string) {
				if (!keep_strings)
					out = out c
				in_string = ""
			}
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'")
				in_string = c
			out = out c
		}
	}
	print out
}
