# Makes the table of readings for pinyin.c from the lines "U+4E00<TAB>kMandarin<TAB>yi" of the
# Unicode data.  Tones are dropped and u with two dots becomes v, as people key it.  The characters
# U+3400..U+9FFF are looked up by place; all others by search, packed as code point << 9 | reading.
# Works on bytes (LC_ALL=C), so that every awk gives the same file.

function hex(s,    i, n) {
	n = 0
	for (i = 1; i <= length(s); i++)
		n = n * 16 + index("123456789ABCDEF", substr(s, i, 1))
	return n
}

# The same without tones.
function plain(s) {
	gsub(/ā|á|ǎ|à/, "a", s)
	gsub(/ē|é|ě|è|ê/, "e", s)
	gsub(/ī|í|ǐ|ì/, "i", s)
	gsub(/ō|ó|ǒ|ò/, "o", s)
	gsub(/ū|ú|ǔ|ù/, "u", s)
	gsub(/ǖ|ǘ|ǚ|ǜ|ü/, "v", s)
	gsub(/ń|ň|ǹ/, "n", s)
	gsub(/ḿ/, "m", s)
	gsub(/ế|ề/, "e", s)
	gsub(/[^a-z]/, "", s) # combining tone marks
	return s
}

$2 == "kMandarin" {
	c = hex(substr($1, 3))
	s = plain($3)
	if (s == "")
		next
	if (!(s in number)) {
		number[s] = ++count
		word[count] = s
	}
	reading[c] = number[s]
	if (c > last)
		last = c
}

END {
	if (count < 300 || count > 511) {
		print "unexpected number of readings: " count + 0 > "/dev/stderr"
		exit 1
	}
	print "/* Made by pinyin-table.awk from the Unicode data; not to be edited. */"
	print "static const char *const pinyin_readings[] = {"
	print "\"?\","
	for (i = 1; i <= count; i++)
		print "\"" word[i] "\","
	print "};"
	print "static const guint16 pinyin_direct[0xA000 - 0x3400] = {"
	line = ""
	for (c = 13312; c < 40960; c++) {
		line = line ((c in reading) ? reading[c] : 0) ","
		if (length(line) > 90) {
			print line
			line = ""
		}
	}
	print line
	print "};"
	print "static const guint32 pinyin_packed[] = {"
	line = ""
	for (c = 0; c <= last; c++) {
		if (c == 13312)
			c = 40960
		if (!(c in reading))
			continue
		line = line (c * 512 + reading[c]) ","
		if (length(line) > 90) {
			print line
			line = ""
		}
	}
	print line
	print "};"
}
