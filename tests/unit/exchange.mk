# Unit tests of the room exchange: they link no screen and no report.
EXTRA_DIST += \
	tests/data/businesses-xiushui.csv \
	tests/data/businesses-yinying.csv \
	tests/data/children-xiushui.csv \
	tests/data/children-yinying.csv \
	tests/data/deaths-xiushui.xls \
	tests/data/deaths-yinying.xls \
	tests/data/deposits-xiushui.csv \
	tests/data/deposits-yinying.csv \
	tests/data/destitute-xiushui.xlsx \
	tests/data/destitute-yinying.xlsx \
	tests/data/grants-xiushui.xls \
	tests/data/grants-yinying.xls \
	tests/data/insurance-xiushui.csv \
	tests/data/insurance-yinying.csv \
	tests/data/layout-dates-gbk.tsv \
	tests/data/layout-household-bom.csv \
	tests/data/layout-two-lines-utf16.csv \
	tests/data/layout-urban-utf8.csv \
	tests/data/marriages-xiushui.csv \
	tests/data/marriages-yinying.csv \
	tests/data/payments-xiushui.csv \
	tests/data/payments-yinying.csv \
	tests/data/roster-xiushui.csv \
	tests/data/roster-yinying.csv \
	tests/data/truth-lists-xiushui.tsv \
	tests/data/truth-lists-yinying.tsv \
	tests/data/truth-others-xiushui.tsv \
	tests/data/truth-others-yinying.tsv \
	tests/data/truth-xiushui.tsv \
	tests/data/truth-yinying.tsv \
	tests/data/vehicles-xiushui.csv \
	tests/data/vehicles-yinying.csv
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_exchange
TESTS += tests/unit/test_exchange
tests_unit_test_exchange_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_exchange.c tests/unit/test_exchange.h \
	tests/unit/test_exchange_answers.c \
	tests/unit/test_exchange_bank.c \
	tests/unit/test_exchange_csv.c \
	tests/unit/test_exchange_layout.c \
	tests/unit/test_exchange_lists.c \
	tests/unit/test_exchange_payroll.c \
	tests/unit/test_exchange_records.c \
	tests/unit/test_exchange_roster.c \
	tests/unit/test_exchange_rows.c \
	tests/unit/test_exchange_workbook.c
tests_unit_test_exchange_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) \
	-DTEST_DATA='"$(abs_top_srcdir)/tests/data"'
tests_unit_test_exchange_LDADD = $(exchange_libs) $(CMOCKA_LIBS)
endif
