# Faults: the program is killed at random moments while it is being typed into.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/fault/test_kill
TESTS += tests/fault/test_kill
endif
tests_fault_test_kill_SOURCES = tests/fault/test_kill.c \
	tests/screen/harness.c tests/screen/harness.h
tests_fault_test_kill_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_fault_test_kill_LDADD = $(store_libs) $(VTERM_LIBS)
EXTRA_DIST += tests/fault/kill.txt
