# Turns the numbered schema files into one C table; comments and indents stay behind.
function literal(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); return "\"" s "\\n\"" }
BEGIN {
	print "/* Made from src/store/schema/; change it there. */"
	print "#include \"store/schema.h\""
	print ""
	print "const struct schema_step schema_steps[] = {"
}
FNR == 1 { if (NR > 1) print "\t},"; n++; printf "\t{\n\t\t%d,\n", n }
{
	sub(/--.*/, ""); sub(/^[ \t]+/, ""); sub(/[ \t]+$/, "")
	if ($0 != "") print "\t\t" literal($0)
}
END { print "\t},\n};\nconst int schema_version = " n ";" }
