# The command line: exit statuses, sentences, what machines read.
cli_tests = \
	tests/cli/usage.sh \
	tests/cli/year.sh \
	tests/cli/setup.sh \
	tests/cli/keep.sh \
	tests/cli/inquiries.sh \
	tests/cli/lists.sh \
	tests/cli/pay.sh \
	tests/cli/report.sh \
	tests/cli/review.sh \
	tests/cli/adjust.sh \
	tests/cli/check.sh \
	tests/cli/roster.sh \
	tests/cli/forms.sh \
	tests/cli/language.sh \
	tests/cli/demo.sh \
	tests/cli/tour.sh
TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh tests/screen/tour.scn \
	tests/cli/town.awk \
	tests/data/truth-checks-xiushui.tsv tests/data/truth-checks-yinying.tsv
