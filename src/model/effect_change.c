/* What follows from a change of the household or its evidence for what is paid (F47, F48). */
#include "config.h"

#include "model/effect_room.h"

#include "base/i18n.h"
#include "model/adjustment.h"
#include "model/amount.h"
#include "model/application_room.h"
#include "model/difference.h"
#include "model/evidence.h"
#include "model/payment.h"

enum { DAYS_DECIDE = 10, DAYS_RECOVER = 30 };

/* A programme that pays a monthly amount of its own, and pays it now. */
static bool runs(struct flow *f, fen *amount, fen *supplement, int *members)
{
	bool found = false;
	if (!f->programme->amount || g_str_equal(f->programme->amount, "cap"))
		return false;
	struct query *q = db_query(f->desk->db,
		"SELECT base, supplement, members FROM award WHERE casefile = $1"
		" AND to_month IS NULL ORDER BY from_month DESC, id DESC LIMIT 1",
		"i", f->c->id);
	if (query_next(q)) {
		*amount = query_int(q, 0);
		*supplement = query_int(q, 1);
		*members = (int)query_int(q, 2);
		found = true;
	}
	query_end(q, NULL);
	return found;
}

/* Whom the case is about now, and how many of them live. */
static int living(struct flow *f, int *counted)
{
	int alive = 0;
	g_autoptr(casefile) c = casefile_get(f->desk, f->c->id, NULL);
	g_autoptr(GPtrArray) members = c ? casefile_members(f->desk, c, f->on, NULL) : NULL;
	*counted = household_counted(members);
	for (guint i = 0; members && i < members->len; i++)
		alive +=
			!((const struct member *)g_ptr_array_index(members, i))->person->death_date;
	return alive;
}

/* Whoever is left is heard before an end (C-11); for the dead nothing is paid on (F48, K-31). */
static bool not_due(struct flow *f, bool hold, GError **error)
{
	if (hold && !effect_close_awards(f, month_of(f->on), error))
		return false;
	return effect_task(f,
		hold ? _("held after a death: hear the family, then end the case or reckon it "
			 "again")
		     : _("after the change nothing is due: hear the recipient, then end the case "
			 "or grant a grace period"),
		DAYS_DECIDE, error);
}

/* Is a month's roster still to be approved, and its award more than that? */
static bool may_lessen(struct flow *f, month m, fen total, bool *may, GError **error)
{
	gint64 n = 0;
	month first = m;
	char iso[MONTH_LEN], batch[MONTH_LEN];
	payment_cycle(f->desk, f->programme, f->c->area, &first);
	bool ok = db_one_int(f->desk->db, &n, error,
		"SELECT NOT EXISTS (SELECT 1 FROM payment_batch WHERE programme = $2 AND area = $3"
		"  AND for_month = $4 AND no IS NULL AND state NOT IN ('draft', 'checked'))"
		" AND coalesce((SELECT a.base + a.supplement FROM award a WHERE a.casefile = $1"
		"  AND a.from_month <= $5 AND (a.to_month IS NULL OR a.to_month >= $5)"
		"  ORDER BY a.from_month DESC, a.id DESC LIMIT 1), 0) > $6",
		"itttti", f->c->id, f->c->programme, f->c->area, month_to_iso(first, batch),
		month_to_iso(m, iso), total);
	*may = n > 0;
	return ok;
}

/* Who died in a month is not paid for the next (9.5): less is paid from the first month after it
 * for which no roster was approved yet, not only from the month after the step. */
static bool begin_after_death(struct flow *f, fen total, GError **error)
{
	month m = month_of(f->on) + 1;
	bool may = true;
	while (may && m - 1 > month_of(effect_since(f))) {
		if (!may_lessen(f, m - 1, total, &may, error))
			return false;
		m -= may;
	}
	f->from = m;
	return true;
}

bool effect_recompute_after(struct flow *f, GError **error)
{
	fen base = 0, supplement = 0;
	int members = 0, counted = 0;
	bool death = f->action->effects &&
		(g_strv_contains((const char *const *)f->action->effects, "decease") ||
			g_strv_contains((const char *const *)f->action->effects, "die"));
	if (!runs(f, &base, &supplement, &members))
		return true;
	if (!living(f, &counted) || !counted)
		return not_due(f, true, error);
	struct entitlement e = {0};
	if (!amount_of_case(f->desk, f->c->id, f->on, &e, error))
		return false;
	bool due = e.eligible;
	bool same = e.base == base && e.supplement == supplement && counted == members;
	fen total = e.total;
	entitlement_clear(&e);
	if (!due)
		return not_due(f, death, error);
	if (death && !begin_after_death(f, total, error))
		return false;
	return same || effect_adjust_after(f, error);
}

