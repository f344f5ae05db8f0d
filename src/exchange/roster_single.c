/* Rows of one person: his case that is paid by the month, or a grant that was paid once. */
#include "config.h"
#include "exchange/roster_run.h"

#include <string.h>
#include "base/i18n.h"

/* --- amounts --------------------------------------------------------------------------------- */

static const struct {
	enum column column;
	gsize at; /* of its money in the line */
} parts[] = {
	{COLUMN_BASE, G_STRUCT_OFFSET(struct line, base)},
	{COLUMN_CARE, G_STRUCT_OFFSET(struct line, care)},
	{COLUMN_AMOUNT, G_STRUCT_OFFSET(struct line, amount)},
};

static void add_part(struct intake_single *s, const char *kind, fen amount)
{
	s->part[s->n_part++] = (struct intake_part){kind, amount};
}

/* The parts that have a column of their own; the first stands for what the others leave of the
 * total. */
static void collect_parts(const struct run *run, const struct line *line, struct intake_single *s)
{
	fen rest = line->amount;

	s->n_part = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		const char *kind = layout_part(run->layout, parts[i].column);

		if (kind)
			add_part(s, kind, MAX(G_STRUCT_MEMBER(fen, line, parts[i].at), 0));
	}
	for (int i = 1; i < s->n_part; i++)
		rest -= s->part[i].amount;
	if (s->n_part > 1 && line->base < 0 && line->has_amount)
		s->part[0].amount = rest;
}

static fen sum_of(const struct intake_single *s)
{
	fen sum = 0;

	for (int i = 0; i < s->n_part; i++)
		sum += s->part[i].amount;
	return sum;
}

/* Parts are what is paid; a total that is not their sum is said. */
static void judge_amount(const struct run *run, struct line *line, const struct intake_single *s)
{
	bool in_parts = layout_part(run->layout, COLUMN_AMOUNT) == NULL;
	char parts_sum[MONEY_LEN], total[MONEY_LEN];
	g_autofree char *sentence = NULL;

	if (!line_is_sound(line))
		return;
	if (!line->has_amount && (!in_parts || line->base < 0)) {
		line_fault(line, in_parts ? COLUMN_BASE : COLUMN_AMOUNT,
			_("the amount is missing; enter it"));
		return;
	}
	if (s->part[0].amount < 0)
		line_fault(line, COLUMN_AMOUNT,
			_("the total is less than its parts; correct one of them"));
	else if (line->has_amount && sum_of(s) != line->amount) {
		sentence = g_strdup_printf(
			_("the parts are %s together and the total is %s; the parts were taken"),
			money_print(sum_of(s), parts_sum), money_print(line->amount, total));
		line_remark(line, sentence);
	}
	line->amount = sum_of(s);
}

/* --- other faults ---------------------------------------------------------------------------- */

static bool is_grant(const struct run *run)
{
	return layout_taking(run->layout) == TAKING_GRANTS;
}

static void judge_month(const struct run *run, struct line *line)
{
	if (is_grant(run)) {
		if (line->granted == DAY_NONE && line_is_sound(line))
			line_fault(line, COLUMN_GRANTED,
				_("the day of the decision is missing; enter it"));
	} else if (line->month != MONTH_NONE && line->month != run->out->month) {
		line_fault(line, COLUMN_MONTH,
			_("the row is of another month than the roster; import that month alone"));
	}
}

static void judge_programme(const struct run *run, struct line *line)
{
	g_autofree char *choice = NULL;
	g_autofree char *sentence = NULL;

	if (line->code[COLUMN_PROGRAMME] || !run->kind->programmes[1] || !line_is_sound(line))
		return;
	choice = layout_choice(run->layout, COLUMN_PROGRAMME);
	sentence = g_strdup_printf(_("it does not say which it is; write one of: %s"), choice);
	line_fault(line, COLUMN_PROGRAMME, sentence);
}

/* A person may get several grants, but not the same one twice. */
static void judge_repeated(struct run *run, struct line *line)
{
	g_autofree char *words = NULL;
	g_autofree char *sentence = NULL;
	int row;

	if (!is_grant(run)) {
		run_judge_seen(run, line);
		return;
	}
	if (!line_is_sound(line))
		return;
	words = g_strdup_printf("%s %d %" G_GINT64_FORMAT " %s", line->id.number, line->granted,
		line->amount, line->event ? line->event : "");
	row = seen_first(run->words, words, line->row);
	if (row == line->row)
		return;
	sentence = g_strdup_printf(
		_("the same grant stands in row %d already; keep one of them"), row);
	line_fault(line, COLUMN_GRANTED, sentence);
}

/* --- taking ---------------------------------------------------------------------------------- */

static void collect(
	struct run *run, const struct line *line, struct intake_single *s, char granted[DAY_LEN])
{
	const char *programme = line->code[COLUMN_PROGRAMME];

	day_to_iso(line->granted, granted);
	s->programme = programme ? programme : run->out->programme;
	s->area = line->area ? line->area : run->out->area;
	s->state = run->kind->state;
	s->person = (struct intake_person){
		.id_no = line->id.number, .name = line->name, .sex = line->id.sex};
	s->village = *line->village ? run_village(run, line->village) : NULL;
	s->village_name = line->village;
	s->address = line->address;
	s->phone = line->phone;
	s->bank = line->bank;
	s->account = line->account;
	s->holder = line->holder;
	s->roster_ref = *line->serial ? line->serial : NULL;
	s->care_level = line->code[COLUMN_CARE_LEVEL];
	s->support_form = line->code[COLUMN_SUPPORT];
	s->institution = line->institution;
	s->placing = line->code[COLUMN_PLACING];
	s->carer = line->carer;
	s->carer_id = line->carer_id;
	s->carer_relation = line->carer_relation;
	s->cause = line->code[COLUMN_CAUSE];
	s->event = line->event;
	s->source = line->code[COLUMN_WAY];
	s->month = is_grant(run) ? month_of(line->granted) : run->out->month;
	if (is_grant(run))
		s->decided_on = granted;
	else
		s->granted = *granted ? granted : NULL;
}

static bool put(struct run *run, struct line *line, struct intake_single *s,
	enum intake_result *result, GError **error)
{
	char granted[DAY_LEN];

	*result = INTAKE_SAME;
	if (!run->intake) {
		run_refused_before(run, line);
		return true;
	}
	collect(run, line, s, granted);
	if (!intake_put_single(run->intake, s, result, error)) {
		g_prefix_error(error, _("%s, row %d: "), run->path, line->row);
		return false;
	}
	if (*result == INTAKE_CONFLICT)
		run_refuse(run, line, intake_conflict(run->intake, NULL));
	return true;
}

bool single_take(struct run *run, struct line *line, GError **error)
{
	struct intake_single s = {.programme = NULL};
	enum intake_result result;

	collect_parts(run, line, &s);
	judge_amount(run, line, &s);
	judge_month(run, line);
	judge_programme(run, line);
	judge_repeated(run, line);
	if (line_is_sound(line) && !put(run, line, &s, &result, error))
		return false;
	if (!line_is_sound(line))
		return run_reject(run, line, error);
	run_took(run, line, result);
	return true;
}
