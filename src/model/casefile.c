/* Case files: the head of a file, its number, its steps. */
#include "config.h"

#include "model/casefile.h"

#include <string.h>

#include "base/i18n.h"

void casefile_free(struct casefile *c)
{
	if (!c)
		return;
	g_free(c->file_no);
	g_free(c->programme);
	g_free(c->area);
	g_free(c->state);
	g_free(c->origin);
	g_free(c->bank);
	g_free(c->account);
	g_free(c->holder);
	g_free(c->account_note);
	g_free(c->agent);
	g_free(c->returned_to);
	g_free(c->returned_note);
	g_free(c->reason);
	g_free(c->placing);
	g_free(c);
}

struct casefile *casefile_get(struct desk *desk, row_id id, GError **error)
{
	struct casefile *c = NULL;
	struct query *q = db_query(desk->db,
		"SELECT household, file_no, programme, area, state, origin, bank, account, holder,"
		" account_note, agent, returned_to, returned_note, reason, applied_on,"
		" relative_of_staff, stated_members, roster_income, person, placing FROM casefile"
		" WHERE id = $1",
		"i", id);
	if (query_next(q)) {
		c = g_new0(struct casefile, 1);
		c->id = id;
		c->household = query_int(q, 0);
		c->file_no = query_dup(q, 1);
		c->programme = query_dup(q, 2);
		c->area = query_dup(q, 3);
		c->state = query_dup(q, 4);
		c->origin = query_dup(q, 5);
		c->bank = query_dup(q, 6);
		c->account = query_dup(q, 7);
		c->holder = query_dup(q, 8);
		c->account_note = query_dup(q, 9);
		c->agent = query_dup(q, 10);
		c->returned_to = query_dup(q, 11);
		c->returned_note = query_dup(q, 12);
		c->reason = query_dup(q, 13);
		c->applied_on = day_from_iso(query_text(q, 14));
		c->relative_of_staff = query_int(q, 15) != 0;
		c->stated_members = (int)query_int(q, 16);
		c->roster_income = query_is_null(q, 17) ? -1 : query_int(q, 17);
		c->person = query_int(q, 18);
		c->placing = query_dup(q, 19);
	}
	if (!query_end(q, error))
		g_clear_pointer(&c, casefile_free);
	else if (!c)
		jz_fail(error, JZ_ERROR_BAD, _("there is no such case file any more"));
	return c;
}

row_id casefile_by_no(struct desk *desk, const char *file_no)
{
	gint64 id = 0;
	g_autofree char *upper = g_ascii_strup(file_no, -1);
	db_one_int(desk->db, &id, NULL, "SELECT id FROM casefile WHERE file_no = $1", "t", upper);
	return id;
}

bool casefile_is_over(const struct library *lib, const char *programme, const char *state)
{
	const struct programme *p = library_programme(lib, programme);
	const struct state_def *s = p ? programme_state(p, state) : NULL;
	return s && s->kind == STATE_CLOSED;
}

static const struct state_def *state_of(struct desk *desk, const struct casefile *c)
{
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	return p ? programme_state(p, c->state) : NULL;
}

bool casefile_is_active(struct desk *desk, row_id id)
{
	g_autoptr(casefile) c = casefile_get(desk, id, NULL);
	const struct state_def *s = state_of(desk, c);
	return s && s->kind == STATE_ACTIVE;
}

bool casefile_writable(struct desk *desk, row_id id, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, id, error);
	const struct state_def *s = state_of(desk, c);
	if (!c)
		return false;
	return !s || s->kind != STATE_CLOSED ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("file %s is \"%s\" and only read; what is wrong in it changes by the "
			  "step \"correct\""),
			c->file_no, s->label);
}

bool casefile_gives_papers(struct desk *desk, row_id id, GError **error)
{
	gint64 filed = 0;
	if (!db_one_int(desk->db, &filed, error,
		    "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'archive'"
		    " AND undone = 0",
		    "i", id))
		return false;
	return !filed || casefile_writable(desk, id, error);
}

/* --- whom it is about --------------------------------------------------------------------------
 */

GPtrArray *casefile_members(struct desk *desk, const struct casefile *c, day on, GError **error)
{
	GPtrArray *members = household_members(desk, c->household, on, error);
	for (guint i = members && c->person ? members->len : 0; i-- > 0;) {
		struct member *m = g_ptr_array_index(members, i);
		if (m->person->id != c->person) {
			g_ptr_array_remove_index(members, i);
			continue;
		}
		g_free(m->relation);
		m->relation = g_strdup("01");
		m->counted = true;
	}
	return members;
}

/* One code for a person, however often he moved in and out. */
static bool is_listed(const struct code_list *list, const char *row)
{
	for (guint i = 0; i < list->codes->len; i++)
		if (g_str_equal(code_attribute(g_ptr_array_index(list->codes, i), "row"), row))
			return true;
	return false;
}

struct code_list *casefile_codes(struct desk *desk, const struct casefile *c, bool ever)
{
	struct code_list *list = code_list_new("household", _("members"));
	g_autoptr(GPtrArray) members = c ? casefile_members(desk, c, DAY_NONE, NULL) : NULL;
	for (int past = 0; members && past <= ever; past++)
		for (guint i = 0; i < members->len; i++) {
			const struct member *m = g_ptr_array_index(members, i);
			g_autofree char *key = g_strdup_printf("%u", list->codes->len + 1);
			g_autofree char *row = g_strdup_printf("%" G_GINT64_FORMAT, m->person->id);
			if ((m->to != DAY_NONE) != (past != 0) || is_listed(list, row))
				continue;
			struct code *code = code_list_add(list, key, m->person->name);
			code->attributes =
				g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
			g_hash_table_insert(
				code->attributes, g_strdup("row"), g_steal_pointer(&row));
		}
	return list;
}

