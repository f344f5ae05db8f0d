/* Cases that were decided before this program came. */
#include "config.h"

#include "model/past_room.h"

#include <string.h>
#include "base/i18n.h"
#include "model/amount.h"
#include "model/payment_rows.h"
#include "model/person.h"

/* --- beginning ---------------------------------------------------------------------------------
 */

static row_id payer(struct desk *desk, const char *login)
{
	gint64 id = 0;
	db_one_int(desk->db, &id, NULL, "SELECT id FROM operator WHERE login = $1", "t", login);
	return id;
}

struct past *past_begin(struct desk *desk, struct change *c, GError **error)
{
	static const char *const tables[] = {"person", "household", "member", "casefile", "award",
		"award_part", "step", "decision", "hardship", "assessment", "support", "placement",
		"parent", "carer", "allowance", "relief", "relief_service", "relief_end", "payment",
		NULL};
	gint64 any = 0;
	if (!db_one_int(desk->db, &any, error, "SELECT EXISTS (SELECT 1 FROM person)", "") ||
		(!any && !change_bulk(c, tables, error)))
		return NULL;
	struct past *p = g_new0(struct past, 1);
	p->desk = desk;
	p->change = c;
	p->keep = g_ptr_array_new_with_free_func(g_free);
	p->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	p->snapshot = g_string_sized_new(256);
	p->payer1 = payer(desk, "payer1");
	p->payer2 = payer(desk, "payer2");
	return p;
}

void past_end(struct past *p)
{
	if (!p)
		return;
	g_ptr_array_unref(p->keep);
	g_hash_table_unref(p->numbers);
	g_string_free(p->snapshot, TRUE);
	g_free(p);
}

static const char *keep(struct past *p, char *text)
{
	g_ptr_array_add(p->keep, text);
	return text;
}

const char *past_day(struct past *p, day d)
{
	char iso[DAY_LEN];
	return d == DAY_NONE ? NULL : keep(p, g_strdup(day_to_iso(d, iso)));
}

const char *past_month(struct past *p, month m)
{
	char iso[MONTH_LEN];
	return m == MONTH_NONE ? NULL : keep(p, g_strdup(month_to_iso(m, iso)));
}

/* --- people ------------------------------------------------------------------------------------
 */

static bool put_person(struct past *p, const struct past_person *who, row_id *id, GError **error)
{
	struct record r = record_of("person");
	record_text(&r, "id_no", who->id_no);
	record_text(&r, "name", who->name);
	record_text(&r, "no_id_reason", who->no_id_reason);
	if (!who->id_no) {
		record_text(&r, "sex", who->sex);
		record_text(&r, "birth", who->birth);
	}
	record_text(&r, "marriage", who->marriage);
	record_text(&r, "health", who->health);
	record_text(&r, "illness", who->illness);
	record_int(&r, "disability_type", who->disability_type);
	if (who->disability_type)
		record_int(&r, "disability_level", who->disability_level);
	record_text(&r, "labour", who->labour);
	person_complete(&r, who->name, who->id_no, p->keep);
	return change_insert(p->change, &r, id, error);
}

static bool put_household(struct past *p, const struct past_case *c, row_id *id, GError **error)
{
	struct record r = record_of("household");
	record_text(&r, "village", c->village);
	record_text(&r, "group", c->group);
	record_text(&r, "address", c->address);
	record_text(&r, "area", c->area);
	record_text(&r, "phone", c->phone);
	record_text(&r, "housing", c->housing);
	return change_insert(p->change, &r, id, error);
}

static bool put_member(struct past *p, const struct past_case *c, int i, row_id household,
	row_id *person, GError **error)
{
	const struct past_person *who = &c->person[i];
	struct record r = record_of("member");
	if (!put_person(p, who, person, error))
		return false;
	record_int(&r, "household", household);
	record_int(&r, "person", *person);
	record_text(&r, "relation", i && who->relation ? who->relation : i ? "99" : "01");
	record_text(&r, "from_date", past_day(p, c->granted));
	record_int(&r, "seq", i + 1);
	return change_insert(p->change, &r, NULL, error);
}

