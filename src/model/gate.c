/* The one gate: every unmet condition of an action at once. */
#include "config.h"

#include "model/condition_room.h"

#include <string.h>

#include "base/i18n.h"
#include "model/facts.h"
#include "model/operator.h"

void reason_free(struct reason *r)
{
	if (!r)
		return;
	g_free(r->condition);
	g_free(r->article);
	g_free(r->sentence);
	g_free(r->where);
	g_free(r->item);
	g_free(r);
}

void gate_add(struct gate *g, const char *format, ...)
{
	struct reason *r = g_new0(struct reason, 1);
	va_list args;
	va_start(args, format);
	r->sentence = g_strdup_vprintf(format, args);
	va_end(args);
	r->condition = g_strdup(g->condition);
	r->article = g_strdup(g->article);
	r->where = g_strdup(g->where);
	r->item = g_strdup(g->item);
	g->item = NULL;
	g_ptr_array_add(g->reasons, r);
}

const struct person *gate_subject(const struct gate *g)
{
	const struct member *head = household_head(g->members);
	return head ? head->person : NULL;
}

/* --- who and when ---------------------------------------------------------------------------- */

static void ask_state(struct gate *g)
{
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct state_def *s = p ? programme_state(p, g->c->state) : NULL;
	g->condition = "state";
	g->article = g->action->article;
	g->where = "";
	if (!action_allows_from(g->action, g->c->state))
		gate_add(g, _("file %s is \"%s\"; \"%s\" is not possible from there"),
			g->c->file_no, s ? s->label : g->c->state, g->action->label);
}

static void ask_role(struct gate *g)
{
	unsigned wanted = 0;
	for (char **r = g->action->roles; r && *r; r++)
		wanted |= role_parse(*r);
	g->condition = "role";
	g->article = "";
	g->where = "";
	if (g->desk->who.roles & wanted)
		return;
	g_autoptr(GString) labels = g_string_new(NULL);
	for (unsigned bit = 1; bit && bit <= wanted; bit <<= 1)
		if (wanted & bit)
			g_string_append_printf(
				labels, "%s%s", labels->len ? "/" : "", role_label(bit));
	gate_add(g, _("this step is for the role %s; change the operator"), labels->str);
}

/* F23: whoever did that action (a survey: whoever recorded it or went there) is another person. */
static bool ask_differ(struct gate *g, const char *action, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT s.operator FROM step s WHERE s.casefile = $1 AND s.action = $2 AND "
		"s.undone = 0"
		" UNION SELECT v.surveyor1 FROM survey v WHERE v.casefile = $1 AND $2 = 'survey'"
		" UNION SELECT v.surveyor2 FROM survey v WHERE v.casefile = $1 AND $2 = 'survey'",
		"it", g->c->id, action);
	g_autoptr(GArray) doers = g_array_new(FALSE, FALSE, sizeof(row_id));
	while (query_next(q)) {
		row_id doer = query_int(q, 0);
		if (doer)
			g_array_append_val(doers, doer);
	}
	if (!query_end(q, error))
		return false;
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct action_def *other = p ? programme_action(p, action) : NULL;
	for (guint i = 0; i < doers->len; i++) {
		row_id doer = g_array_index(doers, row_id, i);
		if (!operator_same_person(g->desk, doer, g->desk->who.id))
			continue;
		gate_add(g,
			_("%s took part in \"%s\" and may not also do \"%s\"; change the operator"),
			g->desk->who.name, other ? other->label : action, g->action->label);
		break;
	}
	return true;
}

static bool ask_people(struct gate *g, GError **error)
{
	ask_role(g);
	g->condition = "differ";
	g->article = "F23";
	for (char **d = g->action->differ; d && *d; d++)
		if (!ask_differ(g, *d, error))
			return false;
	return true;
}

/* "checked/known": the condition, unless the fact holds. */
static char *condition_of(const char *word, const char **unless)
{
	const char *slash = strchr(word, '/');
	*unless = slash ? slash + 1 : NULL;
	return slash ? g_strndup(word, (gsize)(slash - word)) : g_strdup(word);
}

bool gate_knows(const char *word)
{
	const char *unless;
	g_autofree char *name = condition_of(word, &unless);
	return condition_knows(name) && (!unless || facts_knows(unless));
}

static bool ask_word(struct gate *g, const char *word, GError **error)
{
	const char *unless;
	g_autofree char *name = condition_of(word, &unless);
	struct facts facts;
	facts_init(g->desk, g->c, &facts);
	bool spared = unless && facts_hold(&facts, unless);
	facts_clear(&facts);
	return spared || condition_ask(g, name, error);
}

static GPtrArray *gate_ask(struct desk *desk, const struct casefile *c,
	const struct action_def *action, bool before, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(desk, c, day_today(), error);
	g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func((GDestroyNotify)reason_free);
	if (!members)
		return NULL;
	struct gate g = {
		.desk = desk, .c = c, .action = action, .members = members, .reasons = reasons};
	if (before) {
		ask_state(&g);
		/* From a wrong state the other conditions would only confuse. */
		if (reasons->len)
			return g_steal_pointer(&reasons);
		if (!ask_people(&g, error))
			return NULL;
	}
	for (char **name = before ? action->needs : action->ensures; name && *name; name++)
		if (!ask_word(&g, *name, error))
			return NULL;
	return g_steal_pointer(&reasons);
}

GPtrArray *gate_check(struct desk *desk, const struct casefile *c, const struct action_def *action,
	GError **error)
{
	return gate_ask(desk, c, action, true, error);
}

GPtrArray *gate_check_after(struct desk *desk, const struct casefile *c,
	const struct action_def *action, GError **error)
{
	return gate_ask(desk, c, action, false, error);
}

bool gate_is_idle(struct desk *desk, const struct casefile *c, const struct action_def *action)
{
	static const char *const about[] = {
		"publicity_open", "objection_open", "captured", "untold", "unfiled", NULL};
	g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func((GDestroyNotify)reason_free);
	struct gate g = {.desk = desk, .c = c, .action = action, .reasons = reasons};
	for (char **name = action->needs; name && *name; name++)
		if (g_strv_contains(about, *name) && !condition_ask(&g, *name, NULL))
			break;
	return reasons->len > 0;
}

bool gate_refuse(const GPtrArray *reasons, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < reasons->len; i++) {
		const struct reason *r = g_ptr_array_index(reasons, i);
		/* TRANSLATORS: between two reasons */
		g_string_append_printf(all, "%s%s", i ? _("; ") : "", r->sentence);
	}
	if (!reasons->len)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED, "%s", all->str);
}
