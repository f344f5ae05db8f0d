# Unit tests of the room form.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_form
TESTS += tests/unit/test_form
endif
tests_unit_test_form_SOURCES = \
	tests/unit/test_form.c tests/unit/test_form.h \
	tests/unit/test_form_entry.c \
	tests/unit/test_form_expr.c \
	tests/unit/test_form_finish.c \
	tests/unit/test_form_library.c \
	tests/unit/test_form_like.c \
	tests/unit/test_form_read.c \
	tests/unit/test_form_register.c \
	tests/unit/test_form_report.c \
	tests/unit/test_form_resume.c
tests_unit_test_form_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_form_LDADD = $(form_libs) $(CMOCKA_LIBS)
