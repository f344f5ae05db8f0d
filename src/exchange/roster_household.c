/* Rows of households: grouped under their heads, and put as they are whole. */
#include "config.h"
#include "exchange/roster_run.h"

#include <string.h>
#include "base/i18n.h"

static bool reject_household(struct run *run, GError **error)
{
	const struct line *head = group_line(&run->group, 0);
	g_autofree char *sentence =
		g_strdup_printf(_("the head of the household in row %d was set aside"), head->row);

	for (guint i = 0; i < run->group.n; i++) {
		struct line *line = group_line(&run->group, i);

		if (line_is_sound(line))
			line_fault(line, COLUMN_HEAD, sentence);
		if (!run_reject(run, line, error))
			return false;
	}
	return true;
}

static bool names_members(const struct grid *grid)
{
	return grid_has(grid, COLUMN_RELATION) ||
		(grid_has(grid, COLUMN_NAME) && grid_has(grid, COLUMN_HEAD));
}

struct persons {
	struct intake_person person[INTAKE_PERSONS_MAX];
	guint line[INTAKE_PERSONS_MAX]; /* where each came from */
	int n;
};

static void collect_persons(const struct group *g, struct persons *p)
{
	p->n = 0;
	for (guint i = 0; i < g->n; i++) {
		const struct line *line = group_line(g, i);

		if (!line_is_sound(line))
			continue;
		p->person[p->n] = (struct intake_person){.id_no = line->id.number,
			.name = line->name,
			.relation = line->relation,
			.sex = line->id.sex};
		p->line[p->n++] = i;
	}
}

static void collect_household(
	struct run *run, const struct persons *p, struct intake_household *h, char granted[DAY_LEN])
{
	const struct line *head = group_line(&run->group, 0);

	day_to_iso(head->granted, granted);
	*h = (struct intake_household){
		.programme = run->out->programme,
		.area = head->area ? head->area : run->out->area,
		.village = *head->village ? run_village(run, head->village) : NULL,
		.village_name = head->village,
		.address = head->address,
		.phone = head->phone,
		.person = p->person,
		.n_person = p->n,
		.complete = names_members(run->grid) && p->n == (int)run->group.n &&
			(head->members == 0 || head->members == p->n),
		.stated_members = head->members,
		.year_income = head->income,
		.amount = head->amount,
		.month = run->out->month,
		.granted = *granted ? granted : NULL,
		.review_class = head->review_class,
		.bank = head->bank,
		.account = head->account,
		.holder = head->holder,
		.roster_ref = *head->serial ? head->serial : NULL,
	};
}

/* Of a file that is known nobody is refused but who was refused then. */
static bool refuse_again(struct run *run, struct persons *p)
{
	for (int i = 0; i < p->n; i++)
		run_refused_before(run, group_line(&run->group, p->line[i]));
	collect_persons(&run->group, p);
	return line_is_sound(group_line(&run->group, 0));
}

static bool refuse_person(struct run *run, const struct persons *p)
{
	int who;
	const char *sentence = intake_conflict(run->intake, &who);
	struct line *line = group_line(&run->group, p->line[who]);

	run_refuse(run, line, sentence);
	return who != 0;
}

/* Puts the household, without those members that the database refuses one by one.  False with
 * error unset: the head is one of them. */
static bool put_household(
	struct run *run, struct persons *p, enum intake_result *result, GError **error)
{
	*result = INTAKE_SAME;
	for (;;) {
		struct intake_household h;
		char granted[DAY_LEN];

		collect_persons(&run->group, p);
		if (!run->intake)
			return refuse_again(run, p);
		collect_household(run, p, &h, granted);
		if (!intake_put(run->intake, &h, result, error)) {
			g_prefix_error(error, _("%s, row %d: "), run->path,
				group_line(&run->group, 0)->row);
			return false;
		}
		if (*result != INTAKE_CONFLICT)
			return true;
		if (!refuse_person(run, p))
			return false;
	}
}

static void count_household(struct run *run, const struct persons *p, enum intake_result result)
{
	struct roster_result *out = run->out;
	const struct line *head = group_line(&run->group, 0);

	out->households++;
	out->persons += p->n;
	out->amount += head->amount;
	out->added += result == INTAKE_NEW;
	out->updated += result == INTAKE_CHANGED;
	out->unchanged += result == INTAKE_SAME;
	if (head->members > 0 && names_members(run->grid) && head->members != (int)run->group.n) {
		g_autofree char *sentence = g_strdup_printf(
			_("%d members are stated and %d listed"), head->members, run->group.n);

		run_remark(run, head->row, sentence);
	}
}

bool household_end(struct run *run, GError **error)
{
	struct persons persons;
	enum intake_result result;
	GError *failure = NULL;

	if (run->group.n == 0)
		return true;
	group_judge(&run->group, run->out->month);
	for (guint i = 0; i < run->group.n; i++)
		run_judge_seen(run, group_line(&run->group, i));
	if (!line_is_sound(group_line(&run->group, 0)))
		return reject_household(run, error);
	if (!put_household(run, &persons, &result, &failure)) {
		if (!failure)
			return reject_household(run, error);
		g_propagate_error(error, failure);
		return false;
	}
	count_household(run, &persons, result);
	for (guint i = 0; i < run->group.n; i++) {
		const struct line *line = group_line(&run->group, i);

		if (!line_is_sound(line)) {
			if (!run_reject(run, line, error))
				return false;
			continue;
		}
		seen_add(run->seen, line->id.number, line->row);
		if (line->remark->len > 0)
			run_remark(run, line->row, line->remark->str);
	}
	return true;
}

bool household_take(struct run *run, struct line *line, GError **error)
{
	enum place place = group_place(&run->group, run->grid, line);

	if (place != PLACE_MEMBER) {
		if (!household_end(run, error))
			return false;
		group_begin(&run->group);
	}
	if (place == PLACE_NOWHERE) {
		line_fault(line, COLUMN_RELATION,
			_("no row above it names the head of the household; put it below one"));
		return run_reject(run, line, error);
	}
	group_take(&run->group);
	return true;
}
