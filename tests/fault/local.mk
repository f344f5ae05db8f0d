# Faults: the program is killed at random moments while it is being typed into; random keys.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/fault/test_kill tests/fault/test_monkey
TESTS += tests/fault/test_kill tests/fault/test_monkey
endif
tests_fault_test_kill_SOURCES = tests/fault/test_kill.c \
	tests/screen/harness.c tests/screen/harness.h
tests_fault_test_kill_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_fault_test_kill_LDADD = $(store_libs) $(VTERM_LIBS)
tests_fault_test_monkey_SOURCES = tests/fault/test_monkey.c \
	tests/screen/harness.c tests/screen/harness.h
tests_fault_test_monkey_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_fault_test_monkey_LDADD = $(GLIB_LIBS) $(VTERM_LIBS)
EXTRA_DIST += tests/fault/kill.txt
