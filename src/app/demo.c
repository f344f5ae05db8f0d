/* The practice township: some sixty invented households, each as far on its way as a real office
 * would find it this morning.  What was done is done again day by day, from the oldest application
 * to today, so that file numbers and journal stand in the order of time. */
#include "config.h"

#include "app/demo.h"

#include <string.h>
#include "app/demo_way.h"
#include "base/i18n.h"
#include "model/division.h"
#include "model/note.h"
#include "model/office.h"
#include "model/operator.h"
#include "model/payment_finding.h"
#include "model/setting.h"
#include "model/typing.h"

#define HISTORY_DAYS 400
#define DEEDS_MAX 16

const char demo_password[] = OFFICE_PRACTICE_PASSWORD;

#define ACCEPTED "papers accept "
#define CHECKED ACCEPTED "ask verify "
#define REVIEWED CHECKED "survey review "
#define CONFIRMED REVIEWED "publicise publicity_end confirm "

enum { RICH = 1, NO_ACCOUNT = 2 };

/* How far they have come: how many, how many working days ago the last thing was done. */
static const struct fate {
	int n, from, to; /* working days ago */
	const char *way;
	int traits;
} fates[] = {
	{2, 0, 1, "apply", NO_ACCOUNT},
	{1, 2, 2, "apply some", 0},
	{2, 1, 3, "apply some missing", NO_ACCOUNT},
	{3, 0, 2, "apply papers", 0},
	{2, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 0, "apply " ACCEPTED, NO_ACCOUNT},
	{2, 3, 5, "apply " ACCEPTED, 0}, /* three working days to ask: today or over (D-31) */
	{2, 0, 2, "apply " ACCEPTED "ask", 0},
	{2, 0, 1, "apply " ACCEPTED "ask answers", 0},
	{3, 0, 0, "apply " CHECKED, 0},
	{1, 6, 6, "apply " CHECKED, 0}, /* nobody went there (D-30) */
	{3, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 0, "apply " CHECKED "survey", RICH},
	{2, 0, 1, "apply " CHECKED "survey return", 0},
	{3, 0, 1, "apply " REVIEWED, 0},
	{1, 11, 11, "apply " REVIEWED, 0}, /* near its total limit (D-40) */
	{4, 1, 4, "apply " REVIEWED "publicise", 0},
	{2, 8, 10, "apply " REVIEWED "publicise", 0},
	{2, 0, 1, "apply " REVIEWED "publicise publicity_end", 0},
	{1, 0, 0, "apply " REVIEWED "publicise publicity_end", NO_ACCOUNT},
	{1, 1, 1, "apply " REVIEWED "publicise object", 0},
	{1, 0, 0, "apply " REVIEWED "publicise object settle survey", 0},
	{8, 25, 150, "apply " CONFIRMED "tell archive", 0},
	{4, 25, 70, "apply " CONFIRMED "tell archive", 0},
	{2, 20, 28, "apply " CONFIRMED "tell", 0}, /* to be filed away within 30 days (K-03) */
	{2, 0, 2, "apply " CONFIRMED, 0},
	{1, 1, 1, "apply " CHECKED "survey refuse", RICH},
	{1, 4, 4, "apply " CHECKED "survey refuse", RICH}, /* three working days to tell (D-39) */
	{1, 12, 12, "apply " CHECKED "survey refuse tell", RICH},
	{2, 2, 30, "apply " ACCEPTED "ask withdraw", 0},
	{1, 6, 6, "apply-old capture", 0},
};

struct demo {
	struct desk *desk;
	struct demo_people people;
	struct code_list *villages;
	const struct calendar *calendar;
	day today;
	GArray *cases; /* struct demo_case */
	GArray *deeds; /* struct demo_deed */
};

/* --- when ------------------------------------------------------------------------------------ */

