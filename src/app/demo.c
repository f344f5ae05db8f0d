/* The practice township: what was done is done again day by day, from the oldest application to
 * today, so that file numbers and journal stand in the order of time.  What was decided before is
 * there from the first day on.  A county and a city have their past only. */
#include "config.h"

#include "app/demo.h"

#include <string.h>
#include "app/demo_city.h"
#include "app/demo_schedule.h"
#include "app/demo_standards.h"
#include "app/demo_town.h"
#include "app/demo_year.h"
#include "base/i18n.h"
#include "model/application.h"
#include "model/division.h"
#include "model/note.h"
#include "model/office.h"
#include "model/operator.h"
#include "model/payment_finding.h"
#include "model/reserve.h"
#include "model/typing.h"

const char demo_password[] = OFFICE_PRACTICE_PASSWORD;

struct demo {
	struct desk *desk;
	struct code_list *villages;
	struct demo_people people, crowd; /* crowd: those of the past, with dice of their own */
	struct demo_schedule schedule;
	struct demo_mass mass;
	day today;
	int seconds; /* of the day by the office's clock */
};

/* --- the clock ---------------------------------------------------------------------------------
 */

/* Work begins at half past eight; a deed takes some minutes. */
static void set_clock(struct demo *d, day on)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, STEP = 4 * MINUTE + 17, EVENING = 20 * HOUR };
	if (on != day_today() || d->seconds < 0)
		d->seconds = 8 * HOUR + 30 * MINUTE;
	day_set_today(on);
	day_set_time(d->seconds);
	d->seconds = MIN(d->seconds + STEP, EVENING);
}

static bool sit_down(struct demo *d, const char *login, GError **error)
{
	return g_strcmp0(d->desk->who.login, login) == 0 ||
		operator_sit_down(d->desk, login, error);
}

/* --- the month's payments ----------------------------------------------------------------------
 */

static bool is_grant(const struct programme *p)
{
	return g_strcmp0(p->amount, "cap") == 0;
}

static bool plan(struct demo *d, month m, bool grants, GError **error)
{
	const GPtrArray *all = library_programmes(d->desk->lib);
	int n;
	if (!sit_down(d, "payer1", error))
		return false;
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		if (p->amount && is_grant(p) == grants &&
			!payment_plan(d->desk, p->key, m, &n, error))
			return false;
	}
	return true;
}

/* What the checks find is explained, as an office does that begins in the middle of a year. */
static bool explain(const struct payment_finding *f, void *ctx)
{
	struct demo *d = ctx;
	return *f->reason || payment_explain(d->desk, f->id, _("looked at, paid next month"), NULL);
}

static bool check_one(struct demo *d, row_id batch, GError **error)
{
	return payment_findings(d->desk, batch, explain, d, error) &&
		payment_check(d->desk, batch, error);
}

static bool approve_one(struct demo *d, row_id batch, GError **error)
{
	return payment_approve(d->desk, batch, error);
}

static bool each(struct demo *d, const char *login, const char *state,
	bool (*step)(struct demo *d, row_id batch, GError **error), GError **error)
{
	if (!sit_down(d, login, error))
		return false;
	g_autoptr(GPtrArray) batches = payment_batches(d->desk, error);
	for (guint i = 0; batches && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		if (g_str_equal(b->state, state) && b->households && !step(d, b->id, error))
			return false;
	}
	return batches != NULL;
}

static bool approve(struct demo *d, GError **error)
{
	return each(d, "payer1", "draft", check_one, error) &&
		each(d, "payer2", "checked", approve_one, error);
}

static bool pay(struct demo *d, const struct demo_deed *deed, GError **error)
{
	if (g_str_has_prefix(deed->what, "plan"))
		return plan(d, deed->month, g_str_has_suffix(deed->what, "grants"), error);
	if (g_str_equal(deed->what, "approve"))
		return approve(d, error);
	if (g_str_equal(deed->what, "settle"))
		return sit_down(d, "payer1", error) &&
			past_settle(d->desk, deed->month, deed->on, error);
	return sit_down(d, "clerk", error) && demo_town_grants(&d->mass, deed->month, error);
}

/* --- day by day --------------------------------------------------------------------------------
 */

