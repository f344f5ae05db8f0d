# Unit tests of the room report: they link the rooms below it.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_report
TESTS += tests/unit/test_report
tests_unit_test_report_SOURCES = \
	tests/unit/test_report.c tests/unit/test_report.h \
	tests/unit/test_report_case.c \
	tests/unit/test_report_document.c \
	tests/unit/test_report_listing.c \
	tests/unit/test_report_template.c
tests_unit_test_report_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_report_LDADD = $(report_libs) $(CMOCKA_LIBS)
endif
