/* From draft to approved: nothing speaks against it any more, and another operator says so (F23).
 */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "model/operator.h"
#include "model/payment_room.h"

struct head {
	row_id planned_by;
	char *programme, *for_month, *state;
	int households;
};

static void head_clear(struct head *h)
{
	g_free(h->programme);
	g_free(h->for_month);
	g_free(h->state);
}

static bool read_head(struct desk *desk, row_id batch, struct head *h, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT planned_by, programme, for_month, state, households"
		" FROM payment_batch WHERE id = $1",
		"i", batch);

	if (query_next(q))
		*h = (struct head){
			.planned_by = query_int(q, 0),
			.programme = query_dup(q, 1),
			.for_month = query_dup(q, 2),
			.state = query_dup(q, 3),
			.households = (int)query_int(q, 4),
		};
	if (!query_end(q, error))
		return false;
	return h->state ||
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no such payment roster; plan the month first"));
}

static bool may_approve(struct desk *desk, const struct head *h, GError **error)
{
	if (!(desk->who.roles & ROLE_PAYER))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only a payer approves the month's payments; let a payer sign in"));
	if (!payment_is_open(h->state))
		return jz_fail(error, JZ_ERROR_DENIED, _("the roster of %s is approved already"),
			h->for_month);
	if (strcmp(h->state, "draft") == 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s is not checked yet; go through its findings first"),
			h->for_month);
	if (!h->households)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s pays nobody; look at the rows that are held"),
			h->for_month);
	if (operator_same_person(desk, desk->who.id, h->planned_by))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("you planned the roster of %s yourself; another payer must approve it "
			  "(F23)"),
			h->for_month);
	return true;
}

/* The programme file says which steps need different people: those that name another with
 * `differ`, and those that are named. */
static bool action_separates(const struct programme *p, const char *key)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		bool differs = a->differ && a->differ[0];

		if (differs && strcmp(a->key, key) == 0)
			return true;
		if (differs && g_strv_contains((const char *const *)a->differ, key))
			return true;
	}
	return false;
}

static bool refuse_doer(const char *what, const char *file_no, GError **error)
{
	return jz_fail(error, JZ_ERROR_DENIED,
		_("you took part in case %s (%s), which this roster pays; another payer must "
		  "approve it (F23)"),
		file_no, what);
}

static bool no_step_of_mine(struct desk *desk, const struct head *h, row_id batch, GError **error)
{
	const struct programme *p = library_programme(desk->lib, h->programme);
	struct query *q = db_query(desk->db,
		"SELECT s.operator, s.action, MIN(c.file_no) FROM payment p"
		" JOIN casefile c ON c.id = p.casefile JOIN step s ON s.casefile = c.id"
		" WHERE p.batch = $1 AND p.state <> 'held' AND s.undone = 0"
		" AND s.operator IS NOT NULL GROUP BY s.operator, s.action ORDER BY 3",
		"i", batch);
	g_autofree char *what = NULL, *file_no = NULL;

	while (!file_no && query_next(q)) {
		const struct action_def *a = p ? programme_action(p, query_text(q, 1)) : NULL;

		if ((a && !action_separates(p, a->key)) ||
			!operator_same_person(desk, desk->who.id, query_int(q, 0)))
			continue;
		what = g_strdup(a ? a->label : query_text(q, 1));
		file_no = query_dup(q, 2);
	}
	if (!query_end(q, error))
		return false;
	return !file_no || refuse_doer(what, file_no, error);
}

static bool no_survey_of_mine(struct desk *desk, row_id batch, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT o.id, MIN(c.file_no) FROM payment p JOIN casefile c ON c.id = p.casefile"
		" JOIN survey s ON s.casefile = c.id"
		" JOIN operator o ON o.id = s.surveyor1 OR o.id = s.surveyor2"
		" WHERE p.batch = $1 AND p.state <> 'held' GROUP BY o.id ORDER BY 2",
		"i", batch);
	g_autofree char *file_no = NULL;

	while (!file_no && query_next(q))
		if (operator_same_person(desk, desk->who.id, query_int(q, 0)))
			file_no = query_dup(q, 1);
	if (!query_end(q, error))
		return false;
	return !file_no || refuse_doer(_("survey"), file_no, error);
}