static void say_months(GString *text, const GArray *months)
{
	char iso[MONTH_LEN], due[MONEY_LEN], paid[MONEY_LEN];
	for (guint i = 0; i < months->len; i++) {
		const struct difference *d = &g_array_index(months, struct difference, i);
		g_string_append_printf(text, _("%s due %s, paid %s; "), month_to_iso(d->month, iso),
			money_print(d->due, due), money_print(d->paid, paid));
	}
}

/* What was paid too much after the change is proposed to be paid back; somebody else decides how,
 * and nothing is taken back by itself (9.7). */
bool effect_recover_after(struct flow *f, GError **error)
{
	char sum[MONEY_LEN], since[DAY_LEN];
	g_autoptr(GArray) months =
		difference_read(f->desk, f->c->id, effect_since(f), f->on, error);
	fen over = months ? difference_over(months) : 0;
	g_autoptr(GString) text = g_string_new(NULL);
	if (over <= 0)
		return months != NULL;
	say_months(text, months);
	g_string_append_printf(text,
		_("%s yuan too much: the payments of the month propose it as a recovery (F9 "
		  "there); "
		  "agree how it is paid back"),
		money_print(over, sum));
	g_autofree char *cause = g_strdup_printf(
		_("%s, from %s on"), f->action->label, day_to_iso(effect_since(f), since));
	return adjustment_propose_recovery(f->desk, f->change, f->c, cause, error) &&
		effect_task(f, text->str, DAYS_RECOVER, error);
}

/* --- evidence that waited (F11) -----------------------------------------------------------------
 */

static bool supersede(
	struct flow *f, const struct evidence *e, const struct evidence *old, GError **error)
{
	char before[DAY_LEN], since[DAY_LEN];
	struct record r = record_of(e->asset ? "asset_item" : "income_item");
	day from = effect_since(f);
	if (old->from && day_from_iso(old->from) >= from)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the line of %s counts only from %s, which is not before %s; correct "
			  "the date"),
			f->action->label, old->person_name ? old->person_name : "", old->from,
			day_to_iso(from, since));
	record_text(&r, "state", "superseded");
	record_text(&r, "to_date", day_to_iso(from - 1, before));
	return change_update(f->change, old->id, &r, NULL, error);
}

static bool activate_line(
	struct flow *f, const GPtrArray *lines, const struct evidence *e, GError **error)
{
	struct record r = record_of(e->asset ? "asset_item" : "income_item");
	record_text(&r, "state", "active");
	record_text(&r, "from_date", effect_iso(f, effect_since(f)));
	for (guint i = 0; i < lines->len; i++) {
		const struct evidence *old = g_ptr_array_index(lines, i);
		if (old->id == e->replaces && !supersede(f, e, old, error))
			return false;
	}
	return change_update(f->change, e->id, &r, NULL, error);
}

bool effect_activate_after(struct flow *f, GError **error)
{
	char iso[DAY_LEN];
	if (effect_since(f) > f->on)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the date %s is later than the day of the step; correct it"),
			f->action->label, day_to_iso(effect_since(f), iso));
	for (int asset = 0; asset < 2; asset++) {
		g_autoptr(GPtrArray) lines = evidence_lines(f->desk, f->c->id, asset != 0, error);
		for (guint i = 0; lines && i < lines->len; i++) {
			const struct evidence *e = g_ptr_array_index(lines, i);
			if (g_str_equal(e->state, "edit") && !activate_line(f, lines, e, error))
				return false;
		}
		if (!lines)
			return false;
	}
	return true;
}

/* New lines of a case that is paid: they wait as well. */
bool effect_earn_after(struct flow *f, GError **error)
{
	struct saving s = {.desk = f->desk,
		.change = f->change,
		.programme = f->programme,
		.e = f->entry,
		.keep = f->keep,
		.casefile = f->c->id,
		.persons = g_array_new(FALSE, FALSE, sizeof(row_id)),
		.state = "edit"};
	struct code_list *people = casefile_codes(f->desk, f->c, false);
	for (guint i = 0; i < people->codes->len; i++) {
		row_id person = g_ascii_strtoll(
			code_attribute(g_ptr_array_index(people->codes, i), "row"), NULL, 10);
		g_array_append_val(s.persons, person);
	}
	bool ok = application_add_lines(&s, error);
	code_list_free(people);
	g_array_unref(s.persons);
	return ok;
}
