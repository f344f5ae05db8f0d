# Screens: a program is driven by keys and its screen compared.  screen_test plays scenario files;
# demo_views shows every widget, so that both are tested before the program itself.
check_PROGRAMS += tests/screen/screen_test tests/screen/demo_views
tests_screen_screen_test_SOURCES = tests/screen/screen_test.c \
	tests/screen/scenario.c tests/screen/scenario.h \
	tests/screen/harness.c tests/screen/harness.h
tests_screen_screen_test_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_screen_screen_test_LDADD = $(VTERM_LIBS) $(GLIB_LIBS)
tests_screen_demo_views_SOURCES = tests/screen/demo_views.c
tests_screen_demo_views_LDADD = $(tui_libs)
