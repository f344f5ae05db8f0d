# The project's own lint: walls between rooms, banned calls, sizes, translations, forms, man page.
lint_tests = \
	tests/lint/walls.sh \
	tests/lint/banned.sh \
	tests/lint/size.sh \
	tests/lint/words.sh \
	tests/lint/forms.sh \
	tests/lint/manual.sh \
	tests/lint/po.sh
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) tests/lint/lib.sh tests/lint/code.awk tests/lint/untranslated.awk
