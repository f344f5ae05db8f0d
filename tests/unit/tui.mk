# Unit tests of the room tui, on a grid in memory: they link only tui and base.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_tui
TESTS += tests/unit/test_tui
tests_unit_test_tui_SOURCES = \
	tests/unit/test_tui.c tests/unit/test_tui.h \
	tests/unit/test_tui_canvas.c \
	tests/unit/test_tui_edit.c \
	tests/unit/test_tui_fields.c \
	tests/unit/test_tui_input.c \
	tests/unit/test_tui_list.c
tests_unit_test_tui_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_tui_LDADD = $(tui_libs) $(CMOCKA_LIBS)
endif
