/* What was decided, as named values: confirmed, refused, adjusted, ended. */
#include "config.h"

#include <string.h>

#include "report/values.h"
#include "report/words.h"

static void values_cause(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;

	slots_text(s, "cause",
		words_code(in, d->cause_list ? d->cause_list : "stop_reason", d->cause));
}

static void values_decided(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;

	values_case(s, in);
	words_day(s, "decided_on", d->decided_on);
	slots_text(s, "document", d->document);
	slots_text(s, "reason", d->reason);
	slots_text(s, "signatory", d->signatory);
	words_day(s, "heard_on", in->heard_on);
	slots_text(s, "heard_person", in->heard_person);
	values_cause(s, in);
}

/* The family knows its account; the paper that is carried about needs the last four only. */
static void values_account(struct slots *s, const struct document_input *in)
{
	const struct casefile *c = in->casefile;
	const char *account = c && c->account ? c->account : "";
	size_t len = strlen(account);

	slots_text(s, "bank", words_code(in, "bank", c ? c->bank : NULL));
	slots_text(s, "holder", c ? c->holder : NULL);
	slots_text(s, "account_tail", len > 4 ? account + len - 4 : account);
}

/* 9.4: the parts of what is paid, never merged; those of a grant are its months. */
static void values_parts(struct slots *s, const struct document_input *in)
{
	const GPtrArray *parts = in->decision.parts;

	slots_list(s, "parts");
	for (guint i = 0; parts && i < parts->len; i++) {
		const struct result_part *p = g_ptr_array_index(parts, i);
		struct slots *row = slots_row(s, "parts");

		slots_text(row, "label", words_code(in, "part", p->kind));
		slots_text(row, "person", p->person);
		words_month(row, "month", p->from);
		words_money(row, "amount", p->amount);
	}
}

/* L-03, L-05: at once from the reserve fund, or with the rosters of so many months. */
static void values_paying(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;

	slots_text(s, "source", words_code(in, "grant_source", d->source));
	slots_text(s, "at_once", !g_strcmp0(d->source, "reserve") ? "1" : NULL);
	if (d->instalments > 1)
		words_int(s, "instalments", d->instalments);
	else
		slots_text(s, "instalments", NULL);
}

static void values_amount(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;
	bool ends = d->kind == RESULT_STOP;

	values_total(s, d->amount > 0 ? d->amount : -1);
	words_money(s, "base", d->amount > 0 ? d->amount - d->supplement : -1);
	words_money(s, "supplement", d->supplement > 0 ? d->supplement : -1);
	words_money(s, "before", d->before > 0 ? d->before : -1);
	words_month(s, "from_month", d->from);
	words_month(s, "last_month",
		ends && d->from && d->from != MONTH_NONE ? d->from - 1 : MONTH_NONE);
	words_day(s, "valid_until", d->valid_until);
	values_parts(s, in);
	values_paying(s, in);
	values_account(s, in);
}

void values_decision(struct slots *s, const struct document_input *in)
{
	values_decided(s, in);
	values_amount(s, in);
	values_lines(s, in);
	values_people(s, in, false);
}

void values_refusal(struct slots *s, const struct document_input *in)
{
	values_decided(s, in);
}

void values_ending(struct slots *s, const struct document_input *in)
{
	bool adjusted = in->decision.kind == RESULT_ADJUST;

	values_decided(s, in);
	values_amount(s, in);
	slots_text(s, "adjusted", adjusted ? "1" : NULL);
	slots_text(s, "ended", adjusted ? NULL : "1");
}

void values_plain(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
	values_people(s, in, false);
}
