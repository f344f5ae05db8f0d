# Unit tests of the room store: they link only store and base.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_store
TESTS += tests/unit/test_store
tests_unit_test_store_SOURCES = \
	tests/unit/test_store.c tests/unit/test_store.h \
	tests/unit/test_store_backup.c \
	tests/unit/test_store_body.c \
	tests/unit/test_store_change.c \
	tests/unit/test_store_db.c \
	tests/unit/test_store_draft.c \
	tests/unit/test_store_fault.c \
	tests/unit/test_store_verify.c
tests_unit_test_store_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_store_LDADD = $(store_libs) $(CMOCKA_LIBS)
endif