/* Working days that people take for a step after the one before. */
static int pause_before(struct demo *d, const char *what)
{
	static const struct {
		const char *what;
		int from, to;
	} pauses[] = {{"papers", 0, 2}, {"missing", 0, 1}, {"accept", 0, 1}, {"ask", 1, 2},
		{"answers", 1, 2}, {"verify", 2, 3}, {"survey", 0, 1}, {"review", 1, 2},
		{"publicise", 1, 1}, {"publicity_end", 1, 1}, {"object", 2, 3}, {"settle", 2, 3},
		{"return", 1, 2}, {"confirm", 1, 2}, {"refuse", 1, 2}, {"tell", 1, 2},
		{"archive", 6, 15}, {"withdraw", 1, 3}};
	for (guint i = 0; i < G_N_ELEMENTS(pauses); i++)
		if (g_str_equal(pauses[i].what, what))
			return dice_roll(&d->people.dice, pauses[i].from, pauses[i].to);
	return 0;
}

/* The days of all deeds of a way that begins on a day. */
static void lay_out(struct demo *d, struct demo_deed *deeds, const int *pauses, int n, day begin)
{
	day posted = DAY_NONE, on = begin;
	gint64 hangs = policy_int(d->desk->policy, "publicity_days", "", begin, 7);
	for (int i = 0; i < n; i++) {
		if (g_str_equal(deeds[i].what, "publicity_end") && posted != DAY_NONE)
			on = calendar_add_days(d->calendar, posted, (int)hangs, NULL);
		on = calendar_add_workdays(d->calendar, on, pauses[i], NULL);
		if (g_str_equal(deeds[i].what, "publicise"))
			posted = on;
		deeds[i].on = on;
	}
}

/* The latest beginning whose end is as many working days ago as it should be. */
static void schedule(struct demo *d, int number, const struct fate *fate)
{
	g_auto(GStrv) words = g_strsplit(fate->way, " ", -1);
	struct demo_deed deeds[DEEDS_MAX];
	int pauses[DEEDS_MAX], n = 0;
	int ago = dice_roll(&d->people.dice, fate->from, fate->to);
	for (char **w = words; *w && n < DEEDS_MAX; w++) {
		if (!**w)
			continue;
		deeds[n] = (struct demo_deed){g_intern_string(*w), 0, number, 0};
		pauses[n++] = pause_before(d, *w);
	}
	for (day begin = d->today; begin > d->today - HISTORY_DAYS; begin--) {
		if (!calendar_is_workday(d->calendar, begin))
			continue;
		lay_out(d, deeds, pauses, n, begin);
		day last = deeds[n - 1].on;
		if (last <= d->today &&
			calendar_workdays_between(d->calendar, last, d->today) >= ago)
			break;
	}
	g_array_append_vals(d->deeds, deeds, (guint)n);
}

static int by_day(gconstpointer a, gconstpointer b)
{
	const struct demo_deed *x = a, *y = b;
	if (x->on != y->on)
		return x->on - y->on;
	return x->turn - y->turn;
}

static void add_deed(struct demo *d, const char *what, day on)
{
	struct demo_deed deed = {what, on, -1, 0};
	g_array_append_val(d->deeds, deed);
}

/* Last month's roster: planned and checked in its first days, approved by another one the day
 * after. */
static void add_payment(struct demo *d)
{
	day third = month_first(month_of(d->today) - 1) + 2;
	day plan = calendar_add_workdays(d->calendar, third, 1, NULL);
	add_deed(d, "plan", plan);
	add_deed(d, "approve", calendar_add_workdays(d->calendar, plan, 1, NULL));
}

/* As they were when the oldest of them applied. */
static fen standard(struct demo *d, const char *area)
{
	const char *value = desk_policy(d->desk, "dibao_standard", area, d->today - HISTORY_DAYS);
	return value ? g_ascii_strtoll(value, NULL, 10) : 0;
}

