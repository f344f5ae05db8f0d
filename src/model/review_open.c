/* Opening a round: who is in it, in the order of the route, and what they were a year ago. */
#include "config.h"

#include "model/review_room.h"

#include "base/i18n.h"

#define LAST_MONTH_OF_YEAR 12

/* One case of the cohort. */
struct frozen {
	row_id casefile;
	char *village, *village_name, *group, *address, *head, *file_no;
	char class;
	day due;
	gint64 was[3]; /* members, income, amount; -1 unknown */
};

static void frozen_free(struct frozen *f)
{
	g_free(f->village);
	g_free(f->village_name);
	g_free(f->group);
	g_free(f->address);
	g_free(f->head);
	g_free(f->file_no);
	g_free(f);
}

/* As people walk: village by village, group by group, address by address. */
static int by_route(gconstpointer a, gconstpointer b)
{
	const struct frozen *x = *(const struct frozen *const *)a;
	const struct frozen *y = *(const struct frozen *const *)b;
	int order = g_strcmp0(x->village, y->village);
	if (!order)
		order = g_strcmp0(x->village_name, y->village_name);
	if (!order)
		order = g_strcmp0(x->group, y->group);
	if (!order)
		order = g_strcmp0(x->address, y->address);
	return order ? order : g_strcmp0(x->file_no, y->file_no);
}

/* --- the cohort ------------------------------------------------------------------------------- */

/* $1 programme, $2 state, $3 one case or 0. */
static const char cohort_sql[] =
	"SELECT c.id, h.village, coalesce(v.name, h.village_name), h.\"group\", h.address,"
	" p.name, c.file_no FROM casefile c LEFT JOIN household h ON h.id = c.household"
	" LEFT JOIN member m ON m.household = c.household AND m.relation = '01'"
	"  AND m.to_date IS NULL"
	" LEFT JOIN person p ON p.id = coalesce(c.person, m.person)"
	" LEFT JOIN division v ON v.code = h.village"
	" WHERE c.programme = $1 AND c.state = $2 AND $3 IN (0, c.id)";

static struct frozen *frozen_read(struct query *q)
{
	struct frozen *f = g_new0(struct frozen, 1);
	f->casefile = query_int(q, 0);
	f->village = g_strdup(query_text(q, 1));
	f->village_name = query_dup(q, 2);
	f->group = query_dup(q, 3);
	f->address = query_dup(q, 4);
	f->head = query_dup(q, 5);
	f->file_no = query_dup(q, 6);
	return f;
}

static bool add_state(struct desk *desk, const struct programme *p, const struct state_def *s,
	row_id only, GPtrArray *all, GError **error)
{
	struct query *q = db_query(desk->db, cohort_sql, "tti", p->key, s->key, only);
	while (query_next(q))
		g_ptr_array_add(all, frozen_read(q));
	return query_end(q, error);
}

static bool add_programme(
	struct desk *desk, const struct programme *p, row_id only, GPtrArray *all, GError **error)
{
	for (guint i = 0; i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);
		if (s->kind == STATE_ACTIVE && !add_state(desk, p, s, only, all, error))
			return false;
	}
	return true;
}

/* The award in force a year before the round; of whoever came later, the first one. */
static bool freeze_past(struct desk *desk, struct frozen *f, day on, GError **error)
{
	char then[MONTH_LEN];
	struct query *q = db_query(desk->db,
		"SELECT coalesce(a.members, -1), coalesce(a.year_income, c.roster_income, -1),"
		" a.base + a.supplement FROM award a JOIN casefile c ON c.id = a.casefile"
		" WHERE a.casefile = $1"
		" ORDER BY a.from_month > $2, CASE WHEN a.from_month > $2 THEN a.from_month END,"
		" a.from_month DESC, a.id LIMIT 1",
		"it", f->casefile, month_to_iso(month_of(on) - LAST_MONTH_OF_YEAR, then));
	bool found = query_next(q);
	for (int i = 0; i < 3; i++)
		f->was[i] = found ? query_int(q, i) : -1;
	return query_end(q, error);
}

/* Of a case that was never reviewed here nobody knows when it is due: as much time as its class
 * allows from now on, but not beyond the year. */
static bool freeze(struct desk *desk, struct frozen *f, day end, GError **error)
{
	day today = day_today();
	g_autoptr(casefile) c = casefile_get(desk, f->casefile, error);
	if (!c || !freeze_past(desk, f, today, error))
		return false;
	f->class = review_class(desk, c);
	f->due = review_due(desk, c, f->class);
	if (f->due == DAY_NONE)
		f->due = MIN(day_add_months(today, review_months(desk, f->class, today)), end);
	return true;
}

/* Those whose turn comes by the end of the year; struct frozen * in the order of the route. */
static GPtrArray *cohort(struct desk *desk, const char *programme, day end, GError **error)
{
	g_autoptr(GPtrArray) programmes = review_programmes(desk);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)frozen_free);
	for (guint i = 0; i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);
		if ((!programme || g_str_equal(p->key, programme)) &&
			!add_programme(desk, p, 0, all, error))
			return NULL;
	}
	for (guint i = all->len; i > 0; i--) {
		struct frozen *f = g_ptr_array_index(all, i - 1);
		if (!freeze(desk, f, end, error))
			return NULL;
		if (f->due > end)
			g_ptr_array_remove_index_fast(all, i - 1);
	}
	g_ptr_array_sort(all, by_route);
	return g_steal_pointer(&all);
}

