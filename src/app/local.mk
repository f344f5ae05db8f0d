# Room app: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/app/libapp.a
src_app_libapp_a_SOURCES = \
	src/app/adjustments.c \
	src/app/app.c src/app/app.h \
	src/app/apply.c src/app/apply_room.h \
	src/app/apply_which.c \
	src/app/ask.c src/app/ask.h \
	src/app/case.c \
	src/app/case_facts.c \
	src/app/case_looks.c \
	src/app/case_evidence.c \
	src/app/case_history.c \
	src/app/case_household.c \
	src/app/case_papers.c \
	src/app/case_results.c \
	src/app/case_steps.c \
	src/app/case_tables.c src/app/case_tables.h \
	src/app/case_section.c src/app/case_section.h \
	src/app/cases.c \
	src/app/audits.c src/app/audit_rows.c src/app/audits.h \
	src/app/choose.c src/app/choose.h \
	src/app/command.c src/app/command.h \
	src/app/demo.c src/app/demo.h \
	src/app/demo_city.c src/app/demo_city.h \
	src/app/demo_family.c src/app/demo_family.h src/app/demo_form.c \
	src/app/demo_fates.c src/app/demo_fates.h \
	src/app/demo_mass.c src/app/demo_mass_others.c \
	src/app/demo_mass.h src/app/demo_mass_room.h \
	src/app/demo_people.c src/app/demo_people.h \
	src/app/demo_year.c src/app/demo_year.h \
	src/app/demo_rosters.c src/app/demo_rosters.h \
	src/app/demo_schedule.c src/app/demo_schedule.h \
	src/app/demo_share.c src/app/demo_share.h \
	src/app/demo_standards.c src/app/demo_standards.h \
	src/app/demo_steps.c src/app/demo_steps.h \
	src/app/demo_town.c src/app/demo_town.h \
	src/app/demo_way.c src/app/demo_way.h \
	src/app/document.c \
	src/app/drafts.c \
	src/app/due.c src/app/money.h \
	src/app/entry_command.c \
	src/app/entry_lines.c src/app/entry_lines.h \
	src/app/entry_room.h \
	src/app/entry_show.c \
	src/app/entry_world.c \
	src/app/entry_view.c src/app/entry_view.h \
	src/app/file_pick.c src/app/file_pick.h \
	src/app/help.c \
	src/app/hits.c \
	src/app/home.c \
	src/app/households.c \
	src/app/import.c \
	src/app/import_run.c src/app/import_run.h \
	src/app/notes.c \
	src/app/operators.c \
	src/app/payment_batch.c \
	src/app/payment_findings.c \
	src/app/payment_ledger.c \
	src/app/payment_rows.c \
	src/app/payment_step.c \
	src/app/payment_write.c \
	src/app/payments.c src/app/payments.h \
	src/app/persons.c \
	src/app/register_form.c \
	src/app/register_rows.c \
	src/app/registers.c src/app/registers.h \
	src/app/report_names.c src/app/report_page.c src/app/report_table.c \
	src/app/reports.c src/app/reports.h \
	src/app/review_grid.c \
	src/app/review_progress.c \
	src/app/review_row.c \
	src/app/reviews.c src/app/reviews.h \
	src/app/session.h \
	src/app/retro.c \
	src/app/settings.c \
	src/app/sign_in.c \
	src/app/slices.c src/app/slices.h \
	src/app/step.c src/app/step_preview.c src/app/step.h \
	src/app/table.c src/app/table.h \
	src/app/welcome.c \
	src/app/words.c src/app/words.h