static bool put_people(
	struct past *p, const struct past_case *c, struct past_ids *ids, GError **error)
{
	snapshot_begin(p->snapshot, c->village_name, c->address);
	for (int i = 0; i < c->n_person; i++)
		snapshot_member(p->snapshot, i ? c->person[i].relation : "01", c->person[i].name,
			c->person[i].id_no, true);
	ids->household = c->household;
	ids->person = c->subject;
	if (c->household)
		return true;
	if (!put_household(p, c, &ids->household, error))
		return false;
	for (int i = 0; i < c->n_person; i++) {
		row_id person = 0;
		if (!put_member(p, c, i, ids->household, &person, error))
			return false;
		if (i == 0)
			ids->person = person;
	}
	return true;
}

/* --- the file ----------------------------------------------------------------------------------
 */

/* The highest number is asked once for each programme and year; from then on it is counted here. */
static bool next_number(
	struct past *p, const struct programme *def, int year, const char **no, GError **error)
{
	g_autofree char *prefix = g_strdup_printf("%s-%04d-", def->prefix, year);
	gint64 *last = g_hash_table_lookup(p->numbers, prefix);
	if (!last) {
		g_autofree char *end = g_strdup_printf("%s-%04d.", def->prefix, year);
		last = g_new0(gint64, 1);
		g_hash_table_insert(p->numbers, g_strdup(prefix), last);
		struct query *q = db_query(p->desk->db,
			"SELECT file_no FROM casefile WHERE file_no >= $1 AND file_no < $2"
			" ORDER BY length(file_no) DESC, file_no DESC LIMIT 1",
			"tt", prefix, end);
		if (query_next(q))
			*last = g_ascii_strtoll(query_text(q, 0) + strlen(prefix), NULL, 10);
		if (!query_end(q, error))
			return false;
	}
	*no = keep(p, g_strdup_printf("%s%04" G_GINT64_FORMAT, prefix, ++*last));
	return true;
}

static const char *paid_state(const struct programme *def)
{
	for (guint i = 0; i < def->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(def->states, i);
		if (s->kind == STATE_ACTIVE)
			return s->key;
	}
	return "";
}

static bool put_file(struct past *p, const struct past_case *c, const struct programme *def,
	struct past_ids *ids, GError **error)
{
	struct record r = record_of("casefile");
	const char *no = NULL;
	int year, mon, mday;
	day_split(c->granted, &year, &mon, &mday);
	if (!next_number(p, def, year, &no, error))
		return false;
	record_text(&r, "file_no", no);
	record_text(&r, "programme", def->key);
	record_int(&r, "household", ids->household);
	if (def->individual)
		record_int(&r, "person", ids->person);
	record_text(&r, "area", c->area);
	record_text(&r, "state", c->state ? c->state : paid_state(def));
	record_text(&r, "origin", "imported");
	record_text(&r, "applied_on", past_day(p, c->applied));
	record_text(&r, "reason", c->reason);
	record_text(&r, "review_class", c->review_class);
	record_text(&r, "placing", c->placing);
	record_text(&r, "bank", c->bank);
	record_text(&r, "account", c->account);
	record_text(&r, "holder", c->account ? c->holder : NULL);
	if (c->year_income >= 0)
		record_int(&r, "roster_income", c->year_income);
	record_text(&r, "granted_on", past_day(p, c->granted));
	return change_insert(p->change, &r, &ids->casefile, error);
}

static bool put_step(struct past *p, row_id casefile, const char *state, GError **error)
{
	struct record r = record_of("step");
	record_int(&r, "casefile", casefile);
	record_text(&r, "action", "import");
	record_text(&r, "done_on", keep(p, g_strndup(change_at(p->change), DAY_LEN - 1)));
	record_int(&r, "operator", change_operator(p->change));
	record_text(&r, "from_state", state);
	record_text(&r, "to_state", state);
	return change_insert(p->change, &r, NULL, error);
}

