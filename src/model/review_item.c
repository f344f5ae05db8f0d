/* What becomes of an item: reviewed, nobody met, exempt, ended. */
#include "config.h"

#include "model/review_room.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/effect.h"
#include "model/filling.h"
#include "model/flow.h"
#include "model/operator.h"

static const char form_key[] = "recheck";

/* --- by a step of the case -------------------------------------------------------------------- */

/* The open item of a case, of a round before one of none; 0 where there is none. */
static row_id open_item(struct desk *desk, row_id casefile)
{
	gint64 id = 0;
	db_one_int(desk->db, &id, NULL,
		"SELECT id FROM review_item WHERE casefile = $1 AND state = 'open'"
		" ORDER BY round IS NULL, id LIMIT 1",
		"i", casefile);
	return id;
}

/* What the action makes of the item; the form says the rest. */
static bool settle_columns(struct flow *f, struct record *r, char today[DAY_LEN])
{
	bool met = g_str_equal(f->action->key, form_key);
	record_text(r, "state", met ? "done" : "open");
	record_int(r, "operator", f->desk->who.id);
	if (met)
		record_text(r, "settled_on", day_to_iso(day_today(), today));
	else
		record_text(r, "outcome", "absent");
	return met;
}

bool review_put(struct flow *f, struct record *r, GError **error)
{
	char today[DAY_LEN];
	row_id item = open_item(f->desk, f->c->id);
	settle_columns(f, r, today);
	return (item || review_freeze(f->desk, f->c, f->change, &item, error)) &&
		change_update(f->change, item, r, NULL, error);
}

bool review_end(struct flow *f, GError **error)
{
	char today[DAY_LEN], on[DAY_LEN];
	const struct state_def *to =
		f->action->to ? programme_state(f->programme, f->action->to) : NULL;
	row_id item = to && to->kind == STATE_CLOSED ? open_item(f->desk, f->c->id) : 0;
	if (!item)
		return true;
	g_autofree char *how = g_strdup_printf("%s %s", day_to_iso(f->on, on), f->action->done);
	struct record r = record_of("review_item");
	record_text(&r, "state", "exempt");
	record_text(&r, "reason", "ended");
	record_text(&r, "note", how);
	record_text(&r, "settled_on", day_to_iso(day_today(), today));
	record_int(&r, "operator", f->desk->who.id);
	return change_update(f->change, item, &r, NULL, error);
}

/* --- from the grid ---------------------------------------------------------------------------- */

static row_id case_of(struct desk *desk, row_id item, GError **error)
{
	gint64 id = 0;
	g_autofree char *state = db_one_text(
		desk->db, error, "SELECT state FROM review_item WHERE id = $1", "i", item);
	if (state && !g_str_equal(state, "open")) {
		jz_fail(error, JZ_ERROR_DENIED,
			_("this household is settled already; nothing was changed"));
		return 0;
	}
	if (state)
		db_one_int(desk->db, &id, error, "SELECT casefile FROM review_item WHERE id = $1",
			"i", item);
	return id;
}

/* A household in which somebody died has changed, whatever is keyed. */
static bool check_alive(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(desk, c, day_today(), error);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		if (m->person->death_date && *m->person->death_date)
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%s has died and is still a member of %s: that is a change; "
				  "Enter opens it"),
				m->person->name, c->file_no);
	}
	return members != NULL;
}

static bool key_visitor(
	struct desk *desk, struct filling *f, const char *field, row_id who, GError **error)
{
	g_autofree char *key = operator_key(desk, who);
	return !who || filling_key(f, "review_item", 0, field, key, NULL, error);
}

static bool key_visit(
	struct desk *desk, struct filling *f, const struct review_visit *v, GError **error)
{
	char on[DAY_LEN];
	return filling_key(f, "review_item", 0, "visited_on", day_to_iso(v->on, on), NULL, error) &&
		key_visitor(desk, f, "visitor1", v->visitor1, error) &&
		key_visitor(desk, f, "visitor2", v->visitor2, error) &&
		filling_key(f, "review_item", 0, "outcome", "same", NULL, error) &&
		filling_finish(f, NULL, error);
}

bool review_same(struct desk *desk, row_id item, const struct review_visit *visit, GError **error)
{
	row_id id = case_of(desk, item, error);
	g_autoptr(casefile) c = id ? casefile_get(desk, id, error) : NULL;
	if (!c || !check_alive(desk, c, error))
		return false;
	g_autoptr(filling) f = filling_new(desk, form_key, c, error);
	return f && key_visit(desk, f, visit, error) &&
		flow_do(desk, id, "recheck", filling_entry(f), DAY_NONE, error);
}

/* --- exempt ----------------------------------------------------------------------------------- */

static bool check_exempt(struct desk *desk, row_id item, bool back, GError **error)
{
	g_autofree char *state = db_one_text(
		desk->db, error, "SELECT state FROM review_item WHERE id = $1", "i", item);
	g_autofree char *closed = db_one_text(desk->db, NULL,
		"SELECT r.closed_on FROM review_item i JOIN review_round r ON r.id = i.round"
		" WHERE i.id = $1",
		"i", item);
	if (!state || !desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR, error))
		return false;
	if (closed)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the round was closed on %s; nothing in it changes any more"), closed);
	if (g_str_equal(state, back ? "exempt" : "open"))
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		back ? _("this household is not exempt; there is nothing to take back")
		     : _("this household is settled already; nothing was changed"));
}

bool review_exempt(
	struct desk *desk, row_id item, const char *reason, const char *note, GError **error)
{
	char today[DAY_LEN];
	g_autofree char *why = text_normal(note ? note : "");
	if (!check_exempt(desk, item, !reason, error))
		return false;
	if (reason && !*why)
		return jz_fail(error, JZ_ERROR_BAD,
			_("an exemption needs a reason in words; write why nobody has to go "
			  "there"));
	struct record r = record_of("review_item");
	record_text(&r, "state", reason ? "exempt" : "open");
	record_text(&r, "reason", reason);
	record_text(&r, "note", why);
	record_text(&r, "settled_on", reason ? day_to_iso(day_today(), today) : NULL);
	record_int(&r, "operator", desk->who.id);
	struct change *c = desk_change(desk, "review", error);
	bool ok = c && change_update(c, item, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
