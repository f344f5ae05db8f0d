/* Rows of payments that a bank made, of many programmes and months. */
#include "config.h"
#include "exchange/roster_run.h"

#include <string.h>
#include "base/i18n.h"

static void judge(struct line *line)
{
	if (!line_is_sound(line))
		return;
	if (!line->code[COLUMN_PROGRAMME])
		line_fault(line, COLUMN_PROGRAMME, _("the programme is missing; enter it"));
	else if (line->month == MONTH_NONE)
		line_fault(line, COLUMN_MONTH, _("the month is missing; enter it"));
	else if (!line->has_amount)
		line_fault(line, COLUMN_AMOUNT, _("the amount is missing; enter it"));
}

/* Two rows that say the same are two payments: which of them is on file already is a matter of how
 * many there are. */
static int count_same(struct run *run, const struct line *line)
{
	g_autofree char *words = g_strdup_printf("%s %s %d %d %" G_GINT64_FORMAT, line->id.number,
		line->code[COLUMN_PROGRAMME], line->month, line->paid_on, line->amount);

	return seen_count(run->words, words);
}

static void collect(
	struct run *run, const struct line *line, struct intake_payment *p, char paid_on[DAY_LEN])
{
	const char *paid = line->code[COLUMN_PAID];

	day_to_iso(line->paid_on, paid_on);
	*p = (struct intake_payment){
		.programme = line->code[COLUMN_PROGRAMME],
		.area = line->area,
		.assumed_area = run->out->area,
		.of_household =
			layouts_is_of_households(run->layouts, line->code[COLUMN_PROGRAMME]),
		.once = layout_is_once(run->layout, line->code[COLUMN_PROGRAMME]),
		.person = {.id_no = line->id.number, .name = line->name, .sex = line->id.sex},
		.month = line->month,
		.paid_on = *paid_on ? paid_on : NULL,
		.amount = line->amount,
		.account = line->account,
		.bank = line->bank,
		.holder = line->holder,
		.state = paid ? paid : "paid",
		.reason = line->code[COLUMN_REASON],
		.nth = count_same(run, line),
	};
}

static void count_made(struct run *run, const struct line *line)
{
	g_autofree char *words =
		g_strdup_printf("%s %s", line->id.number, line->code[COLUMN_PROGRAMME]);

	run->n_made += seen_count(run->made, words) == 1;
}

static bool put(struct run *run, struct line *line, enum intake_result *result, GError **error)
{
	struct intake_payment p;
	char paid_on[DAY_LEN];
	bool made;

	*result = INTAKE_SAME;
	if (!run->intake) {
		run_refused_before(run, line);
		return true;
	}
	collect(run, line, &p, paid_on);
	if (!intake_put_payment(run->intake, &p, result, &made, error)) {
		g_prefix_error(error, _("%s, row %d: "), run->path, line->row);
		return false;
	}
	if (*result == INTAKE_CONFLICT)
		run_refuse(run, line, intake_conflict(run->intake, NULL));
	if (made)
		count_made(run, line);
	return true;
}

bool payment_take(struct run *run, struct line *line, GError **error)
{
	enum intake_result result;

	judge(line);
	if (line_is_sound(line) && !put(run, line, &result, error))
		return false;
	if (!line_is_sound(line))
		return run_reject(run, line, error);
	run_took(run, line, result);
	return true;
}

bool payment_end(struct run *run, GError **error)
{
	g_autofree char *sentence = NULL;

	(void)error;
	if (!run->n_made)
		return true;
	sentence = g_strdup_printf(
		_("%d payees had no case: one was made for each, as history; import their rosters, "
		  "too"),
		run->n_made);
	run_remark(run, 0, sentence);
	return true;
}