/* --- what is paid ------------------------------------------------------------------------------
 */

struct sum {
	row_id casefile;
	month from, to;
	int members;
	fen base, supplement, year_income;
};

static bool put_award(struct past *p, const struct sum *s, row_id *id, GError **error)
{
	struct record r = record_of("award");
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "from_month", past_month(p, s->from));
	record_text(&r, "to_month", past_month(p, s->to));
	record_int(&r, "members", s->members);
	record_int(&r, "base", s->base);
	record_int(&r, "supplement", s->supplement);
	if (s->year_income >= 0)
		record_int(&r, "year_income", s->year_income);
	return change_insert(p->change, &r, id, error);
}

static bool put_part(
	struct past *p, row_id award, const char *kind, row_id person, fen amount, GError **error)
{
	struct record r = record_of("award_part");
	record_int(&r, "award", award);
	record_text(&r, "kind", kind);
	if (person)
		record_int(&r, "person", person);
	record_int(&r, "amount", amount);
	return change_insert(p->change, &r, NULL, error);
}

static bool put_stated_award(
	struct past *p, const struct past_case *c, row_id casefile, GError **error)
{
	struct sum s = {casefile, c->from, c->to, c->members ? c->members : c->n_person, 0, 0,
		c->year_income};
	row_id award = 0;
	for (int i = 0; i < c->n_part; i++) {
		bool care = g_str_equal(c->part[i].kind, "care");
		*(care ? &s.supplement : &s.base) += c->part[i].amount;
	}
	if (!put_award(p, &s, &award, error))
		return false;
	for (int i = 0; i < c->n_part; i++)
		if (!put_part(p, award, c->part[i].kind, 0, c->part[i].amount, error))
			return false;
	return true;
}

bool past_put(struct past *p, const struct past_case *c, struct past_ids *ids, GError **error)
{
	const struct programme *def = library_programme(p->desk->lib, c->programme);
	*ids = (struct past_ids){0};
	g_ptr_array_set_size(p->keep, 0);
	if (!def)
		return jz_fail(error, JZ_ERROR_BAD, _("there is no programme %s in the forms"),
			c->programme);
	return put_people(p, c, ids, error) && put_file(p, c, def, ids, error) &&
		put_step(p, ids->casefile, c->state ? c->state : paid_state(def), error) &&
		(!c->n_part || put_stated_award(p, c, ids->casefile, error));
}

static bool put_reckoned(struct past *p, const struct entitlement *e, struct sum *s, GError **error)
{
	row_id award = 0;
	s->base = e->base;
	s->supplement = e->supplement;
	s->year_income = e->year_income;
	if (!put_award(p, s, &award, error))
		return false;
	for (guint i = 0; e->parts && i < e->parts->len; i++) {
		const struct entitlement_part *part =
			&g_array_index(e->parts, struct entitlement_part, i);
		if (!put_part(p, award, part->kind, part->person, part->amount, error))
			return false;
	}
	return true;
}

bool past_reckon(struct past *p, row_id casefile, month from, month to, fen *amount, GError **error)
{
	struct entitlement e = {0};
	struct sum s = {.casefile = casefile, .from = from, .to = to};
	gint64 members = 0;
	g_ptr_array_set_size(p->keep, 0);
	*amount = 0;
	if (!db_one_int(p->desk->db, &members, error,
		    "SELECT CASE WHEN c.person IS NULL THEN (SELECT count(*) FROM member m"
		    " WHERE m.household = c.household AND m.to_date IS NULL) ELSE 1 END"
		    " FROM casefile c WHERE c.id = $1",
		    "i", casefile) ||
		!amount_of_case(p->desk, casefile, month_first(from), &e, error))
		return false;
	s.members = (int)members;
	bool ok = !e.eligible || put_reckoned(p, &e, &s, error);
	*amount = e.eligible ? e.total : 0;
	entitlement_clear(&e);
	return ok;
}