/* --- writing it ------------------------------------------------------------------------------- */

static void record_known(struct record *r, const char *column, gint64 value)
{
	if (value >= 0)
		record_int(r, column, value);
}

/* due and head outlive the record. */
static void record_frozen(
	struct record *r, const struct frozen *f, char class[2], char due[DAY_LEN])
{
	class[0] = f->class;
	class[1] = '\0';
	record_int(r, "casefile", f->casefile);
	record_text(r, "village", f->village);
	record_text(r, "village_name", f->village_name);
	record_text(r, "head", f->head);
	record_text(r, "class", class);
	record_text(r, "due", day_to_iso(f->due, due));
	record_known(r, "was_members", f->was[0]);
	record_known(r, "was_income", f->was[1]);
	record_known(r, "was_amount", f->was[2]);
}

static bool insert_items(struct change *c, row_id round, const GPtrArray *all, GError **error)
{
	const char *village = NULL;
	int no = 0;
	for (guint i = 0; i < all->len; i++) {
		const struct frozen *f = g_ptr_array_index(all, i);
		char class[2], due[DAY_LEN];
		row_id id = 0;
		struct record r = record_of("review_item");
		no = village && g_str_equal(village, f->village) ? no + 1 : 1;
		village = f->village;
		record_frozen(&r, f, class, due);
		record_int(&r, "round", round);
		record_int(&r, "seq", i + 1);
		record_int(&r, "no", no);
		record_text(&r, "state", "open");
		if (!change_insert(c, &r, &id, error))
			return false;
	}
	return true;
}

static bool insert_round(struct change *c, const char *programme, const char *label, int year,
	const GPtrArray *all, row_id *id, GError **error)
{
	char today[DAY_LEN];
	struct record r = record_of("review_round");
	record_text(&r, "programme", programme);
	record_int(&r, "year", year);
	record_text(&r, "label", label);
	record_int(&r, "items", all->len);
	record_text(&r, "opened_on", day_to_iso(day_today(), today));
	record_int(&r, "opened_by", change_operator(c));
	return change_insert(c, &r, id, error) && insert_items(c, *id, all, error);
}

/* Nobody stands in two rounds at once. */
static bool check_free(struct desk *desk, const char *programme, GError **error)
{
	g_autoptr(GPtrArray) rounds = review_rounds(desk, error);
	for (guint i = 0; rounds && i < rounds->len; i++) {
		const struct review_round *r = g_ptr_array_index(rounds, i);
		bool same = !r->programme || !programme || g_str_equal(r->programme, programme);
		if (r->closed_on == DAY_NONE && same)
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%s is still open with %d households to be reviewed; close it "
				  "first"),
				r->label, r->open);
	}
	return rounds != NULL;
}

static char *label_of(const struct desk *desk, const char *programme, int year, GError **error)
{
	const struct programme *p = programme ? library_programme(desk->lib, programme) : NULL;
	if (programme && (!p || !programme_action(p, "recheck"))) {
		jz_fail(error, JZ_ERROR_USAGE, _("%s is no programme that is reviewed"), programme);
		return NULL;
	}
	return p ? g_strdup_printf(_("%d review: %s"), year, p->label)
		 : g_strdup_printf(_("%d review"), year);
}

bool review_open(struct desk *desk, const char *programme, int year, row_id *id, GError **error)
{
	g_autofree char *label = label_of(desk, programme, year, error);
	if (!label || !desk_needs(desk, ROLE_CLERK | ROLE_REVIEWER, error) ||
		!check_free(desk, programme, error))
		return false;
	struct change *c = desk_change(desk, "review", error);
	g_autoptr(GPtrArray) all =
		c ? cohort(desk, programme, day_make(year, LAST_MONTH_OF_YEAR, 31), error) : NULL;
	bool ok = all && all->len > 0;
	if (all && !ok)
		jz_fail(error, JZ_ERROR_BAD,
			_("no active case has a review due by the end of %d; nothing was opened"),
			year);
	ok = ok && insert_round(c, programme, label, year, all, id, error) &&
		change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

bool review_freeze(struct desk *desk, const struct casefile *c, struct change *change, row_id *id,
	GError **error)
{
	char class[2], due[DAY_LEN];
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)frozen_free);
	const struct programme *p = casefile_programme(desk, c);
	if (!p || !add_programme(desk, p, c->id, all, error))
		return false;
	struct frozen *f = all->len ? g_ptr_array_index(all, 0) : NULL;
	if (!f)
		return jz_fail(error, JZ_ERROR_DENIED, _("%s is not active: it is not reviewed"),
			c->file_no);
	if (!freeze(desk, f, day_today(), error))
		return false;
	struct record r = record_of("review_item");
	record_frozen(&r, f, class, due);
	record_text(&r, "state", "open");
	return change_insert(change, &r, id, error);
}
