# Unit tests of the room report: they link the rooms below it.
EXTRA_DIST += \
	tests/data/notices/choice.txt \
	tests/data/notices/decision-child.txt \
	tests/data/notices/decision-destitute.txt \
	tests/data/notices/decision-temporary.txt \
	tests/data/notices/ending-after.txt \
	tests/data/notices/ending-before.txt
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_report
TESTS += tests/unit/test_report
tests_unit_test_report_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_report.c tests/unit/test_report.h \
	tests/unit/test_report_case.c \
	tests/unit/test_report_document.c \
	tests/unit/test_report_golden.c \
	tests/unit/test_report_listing.c \
	tests/unit/test_report_programme.c \
	tests/unit/test_report_town.c tests/unit/test_report_town.h \
	tests/unit/test_report_template.c
tests_unit_test_report_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) \
	-DTEST_DATA='"$(abs_top_srcdir)/tests/data"'
tests_unit_test_report_LDADD = $(report_libs) $(CMOCKA_LIBS)
endif