/* --- checking ------------------------------------------------------------------------------ */

static bool may_check(
	struct desk *desk, struct change *c, const struct head *h, row_id batch, GError **error)
{
	gint64 again = 0;

	if (!payment_needs_payer(desk, error))
		return false;
	if (!payment_is_open(h->state))
		return jz_fail(error, JZ_ERROR_DENIED, _("the roster of %s is approved already"),
			h->for_month);
	return db_one_int(desk->db, &again, error,
		       "SELECT again_of FROM payment_batch WHERE id = $1", "i", batch) &&
		(!again || payment_again_fill(c, batch, error));
}

/* Somebody may have died since the plan was made (K-31).  What is paid besides was reckoned without
 * the dead; who comes to be known as dead after that holds it (payment_hold.c). */
static bool nobody_dead(struct desk *desk, row_id batch, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT c.file_no, o.name FROM payment p JOIN casefile c ON c.id = p.casefile"
		" JOIN member m ON m.household = c.household"
		" AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		" AND m.from_date < date(p.for_month || '-01', '+1 month')"
		" AND (m.to_date IS NULL OR m.to_date >= p.for_month || '-01')"
		" JOIN person o ON o.id = m.person"
		" WHERE p.batch = $1 AND p.state <> 'held' AND coalesce(p.reason, 'again') = "
		"'again'"
		" AND o.death_date < p.for_month || '-01'",
		"i", batch);
	g_autofree char *file_no = NULL, *name = NULL;

	if (query_next(q)) {
		file_no = query_dup(q, 0);
		name = query_dup(q, 1);
	}
	if (!query_end(q, error))
		return false;
	return !file_no ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s of case %s has died since the roster was planned; plan it again "
			  "(K-31)"),
			name, file_no);
}

/* Something may have changed since the check: the checks are run again. */
static bool nothing_open(struct desk *desk, const struct head *h, row_id batch, GError **error)
{
	int n;

	if (!finding_open(desk->db, batch, "check", &n, error))
		return false;
	return n == 0 ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%d findings of the roster of %s are open; plan it again or explain "
			  "each"),
			n, h->for_month);
}

/* What plays a part in every state before approval: does anything speak against the rows? */
bool payment_check(struct desk *desk, row_id batch, GError **error)
{
	struct change *c = desk_change(desk, "check payments", error);
	struct head h = {0};
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	bool ok = c && read_head(desk, batch, &h, error) && may_check(desk, c, &h, batch, error);

	/* What was found is kept also where it stands in the way. */
	ok = ok && finding_refresh(desk, c, batch, error) && change_commit(&c, error);
	change_cancel(&c);
	ok = ok && nothing_open(desk, &h, batch, error);
	c = ok ? desk_change(desk, "check payments", error) : NULL;
	record_text(&r, "state", "checked");
	record_int(&r, "checked_by", desk->who.id);
	record_text(&r, "checked_on", day_to_iso(day_today(), today));
	ok = ok && c && change_update(c, batch, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	head_clear(&h);
	return ok;
}

/* --- approving ----------------------------------------------------------------------------- */

static bool approve(
	struct desk *desk, struct change *c, const struct head *h, row_id batch, GError **error)
{
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];

	if (!may_approve(desk, h, error) || !no_step_of_mine(desk, h, batch, error) ||
		!no_survey_of_mine(desk, batch, error) || !nobody_dead(desk, batch, error) ||
		!finding_refresh(desk, c, batch, error) || !nothing_open(desk, h, batch, error))
		return false;
	record_text(&r, "state", "approved");
	record_int(&r, "approved_by", desk->who.id);
	record_text(&r, "approved_on", day_to_iso(day_today(), today));
	return change_update(c, batch, &r, NULL, error);
}

bool payment_approve(struct desk *desk, row_id batch, GError **error)
{
	struct change *c = desk_change(desk, "approve payments", error);
	struct head h = {0};
	bool ok = c && read_head(desk, batch, &h, error) && approve(desk, c, &h, batch, error) &&
		change_commit(&c, error);

	change_cancel(&c);
	head_clear(&h);
	return ok;
}
