# Screens: a program is driven by keys and its screen compared.  screen_test plays scenario files;
# demo_views shows every widget, so that both are tested before the program itself.
if HAVE_TEST_LIBS
check_PROGRAMS += \
	tests/screen/demo_views \
	tests/screen/screen_test \
	tests/screen/test_terminal
TESTS += \
	tests/screen/test_terminal \
	tests/screen/widgets.sh
endif
tests_screen_screen_test_SOURCES = tests/screen/screen_test.c \
	tests/screen/scenario.c tests/screen/scenario.h \
	tests/screen/harness.c tests/screen/harness.h
tests_screen_screen_test_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_screen_screen_test_LDADD = $(VTERM_LIBS) $(GLIB_LIBS)

tests_screen_demo_views_SOURCES = tests/screen/demo_views.c
tests_screen_demo_views_LDADD = $(tui_libs)

tests_screen_test_terminal_SOURCES = tests/screen/test_terminal.c \
	tests/screen/harness.c tests/screen/harness.h
tests_screen_test_terminal_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_screen_test_terminal_LDADD = $(CMOCKA_LIBS) $(VTERM_LIBS) $(GLIB_LIBS)

EXTRA_DIST += \
	tests/screen/README.md \
	tests/screen/widgets.sh \
	tests/screen/demo/broken.txt \
	tests/screen/demo/chinese.txt \
	tests/screen/demo/console.txt \
	tests/screen/demo/dialogs.txt \
	tests/screen/demo/draft.txt \
	tests/screen/demo/form.txt \
	tests/screen/demo/hostile.cells \
	tests/screen/demo/hostile.txt \
	tests/screen/demo/keys.txt \
	tests/screen/demo/list-wide.txt \
	tests/screen/demo/list.txt \
	tests/screen/demo/objection.txt \
	tests/screen/demo/paste.txt \
	tests/screen/demo/small.txt \
	tests/screen/demo/themes.txt \
	tests/screen/demo/golden/codes.txt \
	tests/screen/demo/golden/form-confirm.txt \
	tests/screen/demo/golden/form.txt \
	tests/screen/demo/golden/hostile.txt \
	tests/screen/demo/golden/keys.txt \
	tests/screen/demo/golden/line.txt \
	tests/screen/demo/golden/list-empty.txt \
	tests/screen/demo/golden/list-wide.txt \
	tests/screen/demo/golden/list.txt \
	tests/screen/demo/golden/objection.txt \
	tests/screen/demo/golden/question.txt \
	tests/screen/demo/golden/small.txt \
	tests/screen/demo/golden/text.txt
