# Unit tests of the room base.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_base
TESTS += tests/unit/test_base
endif
tests_unit_test_base_SOURCES = \
	tests/unit/test_base.c tests/unit/test_base.h \
	tests/unit/test_base_calendar.c \
	tests/unit/test_base_day.c \
	tests/unit/test_base_encoding.c \
	tests/unit/test_base_i18n.c \
	tests/unit/test_base_ini.c \
	tests/unit/test_base_money.c \
	tests/unit/test_base_pinyin.c \
	tests/unit/test_base_rid.c \
	tests/unit/test_base_text.c
tests_unit_test_base_CPPFLAGS = $(AM_CPPFLAGS) -DTEST_SRCDIR='"$(abs_top_srcdir)"'
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = $(base_libs) $(CMOCKA_LIBS)
