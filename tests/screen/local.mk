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

# The program itself: every *.scn is a test of its own, but the tour, which tests/cli plays.
TEST_EXTENSIONS = .scn
SCN_LOG_COMPILER = tests/screen/screen_test
scenarios = \
	tests/screen/burst.scn \
	tests/screen/english.scn \
	tests/screen/entry.scn \
	tests/screen/first-run.scn \
	tests/screen/hostile.scn \
	tests/screen/objection.scn \
	tests/screen/adjust.scn \
	tests/screen/office.scn \
	tests/screen/registers.scn \
	tests/screen/screens.scn \
	tests/screen/story.scn
if HAVE_TEST_LIBS
TESTS += $(scenarios)
endif
EXTRA_DIST += $(scenarios) \
	tests/screen/hostile.csv \
	tests/screen/part/answers.txt \
	tests/screen/part/apply.txt \
	tests/screen/part/income.txt \
	tests/screen/part/members.txt \
	tests/screen/part/practice.txt \
	tests/screen/part/publicised.txt \
	tests/screen/part/reviewed.txt \
	tests/screen/part/roster.txt \
	tests/screen/part/screens-132.txt \
	tests/screen/part/screens-80.txt \
	tests/screen/part/survey.txt \
	tests/screen/golden/adjust-due.txt \
	tests/screen/golden/adjust-look.txt \
	tests/screen/golden/adjust-months.txt \
	tests/screen/golden/adjust-planned.txt \
	tests/screen/golden/adjust-saved.txt \
	tests/screen/golden/burst-case.txt \
	tests/screen/golden/burst-members.txt \
	tests/screen/golden/english-60.txt \
	tests/screen/golden/english-case.txt \
	tests/screen/golden/english-help.txt \
	tests/screen/golden/english-home.txt \
	tests/screen/golden/english-settings.txt \
	tests/screen/golden/entry-132.txt \
	tests/screen/golden/entry-60.txt \
	tests/screen/golden/entry-80.txt \
	tests/screen/golden/entry-code.txt \
	tests/screen/golden/entry-drafts.txt \
	tests/screen/golden/entry-duplicate.txt \
	tests/screen/golden/entry-home.txt \
	tests/screen/golden/entry-id.txt \
	tests/screen/golden/entry-pasted.txt \
	tests/screen/golden/hostile-form.txt \
	tests/screen/golden/hostile-households.txt \
	tests/screen/golden/hostile-persons.txt \
	tests/screen/golden/hostile-preview.txt \
	tests/screen/golden/hostile-row.txt \
	tests/screen/golden/hostile-search.txt \
	tests/screen/golden/objection-case.txt \
	tests/screen/golden/objection-form.txt \
	tests/screen/golden/objection-home.txt \
	tests/screen/golden/objection-notice.txt \
	tests/screen/golden/objection-open.txt \
	tests/screen/golden/objection-settle.txt \
	tests/screen/golden/objection-steps.txt \
	tests/screen/golden/office-account.txt \
	tests/screen/golden/office-help.txt \
	tests/screen/golden/office-history.txt \
	tests/screen/golden/office-households.txt \
	tests/screen/golden/office-no-drafts.txt \
	tests/screen/golden/office-notes.txt \
	tests/screen/golden/office-operators.txt \
	tests/screen/golden/office-password.txt \
	tests/screen/golden/office-person.txt \
	tests/screen/golden/office-persons.txt \
	tests/screen/golden/office-planned.txt \
	tests/screen/golden/office-preview.txt \
	tests/screen/golden/office-rows.txt \
	tests/screen/golden/office-settings.txt \
	tests/screen/golden/office-sheet.txt \
	tests/screen/golden/office-task.txt \
	tests/screen/golden/office-who.txt \
	tests/screen/golden/office-working.txt \
	tests/screen/golden/registers-132.txt \
	tests/screen/golden/registers-again.txt \
	tests/screen/golden/registers-cases.txt \
	tests/screen/golden/registers-due.txt \
	tests/screen/golden/registers-form.txt \
	tests/screen/golden/registers-home.txt \
	tests/screen/golden/registers-inspections.txt \
	tests/screen/golden/registers-institutions.txt \
	tests/screen/golden/registers-kept.txt \
	tests/screen/golden/registers-list.txt \
	tests/screen/golden/registers-money.txt \
	tests/screen/golden/registers-month.txt \
	tests/screen/golden/registers-pocket.txt \
	tests/screen/golden/registers-remove.txt \
	tests/screen/golden/registers-reserve.txt \
	tests/screen/golden/registers-resident.txt \
	tests/screen/golden/registers-residents.txt \
	tests/screen/golden/registers-row.txt \
	tests/screen/golden/registers-two.txt \
	tests/screen/golden/registers-unsigned.txt \
	tests/screen/golden/screens-132-account.txt \
	tests/screen/golden/screens-132-assets.txt \
	tests/screen/golden/screens-132-case.txt \
	tests/screen/golden/screens-132-cases-found.txt \
	tests/screen/golden/screens-132-cases.txt \
	tests/screen/golden/screens-132-checks.txt \
	tests/screen/golden/screens-132-decision.txt \
	tests/screen/golden/screens-132-documents.txt \
	tests/screen/golden/screens-132-drafts.txt \
	tests/screen/golden/screens-132-help-case.txt \
	tests/screen/golden/screens-132-help.txt \
	tests/screen/golden/screens-132-history.txt \
	tests/screen/golden/screens-132-home.txt \
	tests/screen/golden/screens-132-households.txt \
	tests/screen/golden/screens-132-income.txt \
	tests/screen/golden/screens-132-members.txt \
	tests/screen/golden/screens-132-menu.txt \
	tests/screen/golden/screens-132-note.txt \
	tests/screen/golden/screens-132-notes.txt \
	tests/screen/golden/screens-132-operators.txt \
	tests/screen/golden/screens-132-paid.txt \
	tests/screen/golden/screens-132-papers.txt \
	tests/screen/golden/screens-132-payment-rows.txt \
	tests/screen/golden/screens-132-payments.txt \
	tests/screen/golden/screens-132-persons-found.txt \
	tests/screen/golden/screens-132-persons.txt \
	tests/screen/golden/screens-132-publicity.txt \
	tests/screen/golden/screens-132-queue.txt \
	tests/screen/golden/screens-132-settings.txt \
	tests/screen/golden/screens-132-sign-in.txt \
	tests/screen/golden/screens-132-steps-now.txt \
	tests/screen/golden/screens-132-steps.txt \
	tests/screen/golden/screens-132-survey.txt \
	tests/screen/golden/screens-132-working.txt \
	tests/screen/golden/screens-60.txt \
	tests/screen/golden/screens-80-account.txt \
	tests/screen/golden/screens-80-assets.txt \
	tests/screen/golden/screens-80-case.txt \
	tests/screen/golden/screens-80-cases-found.txt \
	tests/screen/golden/screens-80-cases.txt \
	tests/screen/golden/screens-80-checks.txt \
	tests/screen/golden/screens-80-decision.txt \
	tests/screen/golden/screens-80-documents.txt \
	tests/screen/golden/screens-80-drafts.txt \
	tests/screen/golden/screens-80-help-case.txt \
	tests/screen/golden/screens-80-help.txt \
	tests/screen/golden/screens-80-history.txt \
	tests/screen/golden/screens-80-home.txt \
	tests/screen/golden/screens-80-households.txt \
	tests/screen/golden/screens-80-income.txt \
	tests/screen/golden/screens-80-members.txt \
	tests/screen/golden/screens-80-menu.txt \
	tests/screen/golden/screens-80-note.txt \
	tests/screen/golden/screens-80-notes.txt \
	tests/screen/golden/screens-80-operators.txt \
	tests/screen/golden/screens-80-paid.txt \
	tests/screen/golden/screens-80-papers.txt \
	tests/screen/golden/screens-80-payment-rows.txt \
	tests/screen/golden/screens-80-payments.txt \
	tests/screen/golden/screens-80-persons-found.txt \
	tests/screen/golden/screens-80-persons.txt \
	tests/screen/golden/screens-80-publicity.txt \
	tests/screen/golden/screens-80-queue.txt \
	tests/screen/golden/screens-80-settings.txt \
	tests/screen/golden/screens-80-sign-in.txt \
	tests/screen/golden/screens-80-steps-now.txt \
	tests/screen/golden/screens-80-steps.txt \
	tests/screen/golden/screens-80-survey.txt \
	tests/screen/golden/screens-80-working.txt \
	tests/screen/golden/story-accept.txt \
	tests/screen/golden/story-active.txt \
	tests/screen/golden/story-approve.txt \
	tests/screen/golden/story-approved.txt \
	tests/screen/golden/story-cannot-accept.txt \
	tests/screen/golden/story-case.txt \
	tests/screen/golden/story-check-digit.txt \
	tests/screen/golden/story-confirm.txt \
	tests/screen/golden/story-draft-home.txt \
	tests/screen/golden/story-drafts.txt \
	tests/screen/golden/story-form.txt \
	tests/screen/golden/story-home.txt \
	tests/screen/golden/story-income.txt \
	tests/screen/golden/story-known.txt \
	tests/screen/golden/story-later.txt \
	tests/screen/golden/story-members.txt \
	tests/screen/golden/story-missing.txt \
	tests/screen/golden/story-not-mine.txt \
	tests/screen/golden/story-notice.txt \
	tests/screen/golden/story-operators.txt \
	tests/screen/golden/story-papers.txt \
	tests/screen/golden/story-payment-rows.txt \
	tests/screen/golden/story-planned.txt \
	tests/screen/golden/story-preview.txt \
	tests/screen/golden/story-reasons.txt \
	tests/screen/golden/story-resumed.txt \
	tests/screen/golden/story-same-person.txt \
	tests/screen/golden/story-search.txt \
	tests/screen/golden/story-sheet.txt \
	tests/screen/golden/story-survey.txt \
	tests/screen/golden/story-surveyed-income.txt \
	tests/screen/golden/story-working.txt