static void make_plans(struct demo *d)
{
	d->people.urban = standard(d, "urban");
	d->people.rural = standard(d, "rural");
	for (guint i = 0; i < G_N_ELEMENTS(fates); i++)
		for (int k = 0; k < fates[i].n; k++) {
			struct demo_case c = {demo_family_new(&d->people, fates[i].traits & RICH),
				0, DAY_NONE, DAY_NONE, !(fates[i].traits & NO_ACCOUNT)};
			g_array_append_val(d->cases, c);
			schedule(d, (int)d->cases->len - 1, &fates[i]);
		}
	add_payment(d);
	for (guint i = 0; i < d->deeds->len; i++)
		g_array_index(d->deeds, struct demo_deed, i).turn = (int)i;
	g_array_sort(d->deeds, by_day);
}

/* --- doing it all ---------------------------------------------------------------------------- */

static bool approve_all(struct demo *d, GError **error)
{
	g_autoptr(GPtrArray) batches = payment_batches(d->desk, error);
	for (guint i = 0; batches && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		if (g_str_equal(b->state, "checked") && !payment_approve(d->desk, b->id, error))
			return false;
	}
	return batches != NULL;
}

/* What the checks find is explained, as an office does that begins in the middle of a year. */
static bool explain(const struct payment_finding *f, void *ctx)
{
	struct demo *d = ctx;
	return *f->reason || payment_explain(d->desk, f->id, _("looked at, paid next month"), NULL);
}

static bool plan_month(struct demo *d, month m, GError **error)
{
	int n;
	if (!payment_plan(d->desk, "dibao", m, &n, error))
		return false;
	g_autoptr(GPtrArray) batches = payment_batches(d->desk, error);
	for (guint i = 0; batches && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		if (g_str_equal(b->state, "draft") &&
			(!payment_findings(d->desk, b->id, explain, d, error) ||
				!payment_check(d->desk, b->id, error)))
			return false;
	}
	return batches != NULL;
}

static bool do_deed(struct demo *d, const struct demo_deed *deed, GError **error)
{
	const char *login = demo_deed_login(deed->what);
	day_set_today(deed->on);
	if (g_strcmp0(d->desk->who.login, login) != 0 && !operator_sit_down(d->desk, login, error))
		return false;
	if (g_str_equal(deed->what, "plan"))
		return plan_month(d, month_of(deed->on), error);
	if (g_str_equal(deed->what, "approve"))
		return approve_all(d, error);
	return demo_deed_do(d->desk, &d->people, deed,
		&g_array_index(d->cases, struct demo_case, deed->number), error);
}

static bool do_deeds(struct demo *d, GError **error)
{
	for (guint i = 0; i < d->deeds->len; i++)
		if (!do_deed(d, &g_array_index(d->deeds, struct demo_deed, i), error))
			return false;
	day_set_today(d->today);
	return true;
}

/* --- what lies on the desk this morning ------------------------------------------------------ */

/* A form that somebody was called away from. */
static bool leave_draft(struct demo *d, GError **error)
{
	struct demo_family *family = demo_family_new(&d->people, false);
	const struct demo_person *head = g_ptr_array_index(family->persons, 0);
	g_autoptr(filling) f = filling_new(d->desk, "application", NULL, error);
	g_autofree char *title = g_strdup_printf("%s %s", _("New application"), head->name);
	bool ok = f && filling_key(f, "household", 0, "village", family->village, NULL, error) &&
		filling_key(f, "household", 0, "address", family->address, NULL, error) &&
		filling_key(f, "member", 0, "id_no", head->id_no, NULL, error) &&
		filling_key(f, "member", 0, "name", head->name, NULL, error) &&
		filling_key(f, "member", 0, "relation", "01", NULL, error);
	g_autofree char *body = ok ? entry_save(filling_entry(f), (struct place){2, 0, 2}) : NULL;
	ok = ok && typing_save(d->desk, "application", "new", title, body, error);
	demo_family_free(family);
	return ok;
}

