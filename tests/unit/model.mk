# Unit tests of the room model.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_desk
TESTS += tests/unit/test_model_desk
tests_unit_test_model_desk_SOURCES = \
	tests/unit/test_model_desk.c tests/unit/test_model_desk.h \
	tests/unit/test_model_adjustment.c \
	tests/unit/test_model_lock.c \
	tests/unit/test_model_operator.c \
	tests/unit/test_model_pay.h \
	tests/unit/test_model_pay_check.c \
	tests/unit/test_model_pay_cycle.c \
	tests/unit/test_model_money.c tests/unit/test_model_money.h \
	tests/unit/test_model_payment.c \
	tests/unit/test_model_retro.c \
	tests/unit/test_model_setting.c
tests_unit_test_model_desk_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_desk_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_flow
TESTS += tests/unit/test_model_flow
tests_unit_test_model_flow_SOURCES = \
	tests/unit/test_model_flow.c tests/unit/test_model_flow.h \
	tests/unit/test_model_change.c tests/unit/test_model_change.h \
	tests/unit/test_model_change_money.c \
	tests/unit/test_model_change_random.c \
	tests/unit/test_model_flow_application.c \
	tests/unit/test_model_flow_capture.c \
	tests/unit/test_model_flow_child.c \
	tests/unit/test_model_flow_destitute.c \
	tests/unit/test_model_flow_edge.c \
	tests/unit/test_model_flow_exclusion.c \
	tests/unit/test_model_flow_gate.c \
	tests/unit/test_model_flow_grant.c \
	tests/unit/test_model_flow_list.c \
	tests/unit/test_model_flow_people.c \
	tests/unit/test_model_flow_random.c \
	tests/unit/test_model_flow_relief.c \
	tests/unit/test_model_flow_review.c \
	tests/unit/test_model_flow_table.c \
	tests/unit/test_model_flow_walk.c \
	tests/unit/test_model_flow_way.c
tests_unit_test_model_flow_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_flow_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_people
TESTS += tests/unit/test_model_people
tests_unit_test_model_people_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_people.c tests/unit/test_model_people.h \
	tests/unit/test_model_people_division.c \
	tests/unit/test_model_people_household.c \
	tests/unit/test_model_people_intake.c \
	tests/unit/test_model_people_search.c
tests_unit_test_model_people_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_people_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_notes
TESTS += tests/unit/test_model_notes
tests_unit_test_model_notes_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_notes.c
tests_unit_test_model_notes_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_notes_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_register
TESTS += tests/unit/test_model_register
tests_unit_test_model_register_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_register.c tests/unit/test_model_register.h \
	tests/unit/test_model_register_money.c
tests_unit_test_model_register_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_register_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_report
TESTS += tests/unit/test_model_report
tests_unit_test_model_report_SOURCES = \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_report.c
tests_unit_test_model_report_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_report_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_audit
TESTS += tests/unit/test_model_audit
tests_unit_test_model_audit_SOURCES = \
	tests/unit/audit_fixture.c tests/unit/audit_fixture.h \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_audit.c
tests_unit_test_model_audit_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_audit_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif

if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_model_audit_checks
TESTS += tests/unit/test_model_audit_checks
tests_unit_test_model_audit_checks_SOURCES = \
	tests/unit/audit_fixture.c tests/unit/audit_fixture.h \
	tests/unit/office_fixture.c tests/unit/office_fixture.h \
	tests/unit/test_model_audit_checks.c
tests_unit_test_model_audit_checks_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_model_audit_checks_LDADD = $(model_libs) $(CMOCKA_LIBS)
endif
