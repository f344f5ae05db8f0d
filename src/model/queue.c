/* The queues of the home screen. */
#include "config.h"

#include "model/queue.h"

#include "base/i18n.h"

#define LATEST_NOTICE(what)                                                                        \
	"EXISTS (SELECT 1 FROM publicity u WHERE u.casefile = c.id AND " what                      \
	" AND u.id = (SELECT max(x.id) FROM publicity x WHERE x.casefile = c.id))"

/* One row per queue.  The conditions name states, because that is what a queue is. */
static const struct queue_def {
	const char *key, *label;
	unsigned roles;
	const char *condition; /* on casefile c */
} queues[] = {
	{"accept", N_("to accept"), ROLE_CLERK, "c.state = 'draft'"},
	{"returned", N_("sent back"), ROLE_CLERK | ROLE_INVESTIGATOR,
		"c.state IN ('draft', 'accepted', 'verified') AND c.returned_to IS NOT NULL"},
	{"check", N_("to check"), ROLE_CLERK, "c.state = 'accepted'"},
	{"survey", N_("to survey"), ROLE_INVESTIGATOR, "c.state = 'verified'"},
	{"review", N_("to review"), ROLE_REVIEWER, "c.state = 'surveyed'"},
	{"publicise", N_("to publicise"), ROLE_CLERK, "c.state = 'reviewed'"},
	{"posted", N_("notice hanging"), ROLE_CLERK,
		"c.state = 'publicised' AND " LATEST_NOTICE("u.result IS NULL")},
	{"confirm", N_("to confirm"), ROLE_APPROVER,
		"c.state = 'publicised' AND " LATEST_NOTICE("u.result = 'none'")},
	{"tell", N_("notice to deliver"), ROLE_CLERK,
		"c.id IN (SELECT d.casefile FROM decision d WHERE d.told_on IS NULL)"},
	{"archive", N_("to file away"), ROLE_CLERK,
		"c.id IN (SELECT k.casefile FROM deadline k WHERE k.met_on IS NULL AND k.key = "
		"'archive')"},
	{"objection", N_("objection open"), ROLE_CLERK | ROLE_REVIEWER,
		"c.id IN (SELECT b.casefile FROM objection b WHERE b.handled_on IS NULL)"},
	{"captured", N_("captured, held back"), ROLE_CLERK,
		"c.origin = 'captured' AND NOT EXISTS (SELECT 1 FROM step s WHERE s.casefile = c.id"
		" AND s.action = 'complete' AND s.undone = 0)"},
	{"account", N_("paid without account"), ROLE_CLERK | ROLE_PAYER,
		"c.account IS NULL AND c.state = 'active'"},
};

const char *queue_condition(const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++)
		if (g_str_equal(queues[i].key, key))
			return queues[i].condition;
	return NULL;
}

static bool queue_count(struct desk *desk, const struct queue_def *def, const char *today,
	struct queue *out, GError **error)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT count(*), coalesce(sum(due = $1), 0), coalesce(sum(due < $1), 0) FROM"
		" (SELECT (SELECT min(k.due) FROM deadline k WHERE k.casefile = c.id AND k.met_on "
		"IS NULL)"
		"  AS due FROM casefile c WHERE %s)",
		def->condition);
	struct query *q = db_query(desk->db, g_intern_string(sql), "t", today);
	if (query_next(q)) {
		out->count = (int)query_int(q, 0);
		out->due_today = (int)query_int(q, 1);
		out->overdue = (int)query_int(q, 2);
	}
	return query_end(q, error);
}

GPtrArray *queue_list(struct desk *desk, GError **error)
{
	char today[DAY_LEN];
	day_to_iso(day_today(), today);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++) {
		struct queue *out = g_new0(struct queue, 1);
		g_ptr_array_add(list, out);
		out->key = queues[i].key;
		out->label = _(queues[i].label);
		out->roles = queues[i].roles;
		if (!queue_count(desk, &queues[i], today, out, error))
			return NULL;
	}
	return g_steal_pointer(&list);
}
