/* What else a programme keeps about a case, and the institutions. */
#include "config.h"

#include "model/past_room.h"

static bool put_assessment(
	struct past *p, row_id casefile, const struct past_support *s, GError **error)
{
	static const char *const items[] = {"eat", "dress", "bed", "toilet", "walk", "wash"};
	int unmet = g_str_equal(s->level, "full") ? 0 : g_str_equal(s->level, "half") ? 2 : 5;
	struct record r = record_of("assessment");
	record_int(&r, "casefile", casefile);
	record_text(&r, "assessed_on", past_day(p, s->on));
	/* What is given up last is eating; washing and walking go first (T-16). */
	for (int i = 0; i < (int)G_N_ELEMENTS(items); i++)
		record_int(&r, items[i], i >= (int)G_N_ELEMENTS(items) - unmet);
	record_int(&r, "unmet", unmet);
	record_text(&r, "level", s->level);
	return change_insert(p->change, &r, NULL, error);
}

static bool put_placement(struct past *p, const struct past_ids *ids, row_id institution, day from,
	const char *payer, GError **error)
{
	struct record r = record_of("placement");
	if (!institution)
		return true;
	record_int(&r, "institution", institution);
	record_int(&r, "person", ids->person);
	record_int(&r, "casefile", ids->casefile);
	record_text(&r, "from_date", past_day(p, from));
	record_text(&r, "payer", payer);
	return change_insert(p->change, &r, NULL, error);
}

bool past_support(
	struct past *p, const struct past_ids *ids, const struct past_support *s, GError **error)
{
	struct record r = record_of("support");
	bool agreed = s->institution || s->caregiver;
	record_int(&r, "casefile", ids->casefile);
	record_text(&r, "chosen_on", past_day(p, s->on));
	record_text(&r, "form", s->institution ? "institution" : "home");
	if (s->institution)
		record_int(&r, "institution", s->institution);
	record_text(&r, "caregiver", s->caregiver);
	record_text(&r, "agreement_on", agreed ? past_day(p, s->on) : NULL);
	record_int(&r, "signed", 1);
	return put_assessment(p, ids->casefile, s, error) &&
		change_insert(p->change, &r, NULL, error) &&
		put_placement(p, ids, s->institution, s->on, "support", error);
}

/* --- children ----------------------------------------------------------------------------------
 */

static bool put_parent(struct past *p, row_id casefile, const char *role,
	const struct past_parent *parent, GError **error)
{
	struct record r = record_of("parent");
	if (!parent->situation)
		return true;
	record_int(&r, "casefile", casefile);
	record_text(&r, "role", role);
	record_text(&r, "name", parent->name);
	record_text(&r, "situation", parent->situation);
	record_text(&r, "since", parent->since);
	record_text(&r, "proof", parent->proof);
	return change_insert(p->change, &r, NULL, error);
}

static bool put_carer(struct past *p, row_id casefile, const struct past_child *c, GError **error)
{
	struct record r = record_of("carer");
	record_int(&r, "casefile", casefile);
	record_text(&r, "name", c->carer);
	record_text(&r, "role", c->carer_role);
	record_text(&r, "relation", c->carer_relation);
	record_text(&r, "phone", c->carer_phone);
	return change_insert(p->change, &r, NULL, error);
}

static bool put_allowance(
	struct past *p, row_id casefile, const struct past_child *c, GError **error)
{
	struct record r = record_of("allowance");
	if (!c->allowance_kind)
		return true;
	record_int(&r, "casefile", casefile);
	record_text(&r, "kind", c->allowance_kind);
	record_int(&r, "amount", c->allowance);
	return change_insert(p->change, &r, NULL, error);
}

bool past_child(
	struct past *p, const struct past_ids *ids, const struct past_child *c, GError **error)
{
	return put_parent(p, ids->casefile, "father", &c->father, error) &&
		put_parent(p, ids->casefile, "mother", &c->mother, error) &&
		put_carer(p, ids->casefile, c, error) &&
		put_allowance(p, ids->casefile, c, error) &&
		put_placement(p, ids, c->institution, c->since, "child", error);
}

