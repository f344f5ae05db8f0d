# Room model: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/model/libmodel.a
src_model_libmodel_a_SOURCES = \
	src/model/account.c src/model/account.h \
	src/model/adjustment.c src/model/adjustment_plan.c src/model/adjustment_price.c \
	src/model/adjustment.h \
	src/model/amount.c src/model/amount.h \
	src/model/application.c src/model/application_people.c src/model/application_lines.c \
	src/model/application_fill.c src/model/application.h src/model/application_room.h \
	src/model/audit.c src/model/audit_check.c src/model/audit_words.c \
	src/model/audit_result.c src/model/audit_settle.c \
	src/model/audit.h src/model/audit_result.h src/model/audit_words.h \
	src/model/casefile.c src/model/casefile_list.c src/model/casefile.h \
	src/model/clock.c src/model/clock.h \
	src/model/condition.c src/model/condition.h src/model/condition_room.h \
	src/model/condition_means.c src/model/condition_destitute.c \
	src/model/condition_transfer.c src/model/effect_transfer.c \
	src/model/condition_audit.c src/model/condition_child.c src/model/condition_grant.c src/model/condition_relief.c \
	src/model/condition_review.c \
	src/model/desk.c src/model/desk.h \
	src/model/division.c src/model/division.h \
	src/model/due.c src/model/due_source.c src/model/due.h src/model/due_room.h \
	src/model/evidence.c src/model/evidence.h \
	src/model/facts.c src/model/facts.h \
	src/model/external.c src/model/external.h \
	src/model/external_answer.c src/model/external_hit.c \
	src/model/external_match.c src/model/external_room.h \
	src/model/fact_columns.c src/model/fact_columns.h src/model/fact_rows.c src/model/fact_rows.h \
	src/model/difference.c src/model/difference.h \
	src/model/effect.c src/model/effect_award.c src/model/effect_change.c src/model/effect_pause.c \
	src/model/effect_household.c src/model/effect_split.c \
	src/model/effect.h src/model/effect_room.h \
	src/model/moving.c src/model/moving.h \
	src/model/preview.c src/model/preview.h \
	src/model/result.c src/model/result.h \
	src/model/rows.c src/model/rows.h \
	src/model/filling.c src/model/filling.h \
	src/model/flow.c src/model/flow.h \
	src/model/gate.c src/model/gate.h \
	src/model/history.c src/model/history.h \
	src/model/household.c src/model/household.h \
	src/model/intake.c src/model/intake.h src/model/intake_rows.c src/model/intake_rows.h \
	src/model/intake_award.c src/model/intake_home.c src/model/intake_payment.c \
	src/model/intake_single.c \
	src/model/integrity.c src/model/integrity.h \
	src/model/lock.c src/model/lock.h \
	src/model/look.c src/model/look.h \
	src/model/office.c src/model/office.h \
	src/model/note.c src/model/note.h \
	src/model/operator.c src/model/operator_signin.c src/model/operator.h \
	src/model/paper.c src/model/paper.h \
	src/model/past.c src/model/past_facts.c src/model/past_payments.c \
	src/model/past.h src/model/past_room.h \
	src/model/payee.c src/model/payee.h \
	src/model/payment.c src/model/payment.h src/model/payment_room.h \
	src/model/payment_again.c src/model/payment_approve.c src/model/payment_check.c \
	src/model/payment_cycle.c src/model/payment_due.c src/model/payment_hold.c \
	src/model/payment_plan.c \
	src/model/payment_answer.c src/model/payment_answer.h \
	src/model/payment_finding.c src/model/payment_finding.h \
	src/model/payment_ledger.c src/model/payment_ledger.h \
	src/model/payment_rows.c src/model/payment_rows.h \
	src/model/person.c src/model/person.h \
	src/model/print_log.c src/model/print_log.h \
	src/model/queue.c src/model/queue.h \
	src/model/register.c src/model/register_check.c src/model/register_write.c \
	src/model/register.h \
	src/model/review.h src/model/review_room.h src/model/review_class.c \
	src/model/review_item.c src/model/review_open.c src/model/review_round.c \
	src/model/review_list.h src/model/review_list.c \
	src/model/review_pace.h src/model/review_pace.c \
	src/model/review_sign.h src/model/review_sign.c \
	src/model/report.c src/model/report_check.c src/model/report_sql.c \
	src/model/report.h \
	src/model/reserve.c src/model/reserve.h \
	src/model/retro.c src/model/retro_save.c src/model/retro.h \
	src/model/search.c src/model/search.h \
	src/model/setting.c src/model/setting.h \
	src/model/typing.c src/model/typing.h \
	src/model/verification.c src/model/verification.h