/* The cases that a person is in today: his own, and those of the household he counts in. */
static struct query *cases_of(struct desk *desk, row_id person, row_id except)
{
	return db_query(desk->db,
		"SELECT c.id, c.programme, c.state FROM casefile c"
		" WHERE c.person = $1 AND c.id <> $2"
		" UNION ALL SELECT c.id, c.programme, c.state FROM member m"
		" JOIN casefile c ON c.household = m.household AND c.person IS NULL"
		" WHERE m.person = $1 AND m.to_date IS NULL AND m.counted = 1 AND c.id <> $2"
		" ORDER BY 1",
		"ii", person, except);
}

GArray *casefile_running(struct desk *desk, row_id person)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = cases_of(desk, person, 0);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		if (!casefile_is_over(desk->lib, query_text(q, 1), query_text(q, 2)))
			g_array_append_val(found, id);
	}
	query_end(q, NULL);
	return found;
}

row_id casefile_of_person(struct desk *desk, row_id person, row_id except)
{
	g_autoptr(GArray) found = casefile_running(desk, person);
	for (guint i = 0; i < found->len; i++)
		if (g_array_index(found, row_id, i) != except)
			return g_array_index(found, row_id, i);
	return 0;
}

row_id casefile_excluding(struct desk *desk, const struct programme *programme, row_id person,
	row_id except, const struct exclude_def **why)
{
	row_id found = 0;
	struct query *q = cases_of(desk, person, except);
	while (query_next(q)) {
		const struct programme *other = library_programme(desk->lib, query_text(q, 1));
		const struct exclude_def *row = other ? programme_excludes(programme, other) : NULL;
		if (found || !row ||
			casefile_is_over(desk->lib, query_text(q, 1), query_text(q, 2)))
			continue;
		found = query_int(q, 0);
		*why = row;
	}
	query_end(q, NULL);
	return found;
}

row_id casefile_home(struct desk *desk, row_id person)
{
	gint64 household = 0;
	db_one_int(desk->db, &household, NULL,
		"SELECT household FROM member WHERE person = $1 AND to_date IS NULL"
		" ORDER BY id DESC LIMIT 1",
		"i", person);
	return household;
}

bool casefile_household_busy(struct desk *desk, row_id household, row_id except)
{
	bool busy = false;
	struct query *q = db_query(desk->db,
		"SELECT programme, state FROM casefile WHERE household = $1 AND id <> $2"
		" AND person IS NULL",
		"ii", household, except);
	while (query_next(q))
		busy = busy || !casefile_is_over(desk->lib, query_text(q, 0), query_text(q, 1));
	query_end(q, NULL);
	return busy;
}

const struct programme *casefile_programme(const struct desk *desk, const struct casefile *c)
{
	return library_programme(desk->lib, c->programme);
}

char *casefile_next_no(struct change *c, const char *prefix, int year)
{
	g_autofree char *from = g_strdup_printf("%s-%04d-", prefix, year);
	g_autofree char *to = g_strdup_printf("%s-%04d.", prefix, year);
	g_autofree char *last = db_one_text(change_db(c), NULL,
		"SELECT file_no FROM casefile WHERE file_no >= $1 AND file_no < $2"
		" ORDER BY length(file_no) DESC, file_no DESC LIMIT 1",
		"tt", from, to);
	gint64 n = last ? g_ascii_strtoll(strrchr(last, '-') + 1, NULL, 10) : 0;
	return g_strdup_printf("%s%04" G_GINT64_FORMAT, from, n + 1);
}

/* --- steps ----------------------------------------------------------------------------------- */

bool casefile_steps(struct desk *desk, row_id id, bool (*see)(const struct step_row *s, void *ctx),
	void *ctx, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT s.id, s.action, s.done_on, coalesce(o.name, ''), coalesce(s.note, ''),"
		" s.from_state, s.to_state, s.undone FROM step s LEFT JOIN operator o ON o.id = "
		"s.operator"
		" WHERE s.casefile = $1 ORDER BY s.id",
		"i", id);
	while (query_next(q)) {
		struct step_row s = {
			.id = query_int(q, 0),
			.action = query_text(q, 1),
			.done_on = query_text(q, 2),
			.operator_name = query_text(q, 3),
			.note = query_text(q, 4),
			.from_state = query_text(q, 5),
			.to_state = query_text(q, 6),
			.undone = query_int(q, 7) != 0,
		};
		if (!see(&s, ctx))
			break;
	}
	return query_end(q, error);
}

fen casefile_award(struct desk *desk, row_id id)
{
	gint64 amount = -1;
	char iso[MONTH_LEN];
	db_one_int(desk->db, &amount, NULL,
		"SELECT base + supplement FROM award a WHERE casefile = $1 AND (to_month IS NULL"
		" OR (to_month >= $2 AND EXISTS (SELECT 1 FROM decision d WHERE d.id = a.decision"
		"  AND d.action = 'grace'))) ORDER BY from_month DESC, id DESC LIMIT 1",
		"it", id, month_to_iso(month_of(day_today()), iso));
	return amount;
}