static bool leave_note(struct demo *d, int number, const char *text, day due, GError **error)
{
	struct note note = {.casefile = g_array_index(d->cases, struct demo_case, number).casefile,
		.text = (char *)text,
		.due = due,
		.done_on = DAY_NONE};
	row_id id;
	return note_add(d->desk, &note, &id, error);
}

static bool leave_desk(struct demo *d, GError **error)
{
	return operator_sit_down(d->desk, "clerk", error) && leave_draft(d, error) &&
		leave_note(d, 3, "电话催残疾证复印件", d->today, error) &&
		leave_note(d, 10, "户主住院，下周再联系", d->today + 7, error);
}

/* --- before ---------------------------------------------------------------------------------- */

static bool put_setting(struct demo *d, struct change *c, const char *key, const char *area,
	const char *value, bool sample, GError **error)
{
	struct setting s = {.key = key,
		.area = area,
		.value = value,
		.from = d->today - HISTORY_DAYS,
		.document = _("practice"),
		.sample = sample,
		.issued = DAY_NONE};
	return setting_put(c, d->desk->lib, &s, error);
}

/* The samples begin on fixed days; a practice that is set further back begins with them as well. */
static bool put_standards(struct demo *d, struct change *c, GError **error)
{
	static const char *const standards[][2] = {{"urban", "816000"}, {"rural", "624000"}};
	for (guint i = 0; i < G_N_ELEMENTS(standards); i++)
		if (!desk_policy(
			    d->desk, "dibao_standard", standards[i][0], d->today - HISTORY_DAYS) &&
			!put_setting(d, c, "dibao_standard", standards[i][0], standards[i][1], true,
				error))
			return false;
	return true;
}

/* Confirmed by the township, so that one desk can take a case to its end (C-01, D-40). */
static bool put_settings(struct demo *d, GError **error)
{
	if (!operator_sit_down(d->desk, "admin", error))
		return false;
	struct change *c = desk_change(d->desk, "setup", error);
	bool ok = c && put_standards(d, c, error) &&
		put_setting(d, c, "confirm_level", "", "township", false, error) &&
		change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(d->desk, error);
}

static bool check_place(struct demo *d, const char *scale, GError **error)
{
	if (!db_is_practice(d->desk->db))
		return jz_fail(error, JZ_ERROR_DENIED, _("%s is no practice database"),
			db_path(d->desk->db));
	if (!g_str_equal(scale, "township"))
		return jz_fail(error, JZ_ERROR_USAGE,
			_("practice is for a township, not for a %s; use --scale township"), scale);
	if (!d->villages->codes->len)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("%s has no villages in forms/divisions; name a township with --office"),
			d->desk->office.code);
	return true;
}

static bool fill_all(struct demo *d, GError **error)
{
	if (!office_add_practice_people(d->desk, error) || !put_settings(d, error))
		return false;
	make_plans(d);
	return do_deeds(d, error) && leave_desk(d, error);
}

/* Back to the day of the machine, where that is today. */
static void restore_day(day today)
{
	day_set_today(DAY_NONE);
	if (day_today() != today)
		day_set_today(today);
}

bool demo_fill(struct desk *desk, const char *scale, guint32 seed, GError **error)
{
	struct demo d = {.desk = desk,
		.villages = division_villages(desk, NULL),
		.calendar = library_calendar(desk->lib),
		.today = day_today(),
		.cases = g_array_new(FALSE, TRUE, sizeof(struct demo_case)),
		.deeds = g_array_new(FALSE, TRUE, sizeof(struct demo_deed))};
	demo_people_init(&d.people, desk, d.villages, seed);
	bool ok = check_place(&d, scale, error) && fill_all(&d, error);
	restore_day(d.today);
	for (guint i = 0; i < d.cases->len; i++)
		demo_family_free(g_array_index(d.cases, struct demo_case, i).family);
	g_array_unref(d.cases);
	g_array_unref(d.deeds);
	demo_people_clear(&d.people);
	code_list_free(d.villages);
	return ok;
}
