/* The queues of the home screen.
 *
 * What waits is read from the programme files: the next main action of each state (as flow_next
 * has it) says whose work a case is.  Keys of programmes, states and actions are words of the forms
 * (form/section.h), so they may stand in SQL.
 */
#include "config.h"

#include "model/queue.h"

#include <string.h>

#include "base/i18n.h"

#define NEXT "next:"

/* One row per queue, in the order of the screen.  Either what waits is a next step, any of the
 * actions, or it is what the condition on casefile c says. */
static const struct queue_def {
	const char *key, *label;
	unsigned roles;
	const char *actions; /* words, or NULL */
	const char *condition;
} queues[] = {
	{"accept", N_("to accept"), ROLE_CLERK, "accept", NULL},
	{"returned", N_("sent back"), ROLE_CLERK | ROLE_INVESTIGATOR, NULL, NULL},
	{"check", N_("to check"), ROLE_CLERK, "ask verify", NULL},
	{"survey", N_("to survey"), ROLE_INVESTIGATOR, "survey", NULL},
	{"review", N_("to review"), ROLE_REVIEWER, "review", NULL},
	{"publicise", N_("to publicise"), ROLE_CLERK, "publicise", NULL},
	{"posted", N_("notice hanging"), ROLE_CLERK, "publicity_end", NULL},
	{"confirm", N_("to confirm"), ROLE_APPROVER, "confirm", NULL},
	{"tell", N_("notice to deliver"), ROLE_CLERK, NULL,
		"c.id IN (SELECT d.casefile FROM decision d WHERE d.told_on IS NULL)"},
	{"archive", N_("to file away"), ROLE_CLERK, NULL,
		"c.id IN (SELECT k.casefile FROM deadline k WHERE k.met_on IS NULL AND k.key = "
		"'archive')"},
	{"heard", N_("heard, to be decided"), ROLE_APPROVER, NULL, NULL},
	{"objection", N_("objection open"), ROLE_CLERK | ROLE_REVIEWER, NULL,
		"c.id IN (SELECT b.casefile FROM objection b WHERE b.handled_on IS NULL)"},
	{"captured", N_("captured, held back"), ROLE_CLERK, NULL,
		"c.origin = 'captured' AND NOT EXISTS (SELECT 1 FROM step s WHERE s.casefile = c.id"
		" AND s.action = 'complete' AND s.undone = 0)"},
	{"account", N_("paid without account"), ROLE_CLERK | ROLE_PAYER, NULL, NULL},
	{"birthday", N_("comes of an age"), ROLE_CLERK, NULL, NULL},
	{"clock", N_("other deadlines"), ROLE_CLERK | ROLE_INVESTIGATOR | ROLE_APPROVER, NULL,
		NULL},
};

static const struct queue_def *queue_find(const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++)
		if (g_str_equal(queues[i].key, key))
			return &queues[i];
	return NULL;
}

static bool has_word(const char *words, const char *word)
{
	g_auto(GStrv) list = g_strsplit(words ? words : "", " ", -1);
	return g_strv_contains((const char *const *)list, word);
}

static void append_or(GString *sql)
{
	g_string_append(sql, sql->len ? " OR " : "");
}

/* --- next steps --------------------------------------------------------------------------------
 */

#define STEP_DONE                                                                                  \
	"EXISTS (SELECT 1 FROM step s WHERE s.casefile = c.id AND s.undone = 0 AND s.action = "    \
	"'%s')"

/* What must be true of a case in a state for one of the actions to be next; "" where it never is.
 * A main action that leaves the state alone is done once, then the one behind it is next. */
static char *next_in_state(const struct programme *p, const char *state, const char *actions)
{
	g_autoptr(GString) passed = g_string_new(NULL);
	GString *any = g_string_new(NULL);
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		if (!a->main || !action_allows_from(a, state))
			continue;
		if (has_word(actions, a->key)) {
			append_or(any);
			g_string_append_printf(any, "(c.state = '%s'%s", state, passed->str);
			if (!a->to)
				g_string_append_printf(any, " AND NOT " STEP_DONE, a->key);
			g_string_append_c(any, ')');
		}
		if (a->to)
			break;
		g_string_append_printf(passed, " AND " STEP_DONE, a->key);
	}
	return g_string_free(any, FALSE);
}