/* --- grants ------------------------------------------------------------------------------------
 */

static bool put_hardship(
	struct past *p, row_id casefile, const struct past_grant *g, GError **error)
{
	struct record r = record_of("hardship");
	record_int(&r, "casefile", casefile);
	record_text(&r, "cause", g->cause);
	record_text(&r, "event", g->event);
	record_text(&r, "occurred_on", g->occurred_on);
	record_text(&r, "place", g->place);
	record_text(&r, "invoice_no", g->invoice);
	record_int(&r, "spent", g->spent);
	record_int(&r, "reimbursed", g->reimbursed);
	return change_insert(p->change, &r, NULL, error);
}

bool past_grant(struct past *p, row_id casefile, const struct past_grant *g, GError **error)
{
	struct record r = record_of("decision");
	const char *on = past_day(p, g->decided);
	record_int(&r, "casefile", casefile);
	record_text(&r, "kind", "confirm");
	record_text(&r, "decided_on", on);
	record_text(&r, "document", g->document);
	record_int(&r, "members", g->members);
	record_int(&r, "amount", g->amount);
	record_text(&r, "from_month", past_month(p, month_of(g->decided)));
	record_int(&r, "instalments", 1);
	record_text(&r, "source", "roster");
	record_text(&r, "reason", g->reason);
	record_text(&r, "told_on", on);
	return put_hardship(p, casefile, g, error) && change_insert(p->change, &r, NULL, error);
}

/* --- people without means of living ------------------------------------------------------------
 */

static bool put_services(
	struct past *p, row_id casefile, const struct past_relief *f, GError **error)
{
	for (int i = 0; i < f->n_service; i++) {
		struct record r = record_of("relief_service");
		record_int(&r, "casefile", casefile);
		record_text(&r, "given_on", past_day(p, i ? f->ended : f->found));
		record_text(&r, "kind", f->service[i].kind);
		record_int(&r, "amount", f->service[i].amount);
		if (!change_insert(p->change, &r, NULL, error))
			return false;
	}
	return true;
}

static bool put_relief_end(
	struct past *p, row_id casefile, const struct past_relief *f, GError **error)
{
	struct record r = record_of("relief_end");
	record_int(&r, "casefile", casefile);
	record_text(&r, "ended_on", past_day(p, f->ended));
	record_text(&r, "kind", f->end_kind);
	record_text(&r, "receiver", f->receiver);
	record_text(&r, "receiver_id", f->receiver_id);
	record_text(&r, "receiver_relation", f->receiver_relation);
	record_text(&r, "destination", f->destination);
	record_text(&r, "ticket", f->ticket);
	record_int(&r, "belongings_returned", 1);
	return change_insert(p->change, &r, NULL, error);
}

bool past_relief(struct past *p, row_id casefile, const struct past_relief *f, GError **error)
{
	struct record r = record_of("relief");
	record_int(&r, "casefile", casefile);
	record_text(&r, "found_on", past_day(p, f->found));
	record_text(&r, "found_at", f->found_at);
	record_text(&r, "found_by", f->found_by);
	record_text(&r, "identity", f->identity);
	record_text(&r, "condition", f->condition);
	record_text(&r, "belongings", f->belongings);
	record_text(&r, "origin", f->origin);
	return change_insert(p->change, &r, NULL, error) && put_services(p, casefile, f, error) &&
		put_relief_end(p, casefile, f, error);
}

/* --- institutions ------------------------------------------------------------------------------
 */

bool past_institution(struct past *p, const struct past_institution *i, row_id *id, GError **error)
{
	struct record r = record_of("institution");
	record_text(&r, "name", i->name);
	record_text(&r, "kind", i->kind);
	record_text(&r, "address", i->address);
	record_text(&r, "phone", i->phone);
	record_text(&r, "director", i->director);
	record_int(&r, "beds", i->beds);
	record_int(&r, "separate_account", i->account != NULL);
	record_text(&r, "bank", i->bank);
	record_text(&r, "account", i->account);
	record_text(&r, "from_date", i->from);
	return change_insert(p->change, &r, id, error);
}
