/* Case files: the head of a file, its lists, its steps. */
#include "config.h"

#include "model/casefile.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/queue.h"

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
	g_free(c);
}

struct casefile *casefile_get(struct desk *desk, row_id id, GError **error)
{
	struct casefile *c = NULL;
	struct query *q = db_query(desk->db,
		"SELECT household, file_no, programme, area, state, origin, bank, account, holder,"
		" account_note, agent, returned_to, returned_note, reason, applied_on,"
		" relative_of_staff, stated_members, roster_income FROM casefile WHERE id = $1",
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

/* The states of all programmes that end a case: only those free a person for another one (D-09). */
static bool state_is_closed(const struct desk *desk, const char *programme, const char *state)
{
	const struct programme *p = library_programme(desk->lib, programme);
	const struct state_def *s = p ? programme_state(p, state) : NULL;
	return s && s->kind == STATE_CLOSED;
}

row_id casefile_of_person(struct desk *desk, row_id person, row_id except)
{
	row_id found = 0;
	struct query *q = db_query(desk->db,
		"SELECT c.id, c.programme, c.state FROM member m"
		" JOIN casefile c ON c.household = m.household"
		" WHERE m.person = $1 AND m.to_date IS NULL AND c.id <> $2",
		"ii", person, except);
	while (query_next(q))
		if (!found && !state_is_closed(desk, query_text(q, 1), query_text(q, 2)))
			found = query_int(q, 0);
	query_end(q, NULL);
	return found;
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

/* --- the list ------------------------------------------------------------------------------ */

#define NEAREST_DUE                                                                                \
	"(SELECT min(k.due) FROM deadline k WHERE k.casefile = c.id AND k.met_on IS NULL)"

static const char list_columns[] =
	"SELECT c.id, c.household, c.file_no, coalesce(p.name, ''),"
	" coalesce(v.name, h.village_name, ''), c.programme, c.area, c.state, c.origin,"
	" (SELECT count(*) FROM member n WHERE n.household = c.household AND n.counted = 1"
	"  AND n.to_date IS NULL),"
	" (SELECT a.base + a.supplement FROM award a WHERE a.casefile = c.id AND a.to_month IS NULL"
	"  ORDER BY a.from_month DESC LIMIT 1),"
	" coalesce(" NEAREST_DUE ", ''),"
	" coalesce((SELECT k.key FROM deadline k WHERE k.casefile = c.id AND k.met_on IS NULL"
	"  ORDER BY k.due LIMIT 1), ''), ";
static const char list_tables[] = " FROM casefile c LEFT JOIN household h ON h.id = c.household"
				  " LEFT JOIN member m ON m.household = c.household AND m.relation "
				  "= '01' AND m.to_date IS NULL"
				  " LEFT JOIN person p ON p.id = m.person"
				  " LEFT JOIN division v ON v.code = h.village ";

/* Parameters: $1 text as typed, $2 its upper case, $3 pinyin from, $4 pinyin to; empty: all. */
static const char list_match[] =
	" AND ($1 = '' OR instr(p.name, $1) > 0 OR instr(c.file_no, $2) > 0"
	" OR (p.pinyin >= $3 AND p.pinyin < $4) OR p.id_tail = $2"
	" OR (p.id_no >= $2 AND p.id_no < $2 || '~') OR instr(coalesce(v.name, ''), $1) > 0) ";

struct list_text {
	char *typed, *upper, *lower, *after;
};

static void list_text_init(struct list_text *t, const char *text)
{
	t->typed = text ? text_normal(text) : g_strdup("");
	t->upper = g_ascii_strup(t->typed, -1);
	t->lower = g_ascii_strdown(t->typed, -1);
	/* Pinyin keys are ASCII, so the range of a prefix ends before its next letter. */
	t->after = g_strconcat(t->lower, "~", NULL);
}

static void list_text_clear(struct list_text *t)
{
	g_free(t->typed);
	g_free(t->upper);
	g_free(t->lower);
	g_free(t->after);
}

/* The state that a filter names, or NULL. */
static const char *filter_state(const char *filter)
{
	return filter && g_str_has_prefix(filter, "state:") ? filter + 6 : NULL;
}

/* The condition of a filter; a state is bound to $(place). */
static char *filter_condition(const char *filter, int place)
{
	if (!filter || !*filter)
		return g_strdup("1");
	if (filter_state(filter))
		return g_strdup_printf("c.state = $%d", place);
	const char *known = queue_condition(filter);
	return g_strdup(known ? known : "0");
}

static void case_row_read(struct query *q, struct casefile_row *r)
{
	*r = (struct casefile_row){
		.id = query_int(q, 0),
		.household = query_int(q, 1),
		.file_no = query_text(q, 2),
		.head = query_text(q, 3),
		.village = query_text(q, 4),
		.programme = query_text(q, 5),
		.area = query_text(q, 6),
		.state = query_text(q, 7),
		.origin = query_text(q, 8),
		.members = (int)query_int(q, 9),
		.amount = query_is_null(q, 10) ? -1 : query_int(q, 10),
		.due = query_text(q, 11),
		.due_key = query_text(q, 12),
		.sort = query_text(q, 13),
	};
}

bool casefile_page(struct desk *desk, const char *filter, const char *text, const char *sort,
	row_id anchor, bool before, int n, bool (*see)(const struct casefile_row *row, void *ctx),
	void *ctx, GError **error)
{
	/* A queue is worked by date; the whole register is read by number. */
	const char *state = filter_state(filter);
	bool by_due = filter && *filter && !state;
	const char *key =
		by_due ? "(coalesce(" NEAREST_DUE ", '9999-12-31') || c.file_no)" : "c.file_no";
	g_autofree char *condition = filter_condition(filter, 8);
	g_autofree char *bound = sort
		? g_strdup_printf(" AND (%s, c.id) %s ($5, $6)", key, before ? "<" : ">")
		: g_strdup(" AND ($5 IS NULL OR $6 = 0)");
	g_autofree char *sql =
		g_strdup_printf("%s%s%s WHERE %s%s%s ORDER BY %s %s, c.id %s LIMIT $7",
			list_columns, key, list_tables, condition, list_match, bound, key,
			before ? "DESC" : "ASC", before ? "DESC" : "ASC");
	struct list_text t;
	list_text_init(&t, text);
	struct query *q = db_query(desk->db, g_intern_string(sql), state ? "tttttiit" : "tttttii",
		t.typed, t.upper, t.lower, t.after, sort, sort ? anchor : (row_id)0, (gint64)n,
		state);
	while (query_next(q)) {
		struct casefile_row row;
		case_row_read(q, &row);
		if (!see(&row, ctx))
			break;
	}
	list_text_clear(&t);
	return query_end(q, error);
}

gint64 casefile_count(struct desk *desk, const char *filter, const char *text)
{
	gint64 n = 0;
	const char *state = filter_state(filter);
	bool all = !text || !*text;
	g_autofree char *condition = filter_condition(filter, all ? 1 : 5);
	g_autofree char *sql = all
		? g_strdup_printf("SELECT count(*) FROM casefile c WHERE %s", condition)
		: g_strdup_printf(
			  "SELECT count(*) %s WHERE %s%s", list_tables, condition, list_match);
	struct list_text t;
	list_text_init(&t, text);
	if (all)
		db_one_int(desk->db, &n, NULL, g_intern_string(sql), state ? "t" : "", state);
	else
		db_one_int(desk->db, &n, NULL, g_intern_string(sql), state ? "ttttt" : "tttt",
			t.typed, t.upper, t.lower, t.after, state);
	list_text_clear(&t);
	return n;
}

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
	db_one_int(desk->db, &amount, NULL,
		"SELECT base + supplement FROM award WHERE casefile = $1 AND to_month IS NULL"
		" ORDER BY from_month DESC LIMIT 1",
		"i", id);
	return amount;
}