static char *next_in_programme(const struct programme *p, const char *actions)
{
	GString *any = g_string_new(NULL);
	for (guint i = 0; i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);
		g_autofree char *one = next_in_state(p, s->key, actions);
		if (!*one)
			continue;
		append_or(any);
		g_string_append(any, one);
	}
	return g_string_free(any, FALSE);
}

/* Programmes that go the same way are asked for together. */
static char *next_condition(const struct library *lib, const char *actions)
{
	const GPtrArray *all = library_programmes(lib);
	g_autoptr(GPtrArray) ways = g_ptr_array_new_with_free_func(g_free);
	GString *sql = g_string_new(NULL);
	for (guint i = 0; i < all->len; i++)
		g_ptr_array_add(ways, next_in_programme(g_ptr_array_index(all, i), actions));
	for (guint i = 0; i < all->len; i++) {
		const char *way = g_ptr_array_index(ways, i);
		if (!*way)
			continue;
		append_or(sql);
		g_string_append_printf(sql, "((%s) AND c.programme IN (", way);
		for (guint k = i; k < all->len; k++) {
			char *other = g_ptr_array_index(ways, k);
			const struct programme *p = g_ptr_array_index(all, k);
			if (k > i && !g_str_equal(other, way))
				continue;
			g_string_append_printf(sql, "%s'%s'", k > i ? ", " : "", p->key);
			if (k > i)
				*other = '\0';
		}
		g_string_append(sql, "))");
	}
	return g_string_free(sql, FALSE);
}

/* --- conditions that depend on the programmes --------------------------------------------------
 */

/* Appends 'a', 'b' of all programmes: the states of a kind, each once. */
static void append_states(GString *sql, const struct library *lib, int kind)
{
	const GPtrArray *all = library_programmes(lib);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; k < p->states->len; k++) {
			const struct state_def *s = g_ptr_array_index(p->states, k);
			if ((int)s->kind != kind || !g_hash_table_add(seen, s->key))
				continue;
			g_string_append_printf(
				sql, "%s'%s'", g_hash_table_size(seen) > 1 ? ", " : "", s->key);
		}
	}
}

static char *returned_condition(const struct library *lib)
{
	GString *sql = g_string_new("c.returned_to IS NOT NULL AND c.state IN (");
	append_states(sql, lib, STATE_OPEN);
	g_string_append_c(sql, ')');
	return g_string_free(sql, FALSE);
}

/* A hearing is held before a decision (C-11): it waits until one is newer. */
static char *heard_condition(const struct library *lib)
{
	GString *sql = g_string_new("c.state IN (");
	append_states(sql, lib, STATE_ACTIVE);
	g_string_append(sql,
		") AND c.id IN (SELECT h.casefile FROM hearing h WHERE h.id > coalesce("
		"(SELECT max(d.id) FROM decision d WHERE d.casefile = h.casefile), 0))");
	return g_string_free(sql, FALSE);
}

/* Only where a step asks for an account is one missing; who lives in an institution has its. */
static bool asks_account(const struct programme *p)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		for (char **n = a->needs; n && *n; n++)
			if (g_str_equal(*n, "account") || g_str_has_prefix(*n, "account/"))
				return true;
	}
	return false;
}

static char *account_condition(const struct library *lib)
{
	const GPtrArray *all = library_programmes(lib);
	GString *sql = g_string_new("c.account IS NULL AND c.state IN (");
	int n = 0;
	append_states(sql, lib, STATE_ACTIVE);
	g_string_append(sql, ") AND c.programme IN (");
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		if (asks_account(p))
			g_string_append_printf(sql, "%s'%s'", n++ ? ", " : "", p->key);
	}
	g_string_append(sql,
		") AND NOT EXISTS (SELECT 1 FROM placement q WHERE q.casefile = c.id"
		" AND q.to_date IS NULL)");
	return g_string_free(sql, FALSE);
}

