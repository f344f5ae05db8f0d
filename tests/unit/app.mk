# Unit tests of the room app; its screens are tested by scenarios (tests/screen).
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_app
TESTS += tests/unit/test_app
tests_unit_test_app_SOURCES = tests/unit/test_app.c
tests_unit_test_app_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_app_LDADD = $(app_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_app_demo
TESTS += tests/unit/test_app_demo
tests_unit_test_app_demo_SOURCES = tests/unit/test_app_demo.c
tests_unit_test_app_demo_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_app_demo_LDADD = $(app_libs) $(CMOCKA_LIBS)
endif

# A whole city, some half a gigabyte in the temporary folder for as long as it is looked at.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_app_demo_city
TESTS += tests/unit/test_app_demo_city
tests_unit_test_app_demo_city_SOURCES = tests/unit/test_app_demo_city.c
tests_unit_test_app_demo_city_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_app_demo_city_LDADD = $(app_libs) $(CMOCKA_LIBS)
endif
