/* Saving a new standard with what follows from it. */
#include "config.h"

#include "model/retro.h"

#include <string.h>
#include "base/i18n.h"
#include "model/rows.h"

struct saving {
	struct change *c;
	const struct setting *s;
	const char *cause;
	char today[DAY_LEN];
};

/* A rise is told by the list that hangs, not by a notice to each (9.7): nobody waits for one. */
static bool put_decision(struct saving *v, const struct retro_case *one, const char *next,
	row_id *id, GError **error)
{
	struct record r = record_of("decision");

	record_int(&r, "casefile", one->casefile);
	record_text(&r, "kind", "adjust");
	record_text(&r, "decided_on", v->today);
	record_text(&r, "document", v->s->document);
	record_int(&r, "members", one->members);
	record_int(&r, "amount", one->fresh);
	record_text(&r, "working", one->working);
	record_text(&r, "from_month", next);
	record_text(&r, "reason", v->cause);
	record_text(&r, "told_on", v->today);
	return change_insert(v->c, &r, id, error);
}

struct running {
	row_id id;
	char to[MONTH_LEN]; /* "" while it runs */
};

/* What runs in the month ends before it; what begins later stays. */
static bool end_awards(struct saving *v, const struct retro_case *one, const char *next,
	char to[MONTH_LEN], GError **error)
{
	g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(struct running));
	struct record r = record_of("award");
	char last[MONTH_LEN];
	struct query *q = db_query(change_db(v->c),
		"SELECT id, to_month FROM award WHERE casefile = $1 AND from_month <= $2"
		" AND (to_month IS NULL OR to_month >= $2) ORDER BY from_month, id",
		"it", one->casefile, next);

	while (query_next(q)) {
		struct running a = {.id = query_int(q, 0)};

		g_strlcpy(a.to, query_text(q, 1), sizeof a.to);
		g_strlcpy(to, a.to, MONTH_LEN);
		g_array_append_val(list, a);
	}
	if (!query_end(q, error))
		return false;
	record_text(&r, "to_month", month_to_iso(one->next - 1, last));
	for (guint i = 0; i < list->len; i++)
		if (!change_update(
			    v->c, g_array_index(list, struct running, i).id, &r, NULL, error))
			return false;
	return true;
}

static bool put_parts(struct saving *v, row_id award, const struct retro_case *one, GError **error)
{
	for (guint i = 0; one->parts && i < one->parts->len; i++) {
		const struct entitlement_part *p =
			&g_array_index(one->parts, struct entitlement_part, i);
		struct record r = record_of("award_part");

		record_int(&r, "award", award);
		record_text(&r, "kind", p->kind);
		if (p->person)
			record_int(&r, "person", p->person);
		record_int(&r, "amount", p->amount);
		if (!change_insert(v->c, &r, NULL, error))
			return false;
	}
	return true;
}

static bool raise_award(struct saving *v, const struct retro_case *one, GError **error)
{
	struct record r = record_of("award");
	char next[MONTH_LEN], to[MONTH_LEN] = "";
	row_id decision, award;

	month_to_iso(one->next, next);
	if (!put_decision(v, one, next, &decision, error) || !end_awards(v, one, next, to, error))
		return false;
	record_int(&r, "casefile", one->casefile);
	record_int(&r, "decision", decision);
	record_text(&r, "from_month", next);
	record_text(&r, "to_month", to);
	record_int(&r, "members", one->members);
	record_int(&r, "base", one->base);
	record_int(&r, "supplement", one->supplement);
	if (one->income >= 0)
		record_int(&r, "year_income", one->income);
	return change_insert(v->c, &r, &award, error) && put_parts(v, award, one, error);
}

static bool save_case(
	struct saving *v, const struct retro *r, const struct retro_case *one, GError **error)
{
	const struct adjustment_new a = {
		one->casefile, "raise", v->cause, v->s->document, v->cause, true};

	if (one->raised && !raise_award(v, one, error))
		return false;
	return !one->n ||
		adjustment_put(v->c, &a,
			&g_array_index(r->lines, struct adjustment_month, one->first), one->n,
			error);
}

static bool same(const struct retro *a, const struct retro *b, GError **error)
{
	return (a->amount == b->amount && a->lines->len == b->lines->len &&
		       a->n_raised == b->n_raised && a->monthly == b->monthly) ||
		jz_fail(error, JZ_ERROR_BAD,
			_("the figures have changed since they were shown; nothing was saved, look "
			  "at them again"));
}

/* "低保标准 7800.00，2026-01-01 起" */
static char *cause_of(const struct desk *desk, const struct setting *s)
{
	const struct param_def *def = library_param(desk->lib, s->key);
	char money[MONEY_LEN], from[DAY_LEN];

	return g_strdup_printf(_("%s %s from %s"), def->label,
		money_plain(g_ascii_strtoll(s->value, NULL, 10), money), day_to_iso(s->from, from));
}

static bool save_all(struct desk *desk, struct change *c, const struct setting *s,
	const struct retro *seen, GError **error)
{
	static const char *const no_index[] = {NULL};
	g_autofree char *now = retro_rests_on(desk, s, error), *cause = NULL;
	g_autoptr(retro) again = NULL;
	const struct retro *r = seen;
	struct saving v = {.c = c, .s = s};

	if (!now)
		return false;
	if (strcmp(now, seen->rests_on) != 0) {
		r = again = retro_look(desk, s, error);
		if (!r || !same(r, seen, error))
			return false;
	}
	/* A whole county changes: with a small cache pages would be written several times. */
	if (!change_bulk(c, no_index, error) || !setting_put(c, desk->lib, s, error))
		return false;
	v.cause = cause = cause_of(desk, s);
	day_to_iso(day_today(), v.today);
	for (guint i = 0; i < r->cases->len; i++)
		if (!save_case(&v, r, g_ptr_array_index(r->cases, i), error))
			return false;
	return true;
}

bool retro_save(
	struct desk *desk, const struct setting *s, const struct retro *seen, GError **error)
{
	struct change *c;
	bool ok;

	if (!(desk->who.roles & ROLE_ADMIN))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only an administrator may set standards and parameters; let the "
			  "administrator sign in"));
	if (!s->document || !*s->document)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the number of the document that sets the standard is missing"));
	c = desk_change(desk, "raise standard", error);
	ok = c && save_all(desk, c, s, seen, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(desk, error);
}