/* Whoever is 16, 18 or 60 within a month while a monthly amount is paid: rights change (D-54, G-06,
 * T-02).  What is paid once does not. */
static char *birthday_condition(const struct library *lib)
{
	enum { DAYS = 30 };
	static const int ages[] = {16, 18, 60};
	const GPtrArray *all = library_programmes(lib);
	GString *sql = g_string_new("c.state IN (");
	int n = 0;
	append_states(sql, lib, STATE_ACTIVE);
	g_string_append(sql, ") AND c.programme IN (");
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		if (p->amount && !g_str_equal(p->amount, "cap"))
			g_string_append_printf(sql, "%s'%s'", n++ ? ", " : "", p->key);
	}
	g_string_append(sql,
		") AND c.id IN (SELECT k.id FROM person p JOIN member m ON m.person = p.id"
		" AND m.to_date IS NULL JOIN casefile k ON k.household = m.household"
		" AND (k.person IS NULL OR k.person = p.id)"
		" WHERE p.death_date IS NULL AND (");
	for (guint i = 0; i < G_N_ELEMENTS(ages); i++) {
		char from[DAY_LEN], to[DAY_LEN];
		g_string_append_printf(sql, "%sp.birth BETWEEN '%s' AND '%s'", i ? " OR " : "",
			day_to_iso(day_add_months(day_today(), -12 * ages[i]), from),
			day_to_iso(day_add_months(day_today() + DAYS, -12 * ages[i]), to));
	}
	g_string_append(sql, "))");
	return g_string_free(sql, FALSE);
}

static bool waits_elsewhere(const struct deadline_def *d)
{
	return g_strv_contains((const char *const *)d->done, "archive") ||
		g_strv_contains((const char *const *)d->done, "tell");
}

static bool has_next(const struct programme *p, const char *state)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		if (a->main && action_allows_from(a, state))
			return true;
	}
	return false;
}

/* States in which help runs and that lead nowhere by themselves.  The plus keeps the way to the few
 * deadlines: by state it would be by everybody who is helped. */
static char *quiet_states(const struct library *lib)
{
	const GPtrArray *all = library_programmes(lib);
	GString *sql = g_string_new(NULL);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; k < p->states->len; k++) {
			const struct state_def *s = g_ptr_array_index(p->states, k);
			if (s->kind != STATE_ACTIVE || has_next(p, s->key))
				continue;
			append_or(sql);
			g_string_append_printf(
				sql, "(c.programme = '%s' AND +c.state = '%s')", p->key, s->key);
		}
	}
	return g_string_free(sql, FALSE);
}

/* Deadlines of cases that no other queue shows, because their state has no next step: a change
 * that was reported, a notice of the end, a recognition that runs out in a month. */
static char *clock_condition(const struct library *lib)
{
	enum { DAYS = 30 };
	char until[DAY_LEN];
	const GPtrArray *all = library_programmes(lib);
	g_autofree char *quiet = quiet_states(lib);
	g_autoptr(GString) keys = g_string_new(NULL);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; k < p->deadlines->len; k++) {
			const struct deadline_def *d = g_ptr_array_index(p->deadlines, k);
			if (!waits_elsewhere(d))
				g_string_append_printf(
					keys, "%s'%s'", keys->len ? ", " : "", d->key);
		}
	}
	GString *sql = g_string_new(NULL);
	g_string_printf(sql,
		"c.id IN (SELECT k.casefile FROM deadline k WHERE k.met_on IS NULL"
		" AND k.due <= '%s' AND k.key IN (%s)) AND (%s)",
		day_to_iso(day_today() + DAYS, until), keys->str, quiet);
	return g_string_free(sql, FALSE);
}

