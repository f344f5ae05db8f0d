#include "config.h"

#include "tests/unit/test_model_money.h"

#include <string.h>
#include "model/payment_finding.h"
#include "model/setting.h"

void money_set(struct place *p, const char *key, const char *area, const char *value, day from)
{
	GError *error = NULL;
	struct setting s = {.key = key,
		.area = area,
		.value = value,
		.from = from,
		.document = "示例1号",
		.issued = DAY_NONE};

	sit(p, "admin");
	must(setting_add(p->desk, &s, &error), &error);
}

void money_office(struct place *p)
{
	day_set_today(day_make(2026, 5, 10));
	person_at_desk(p, "admin", "administrator", NULL);
	person_at_desk(p, "clerk", "clerk investigator", NULL);
	person_at_desk(p, "approver1", "approver", NULL);
	person_at_desk(p, "payer1", "payer", NULL);
	person_at_desk(p, "payer2", "payer", NULL);
	money_set(p, "dibao_standard", "rural", "624000", day_make(2023, 1, 1));
	money_set(p, "dibao_standard", "urban", "816000", day_make(2023, 1, 1));
	money_set(p, "round_unit", "", "1", day_make(2023, 1, 1));
	money_set(p, "round_mode", "", "half", day_make(2023, 1, 1));
	sit(p, "payer1");
}

static row_id put_member(struct place *p, row_id household, int number, int seq)
{
	g_autofree char *name = g_strdup_printf("人%d-%d", number, seq);
	struct record person = record_of("person"), member = record_of("member");
	row_id id;

	record_text(&person, "name", name);
	record_text(&person, "birth", "1986-01-01");
	id = put(p, &person);
	record_int(&member, "household", household);
	record_int(&member, "person", id);
	record_text(&member, "relation", seq == 1 ? "01" : "10");
	record_text(&member, "from_date", "2025-01-01");
	record_int(&member, "seq", seq);
	put(p, &member);
	return id;
}

struct home money_home(struct place *p, const char *programme, int number, int members)
{
	const struct programme *def = library_programme(p->lib, programme);
	g_autofree char *file_no = g_strdup_printf("%s-2025-%04d", def->prefix, number);
	g_autofree char *account = g_strdup_printf("6217%012d", number);
	struct record household = record_of("household"), file = record_of("casefile");
	struct home h = {0};

	record_text(&household, "area", "rural");
	record_text(&household, "village_name", "秀水村");
	h.household = put(p, &household);
	h.head = put_member(p, h.household, number, 1);
	for (int seq = 2; seq <= members; seq++)
		put_member(p, h.household, number, seq);
	record_text(&file, "file_no", file_no);
	record_text(&file, "programme", programme);
	record_int(&file, "household", h.household);
	if (def->individual)
		record_int(&file, "person", h.head);
	record_text(&file, "area", "rural");
	record_text(&file, "state", "active");
	record_text(&file, "bank", "农商行");
	record_text(&file, "account", account);
	record_text(&file, "holder", file_no);
	h.casefile = put(p, &file);
	return h;
}

row_id money_award(struct place *p, row_id casefile, const char *from, const char *to, int members,
	fen base, fen supplement, fen year_income)
{
	struct record r = record_of("award");

	record_int(&r, "casefile", casefile);
	record_text(&r, "from_month", from);
	record_text(&r, "to_month", to);
	record_int(&r, "members", members);
	record_int(&r, "base", base);
	record_int(&r, "supplement", supplement);
	if (year_income >= 0)
		record_int(&r, "year_income", year_income);
	return put(p, &r);
}

row_id money_member(struct place *p, const struct home *h, int seq)
{
	gint64 id = 0;

	db_one_int(p->desk->db, &id, NULL,
		"SELECT person FROM member WHERE household = $1 AND seq = $2", "ii", h->household,
		(gint64)seq);
	return id;
}

static void close_batches(struct place *p)
{
	struct record closed = record_of("payment_batch"), paid = record_of("payment");
	gint64 id;

	record_text(&closed, "state", "closed");
	record_text(&paid, "state", "paid");
	while (id = 0,
		db_one_int(p->desk->db, &id, NULL,
			"SELECT min(id) FROM payment_batch WHERE state <> 'closed'", "") &&
			id)
		set(p, id, &closed);
	while (id = 0,
		db_one_int(p->desk->db, &id, NULL,
			"SELECT min(id) FROM payment WHERE state = 'planned'", "") &&
			id)
		set(p, id, &paid);
}

void money_roster(struct place *p, const char *programme, month m)
{
	GError *error = NULL;
	int n;

	sit(p, "payer1");
	must(payment_plan(p->desk, programme, m, &n, &error), &error);
	close_batches(p);
}

static bool note_kind(const struct payment_finding *f, void *ctx)
{
	if (!*f->reason)
		g_ptr_array_add(ctx, (char *)g_intern_string(f->kind));
	return true;
}

/* Whatever the checks find is explained: the rows themselves are looked at by the tests. */
static void check(struct place *p, row_id batch)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();
	int n;

	must(payment_findings(p->desk, batch, note_kind, kinds, &error), &error);
	for (guint i = 0; i < kinds->len; i++)
		must(payment_explain_kind(p->desk, batch, g_ptr_array_index(kinds, i), "属实", &n,
			     &error),
			&error);
	must(payment_check(p->desk, batch, &error), &error);
}

void money_pay(struct place *p, const char *programme, month m)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) list = NULL;
	int n;

	sit(p, "payer1");
	must(payment_plan(p->desk, programme, m, &n, &error), &error);
	sit(p, "payer2");
	list = payment_batches(p->desk, &error);
	must(list != NULL, &error);
	for (guint i = 0; i < list->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(list, i);

		if (strcmp(b->state, "draft") != 0)
			continue;
		check(p, b->id);
		if (b->households)
			must(payment_approve(p->desk, b->id, &error), &error);
	}
}

void money_text(
	struct place *p, const char *table, row_id id, const char *column, const char *value)
{
	struct record r = record_of(table);

	record_text(&r, column, value);
	set(p, id, &r);
}

fen money_paid(struct place *p, row_id casefile, const char *for_month, const char *reason)
{
	gint64 amount = -1;

	db_one_int(p->desk->db, &amount, NULL,
		"SELECT amount FROM payment WHERE casefile = $1 AND for_month = $2"
		" AND coalesce(reason, '') = coalesce($3, '')",
		"itt", casefile, for_month, reason);
	return amount;
}

fen money_sum(struct place *p, const char *sql)
{
	gint64 n = 0;

	db_one_int(p->desk->db, &n, NULL, sql, "");
	return n;
}

row_id money_income(struct place *p, row_id casefile, row_id person, fen a_year)
{
	struct record r = record_of("income_item");

	record_int(&r, "casefile", casefile);
	record_text(&r, "section", "wage");
	record_text(&r, "kind", "11");
	record_text(&r, "per", "year");
	record_int(&r, "verified", a_year);
	if (person)
		record_int(&r, "person", person);
	return put(p, &r);
}