static bool do_deed(struct demo *d, const struct demo_deed *deed, GError **error)
{
	set_clock(d, deed->on);
	if (deed->number < 0)
		return pay(d, deed, error);
	struct demo_case *c = &g_array_index(d->schedule.cases, struct demo_case, deed->number);
	if (!sit_down(d, demo_deed_login(d->desk, deed), error))
		return false;
	/* One change for what one person does at once. */
	struct change *change = desk_change(d->desk, deed->what, error);
	bool ok = change && demo_deed_do(d->desk, &d->people, deed, c, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

static bool do_deeds(struct demo *d, GError **error)
{
	const GArray *deeds = d->schedule.deeds;
	for (guint i = 0; i < deeds->len; i++)
		if (!do_deed(d, &g_array_index(deeds, struct demo_deed, i), error))
			return false;
	set_clock(d, d->today);
	return true;
}

/* --- what lies on the desk this morning --------------------------------------------------------
 */

/* A form that somebody was called away from. */
static bool leave_draft(struct demo *d, GError **error)
{
	struct demo_family *family = demo_family_new(&d->people, DEMO_POOR);
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
	const GArray *cases = d->schedule.cases;
	struct note note = {.casefile = g_array_index(cases, struct demo_case, number).casefile,
		.text = (char *)text,
		.due = due,
		.done_on = DAY_NONE};
	row_id id;
	return note_add(d->desk, &note, &id, error);
}

static bool leave_desk(struct demo *d, GError **error)
{
	return sit_down(d, "clerk", error) && leave_draft(d, error) &&
		leave_note(d, 3, "电话催残疾证复印件", d->today, error) &&
		leave_note(d, 10, "户主住院，下周再联系", d->today + 7, error);
}

/* --- scales ------------------------------------------------------------------------------------
 */

/* For what must be paid at once (L-11). */
static bool open_reserve(struct demo *d, GError **error)
{
	enum { YUAN = 60000, FEN = 100 };
	struct change *c = desk_change(d->desk, "reserve", error);
	bool ok = c &&
		reserve_put(c, "opening", YUAN * FEN, 0, day_today(), _("practice"), error) &&
		change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

/* Targets, funds and the like of last year and of this one. */
static bool fill_years(struct demo *d, GError **error)
{
	enum { CITY_VILLAGES = 777 };
	int year, mon, mday;
	struct change *c = desk_change(d->desk, "import", error);
	day_split(d->today, &year, &mon, &mday);
	bool ok = c != NULL;
	for (int y = year - 1; ok && y <= year; y++)
		ok = demo_year_put(
			d->desk, c, y, d->villages->codes->len, CITY_VILLAGES, y == year, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static bool fill_town(struct demo *d, GError **error)
{
	demo_schedule_make(&d->schedule);
	set_clock(d, d->today - DEMO_HISTORY_DAYS);
	return sit_down(d, "clerk", error) && demo_town_fill(&d->mass, error) &&
		open_reserve(d, error) && do_deeds(d, error) && sit_down(d, "clerk", error) &&
		fill_years(d, error);
}

static bool fill_past(struct demo *d, GError **error)
{
	return sit_down(d, "clerk", error) && demo_city_fill(&d->mass, error);
}

struct demo_scale {
	const char *key, *office;
	bool (*fill)(struct demo *d, GError **error);
	bool day_by_day;
};

static const struct demo_scale *scale_of(const char *key)
{
	static const struct demo_scale scales[] = {
		{"township", "140322100", fill_town, true},
		{"county", "140322", fill_past, false},
		{"city", "1403", fill_past, false},
	};
	for (guint i = 0; i < G_N_ELEMENTS(scales); i++)
		if (g_str_equal(scales[i].key, key))
			return &scales[i];
	return NULL;
}

const char *demo_office(const char *scale)
{
	const struct demo_scale *s = scale_of(scale);
	return s ? s->office : NULL;
}

static bool check_place(struct demo *d, const char *scale, GError **error)
{
	const char *code = d->desk->office.code, *like = demo_office(scale);
	if (!db_is_practice(d->desk->db))
		return jz_fail(error, JZ_ERROR_DENIED, _("%s is no practice database"),
			db_path(d->desk->db));
	if (!like || strlen(like) != strlen(code))
		return jz_fail(error, JZ_ERROR_USAGE,
			_("the scale %s is not that of the office %s; name another --scale or "
			  "--office"),
			scale, code);
	if (!d->mass.villages->codes->len)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("%s has no villages in forms/divisions; name a township with --office"),
			code);
	return true;
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static bool fill_all(struct demo *d, const char *scale, GError **error)
{
	const struct demo_scale *s = scale_of(scale);
	set_clock(d, d->today);
	return db_hurry(d->desk->db, true, error) && office_add_practice_people(d->desk, error) &&
		demo_standards_put(d->desk, d->today - DEMO_HISTORY_DAYS, error) &&
		demo_standards_read(d->desk, d->today - DEMO_HISTORY_DAYS, &d->people) &&
		demo_standards_read(d->desk, d->today - DEMO_HISTORY_DAYS, &d->crowd) &&
		s->fill(d, error) && db_hurry(d->desk->db, false, error) &&
		(!s->day_by_day || leave_desk(d, error));
}

/* Back to the day of the machine, where that is today. */
static void restore_day(day today)
{
	day_set_time(-1);
	day_set_today(DAY_NONE);
	if (day_today() != today)
		day_set_today(today);
}

static void begin(struct demo *d, struct desk *desk, guint32 seed)
{
	enum { OTHER_DICE = 0x5bd1e995, OTHER_ACCOUNTS = 10000 };
	*d = (struct demo){.desk = desk,
		.villages = division_villages(desk, NULL),
		.today = day_today(),
		.seconds = -1};
	demo_people_init(&d->people, desk, d->villages, seed);
	demo_schedule_init(&d->schedule, desk, &d->people);
	d->crowd = d->people; /* nobody of both has the number of another */
	d->crowd.dice.state ^= OTHER_DICE;
	d->crowd.made = OTHER_ACCOUNTS;
	d->crowd.crowd = true;
	demo_mass_init(&d->mass, desk, &d->crowd);
}

bool demo_fill(struct desk *desk, const char *scale, guint32 seed, GError **error)
{
	struct demo d;
	begin(&d, desk, seed);
	bool ok = check_place(&d, scale, error) && fill_all(&d, scale, error);
	restore_day(d.today);
	demo_schedule_clear(&d.schedule);
	demo_mass_clear(&d.mass);
	demo_people_clear(&d.people);
	code_list_free(d.villages);
	return ok;
}