static char *condition_of(const struct library *lib, const char *key)
{
	static const struct {
		const char *key;
		char *(*condition)(const struct library *lib);
	} made[] = {{"returned", returned_condition}, {"heard", heard_condition},
		{"account", account_condition}, {"birthday", birthday_condition},
		{"clock", clock_condition}};
	const struct queue_def *def = queue_find(key);
	if (g_str_has_prefix(key, NEXT))
		return next_condition(lib, key + strlen(NEXT));
	if (!def)
		return g_strdup("");
	if (def->actions)
		return next_condition(lib, def->actions);
	if (def->condition)
		return g_strdup(def->condition);
	for (guint i = 0; i < G_N_ELEMENTS(made); i++)
		if (g_str_equal(key, made[i].key))
			return made[i].condition(lib);
	return g_strdup("");
}

const char *queue_condition(const struct desk *desk, const char *key)
{
	g_autofree char *sql = condition_of(desk->lib, key);
	return *sql ? g_intern_string(sql) : NULL;
}

/* --- counting ----------------------------------------------------------------------------------
 */

static bool queue_count(struct desk *desk, const char *today, struct queue *out, GError **error)
{
	const char *condition = queue_condition(desk, out->key);
	if (!condition)
		return true;
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*), coalesce(sum(due = $1), 0), coalesce(sum(due < $1), 0) FROM"
		" (SELECT (SELECT min(k.due) FROM deadline k WHERE k.casefile = c.id AND k.met_on "
		"IS NULL)"
		"  AS due FROM casefile c WHERE %s)",
		condition);
	struct query *q = db_query(desk->db, g_intern_string(sql), "t", today);
	if (query_next(q)) {
		out->count = (int)query_int(q, 0);
		out->due_today = (int)query_int(q, 1);
		out->overdue = (int)query_int(q, 2);
	}
	return query_end(q, error);
}

static void queue_free(void *data)
{
	struct queue *q = data;
	g_free(q->label);
	g_free(q);
}

static bool add_queue(struct desk *desk, GPtrArray *list, const char *key, const char *label,
	unsigned roles, bool always, GError **error)
{
	char today[DAY_LEN];
	struct queue *out = g_new0(struct queue, 1);
	*out = (struct queue){
		.key = g_intern_string(key), .label = g_strdup(label), .roles = roles};
	if (!queue_count(desk, day_to_iso(day_today(), today), out, error)) {
		queue_free(out);
		return false;
	}
	if (always || out->count)
		g_ptr_array_add(list, out);
	else
		queue_free(out);
	return true;
}

static bool has_queue(const char *action)
{
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++)
		if (has_word(queues[i].actions, action))
			return true;
	return false;
}

static unsigned roles_of(const struct action_def *a)
{
	unsigned roles = 0;
	for (char **r = a->roles; r && *r; r++)
		roles |= role_parse(*r);
	return roles;
}

/* Steps that only some programmes have: a queue each, where there is work. */
static bool add_other_steps(struct desk *desk, GPtrArray *list, GError **error)
{
	const GPtrArray *all = library_programmes(desk->lib);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; k < p->actions->len; k++) {
			const struct action_def *a = g_ptr_array_index(p->actions, k);
			if (!a->main || has_queue(a->key) || !g_hash_table_add(seen, a->key))
				continue;
			g_autofree char *key = g_strconcat(NEXT, a->key, NULL);
			/* TRANSLATORS: a queue of cases; the step that they wait for */
			g_autofree char *label = g_strdup_printf(_("to do: %s"), a->label);
			if (!add_queue(desk, list, key, label, roles_of(a), false, error))
				return false;
		}
	}
	return true;
}

GPtrArray *queue_list(struct desk *desk, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(queue_free);
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++) {
		const struct queue_def *def = &queues[i];
		if (g_str_equal(def->key, "tell") && !add_other_steps(desk, list, error))
			return NULL;
		if (!add_queue(desk, list, def->key, _(def->label), def->roles,
			    !g_str_equal(def->key, "clock"), error))
			return NULL;
	}
	return g_steal_pointer(&list);
}
