# forms/ is compiled in as a GResource, so that a bare binary works.
# A new file is added to this list; tests/lint/forms-list.sh compares it with what lies here.
forms_files = \
	forms/banks/csv.ini \
	forms/banks/csv_utf8.ini \
	forms/banks/fixed.ini \
	forms/calendar/workdays.csv \
	forms/checks/K-01.sql \
	forms/checks/K-02.sql \
	forms/checks/K-03.sql \
	forms/checks/K-04.sql \
	forms/checks/K-06.sql \
	forms/checks/K-10.sql \
	forms/checks/K-11.sql \
	forms/checks/K-20.sql \
	forms/checks/K-21.sql \
	forms/checks/K-22.sql \
	forms/checks/K-23.sql \
	forms/checks/K-30.sql \
	forms/checks/K-31.sql \
	forms/checks/K-32.sql \
	forms/checks/K-33.sql \
	forms/checks/K-40.sql \
	forms/checks/K-41.sql \
	forms/checks/K-42.sql \
	forms/checks/K-43.sql \
	forms/checks/K-44.sql \
	forms/checks/K-50.sql \
	forms/checks/K-51.sql \
	forms/checks/K-52.sql \
	forms/checks/K-53.sql \
	forms/checks/K-54.sql \
	forms/checks/K-60.sql \
	forms/checks/K-61.sql \
	forms/checks/K-62.sql \
	forms/checks/K-63.sql \
	forms/checks/K-64.sql \
	forms/checks/K-70.sql \
	forms/checks/K-72.sql \
	forms/checks/K-73.sql \
	forms/checks/K-75.sql \
	forms/checks/K-76.sql \
	forms/checks/K-80.sql \
	forms/checks/K-81.sql \
	forms/checks/K-90.sql \
	forms/checks/K-account.sql \
	forms/checks/K-issuer.sql \
	forms/checks/part_batch.sql \
	forms/checks/part_clock.sql \
	forms/checks/part_covered.sql \
	forms/checks/part_dead.sql \
	forms/checks/part_decided.sql \
	forms/checks/part_grant.sql \
	forms/checks/part_kin.sql \
	forms/checks/part_month.sql \
	forms/checks/part_paid.sql \
	forms/checks/part_paper.sql \
	forms/checks/part_programme.sql \
	forms/checks/part_right.sql \
	forms/checks/part_rounded.sql \
	forms/checks/part_standard.sql \
	forms/checks/part_state.sql \
	forms/checks/part_subject.sql \
	forms/checks/part_township.sql \
	forms/codes/assistance.ini \
	forms/codes/case.ini \
	forms/codes/evidence.ini \
	forms/codes/finding.ini \
	forms/codes/institution.ini \
	forms/codes/law.ini \
	forms/codes/payment.ini \
	forms/codes/person.ini \
	forms/divisions/yangquan.csv \
	forms/entry/accept.ini \
	forms/entry/accept_relief.ini \
	forms/entry/accept_urgent.ini \
	forms/entry/account.ini \
	forms/entry/amount.ini \
	forms/entry/application.ini \
	forms/entry/application_destitute.ini \
	forms/entry/application_edge.ini \
	forms/entry/application_expense.ini \
	forms/entry/application_fast.ini \
	forms/entry/application_infected.ini \
	forms/entry/application_orphan.ini \
	forms/entry/application_relief.ini \
	forms/entry/application_rigid.ini \
	forms/entry/application_single.ini \
	forms/entry/application_unattended.ini \
	forms/entry/application_urgent.ini \
	forms/entry/assessment.ini \
	forms/entry/capture.ini \
	forms/entry/change_report.ini \
	forms/entry/close_grant.ini \
	forms/entry/death.ini \
	forms/entry/decision.ini \
	forms/entry/decision_recognise.ini \
	forms/entry/escort.ini \
	forms/entry/grant.ini \
	forms/entry/grant_fast.ini \
	forms/entry/grant_urgent.ini \
	forms/entry/hearing.ini \
	forms/entry/inspection.ini \
	forms/entry/institution.ini \
	forms/entry/institution_entry.ini \
	forms/entry/meeting.ini \
	forms/entry/note.ini \
	forms/entry/objection.ini \
	forms/entry/objection_end.ini \
	forms/entry/operator.ini \
	forms/entry/opinion.ini \
	forms/entry/opinion_grant.ini \
	forms/entry/paper.ini \
	forms/entry/placement.ini \
	forms/entry/pocket_money.ini \
	forms/entry/publicity.ini \
	forms/entry/publicity_end.ini \
	forms/entry/recheck.ini \
	forms/entry/recheck_missed.ini \
	forms/entry/refusal.ini \
	forms/entry/refusal_relief.ini \
	forms/entry/relief_end.ini \
	forms/entry/relief_handover.ini \
	forms/entry/relief_report.ini \
	forms/entry/relief_service.ini \
	forms/entry/reserve.ini \
	forms/entry/return.ini \
	forms/entry/review_exempt.ini \
	forms/entry/review_visit.ini \
	forms/entry/sampling.ini \
	forms/entry/setting.ini \
	forms/entry/stop.ini \
	forms/entry/stop_child.ini \
	forms/entry/stop_destitute.ini \
	forms/entry/stop_recognition.ini \
	forms/entry/stop_relief.ini \
	forms/entry/support.ini \
	forms/entry/survey.ini \
	forms/entry/told.ini \
	forms/entry/withdraw.ini \
	forms/notices/assessment.txt \
	forms/notices/calc.txt \
	forms/notices/choice.txt \
	forms/notices/decision.child.txt \
	forms/notices/decision.destitute.txt \
	forms/notices/decision.dibao.txt \
	forms/notices/decision.edge.txt \
	forms/notices/decision.rigid.txt \
	forms/notices/decision.temporary.txt \
	forms/notices/decision.txt \
	forms/notices/dossier.txt \
	forms/notices/dossier.vagrant.txt \
	forms/notices/ending.txt \
	forms/notices/ending.vagrant.txt \
	forms/notices/handover.txt \
	forms/notices/hearing.txt \
	forms/notices/leaving.txt \
	forms/notices/meeting.txt \
	forms/notices/missing.txt \
	forms/notices/publicity.txt \
	forms/notices/receipt.child.txt \
	forms/notices/receipt.txt \
	forms/notices/refusal.temporary.txt \
	forms/notices/refusal.txt \
	forms/notices/refusal.vagrant.txt \
	forms/notices/register.txt \
	forms/notices/register.vagrant.txt \
	forms/notices/survey.child.txt \
	forms/notices/survey.temporary_urgent.txt \
	forms/notices/survey.txt \
	forms/policy/parameters.ini \
	forms/policy/sample.tsv \
	forms/programmes/destitute.ini \
	forms/programmes/dibao.ini \
	forms/programmes/dibao_single.ini \
	forms/programmes/edge.ini \
	forms/programmes/infected.ini \
	forms/programmes/orphan.ini \
	forms/programmes/rigid.ini \
	forms/programmes/temporary.ini \
	forms/programmes/temporary_fast.ini \
	forms/programmes/temporary_urgent.ini \
	forms/programmes/unattended.ini \
	forms/programmes/vagrant.ini \
	forms/registers/inspection.ini \
	forms/registers/institution.ini \
	forms/registers/institution_entry.ini \
	forms/registers/placement.ini \
	forms/registers/pocket_money.ini \
	forms/registers/reserve.ini \
	forms/registers/support_due.ini \
	forms/rosters/children.ini \
	forms/rosters/common.ini \
	forms/rosters/destitute.ini \
	forms/rosters/dibao.ini \
	forms/rosters/payments.ini \
	forms/rosters/temporary.ini

# Installed as well, as the copies that a county changes (doc/forms.md).
nobase_dist_pkgdata_DATA = $(forms_files)
EXTRA_DIST += doc/forms.md

nodist_src_form_libform_a_SOURCES = forms/resource.c
CLEANFILES += forms/resource.c forms/forms.gresource.xml

forms/forms.gresource.xml: $(srcdir)/forms/local.mk
	$(AM_V_GEN)$(MKDIR_P) forms && { \
	echo '<gresources><gresource prefix="/jiuzhu/forms">' && \
	for f in $(forms_files); do \
		echo "<file alias=\"$${f#forms/}\">$$f</file>" || exit 1; \
	done && \
	echo '</gresource></gresources>'; } > $@.tmp && mv $@.tmp $@

forms/resource.c: forms/forms.gresource.xml $(forms_files)
	$(AM_V_GEN)$(GLIB_COMPILE_RESOURCES) --target=$@ --sourcedir=$(srcdir) --generate-source \
		--c-name forms --manual-register --internal forms/forms.gresource.xml
