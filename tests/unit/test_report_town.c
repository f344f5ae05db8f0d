#include "config.h"

#include "test_report_town.h"

#include <string.h>

#include "base/text.h"
#include "model/application.h"
#include "model/filling.h"
#include "model/rows.h"

/* ---- filling a form ---- */

static const struct {
	const char *block, *field;
	int row;
	const char *typed;
} usual[] = {
	{"member", "name", 0, "李小满"},
	{"member", "relation", 0, "01"},
	{"household", "village", 0, "202"},
	{"household", "address", 0, "中街12号"},
	{"household", "phone", 0, PHONE},
	{"account", "bank", 0, "1"},
	{"account", "account", 0, ACCOUNT},
	{"account", "holder", 0, "李大山"},
	{"parent", "role", 0, "father"},
	{"parent", "role", 1, "mother"},
	{"parent", "situation", 0, "1"},
	{"parent", "situation", 1, "9"},
	{"parent", "since", 0, "2024-01-05"},
	{"parent", "since", 1, "2024-01-05"},
	{"supporter", "name", 0, "李远"},
	{"supporter", "relation", 0, "6"},
	{"supporter", "situation", 0, "3"},
	{"supporter", "evidence", 0, "核对报告"},
	{"carer", "name", 0, "李大山"},
	{"carer", "role", 0, "guardian"},
	{"carer", "relation", 0, "1"},
	{"carer", "id_no", 0, OTHER_ID},
	{"hardship", "cause", 0, "4"},
	{"hardship", "event", 0, "急性心肌梗死住院"},
	{"hardship", "occurred_on", 0, "2026-07-02"},
	{"hardship", "spent", 0, "32000"},
	{"relief", "found_at", 0, "火车站广场"},
	{"relief", "belongings", 0, "蓝布包一个、身份证一张"},
	{"assessment", "eat", 0, "0"},
	{"assessment", "dress", 0, "0"},
	{"assessment", "bed", 0, "0"},
	{"assessment", "toilet", 0, "1"},
	{"assessment", "walk", 0, "0"},
	{"assessment", "wash", 0, "1"},
	{"support", "form", 0, "home"},
	{"support", "caregiver", 0, "张秀兰"},
	{"support", "signed", 0, "1"},
	{"hearing", "person", 0, "李小满"},
	{"hearing", "statement", 0, "没有意见"},
	{"end", "kind", 0, "2"},
	{"end", "receiver", 0, "李大山"},
	{"end", "receiver_id", 0, OTHER_ID},
	{"end", "cash", 0, "15"},
	{"end", "belongings_returned", 0, "1"},
};

/* A child where the programme is for children. */
static const char *id_of(const struct programme *p)
{
	return !strcmp(p->group, "child") ? CHILD_ID : ADULT_ID;
}

static const char *by_type(const struct field_def *f, const struct library *lib)
{
	const struct code_list *codes = f->codes ? library_codes(lib, f->codes) : NULL;

	switch (f->type) {
	case FIELD_ID:
		return f->none_allowed ? "." : OTHER_ID;
	case FIELD_NAME:
		return f->none_allowed ? "." : "李大山";
	case FIELD_INTEGER:
		return "1";
	case FIELD_MONEY:
		return f->none_allowed ? "." : "100";
	case FIELD_DATE:
		return "t";
	case FIELD_MONTH:
		return "202607";
	case FIELD_CODE:
		return codes ? ((struct code *)g_ptr_array_index(codes->codes, 0))->key : NULL;
	case FIELD_PHONE:
		return PHONE;
	case FIELD_ACCOUNT:
		return ACCOUNT;
	default:
		return f->none_allowed ? "." : "情况属实";
	}
}

static const char *typed_for(const struct programme *p, const struct library *lib,
	const char *block, int row, const struct field_def *f)
{
	if (!strcmp(block, "member") && f->type == FIELD_ID)
		return id_of(p);
	for (size_t i = 0; i < G_N_ELEMENTS(usual); i++)
		if (!strcmp(usual[i].block, block) && !strcmp(usual[i].field, f->key) &&
			usual[i].row == row)
			return usual[i].typed;
	return f->required && !f->fallback ? by_type(f, lib) : NULL;
}

static void fill_row(
	struct office_fixture *o, const struct programme *p, struct filling *f, int block, int row)
{
	struct entry *e = filling_entry(f);
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, block);
	GError *error = NULL;

	for (guint i = 0; i < def->fields->len; i++) {
		const struct field_def *field = g_ptr_array_index(def->fields, i);
		const char *typed = typed_for(p, o->lib, def->key, row, field);
		struct place at = {block, row, (int)i};

		if (!typed ||
			(row < entry_rows(e, block) &&
				(!entry_asked(e, at) || entry_protected(e, at))))
			continue;
		if (!filling_key(f, def->key, row, field->key, typed, "如实", &error))
			fail_msg("%s: %s %s = %s: %s", p->key, def->key, field->key, typed,
				error->message);
	}
}

/* Income and property: none; whatever the form is about: as many rows as it must have. */
static void fill_block(
	struct office_fixture *o, const struct programme *p, struct filling *f, int block)
{
	const struct block_def *def =
		g_ptr_array_index(entry_form(filling_entry(f))->blocks, block);
	bool evidence = !g_strcmp0(def->table, "income_item") ||
		!g_strcmp0(def->table, "asset_item") || !g_strcmp0(def->table, "allowance");
	GError *error = NULL;

	if (def->roster && evidence) {
		must(filling_none(f, def->key, &error), &error);
		return;
	}
	for (int row = 0; row < MAX(def->roster ? def->min_rows : 1, 1); row++)
		fill_row(o, p, f, block, row);
}

static struct filling *fill_form(struct office_fixture *o, const struct programme *p,
	const char *form, const struct casefile *c)
{
	GError *error = NULL;
	struct filling *f = filling_new(o->desk, form, c, &error);

	must(f != NULL, &error);
	for (guint b = 0; b < entry_form(filling_entry(f))->blocks->len; b++)
		fill_block(o, p, f, (int)b);
	return f;
}

/* ---- rows ---- */

static row_id insert(struct office_fixture *o, const struct record *r)
{
	GError *error = NULL;
	row_id id = 0;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c != NULL, &error);
	must(change_insert(c, r, &id, &error), &error);
	must(change_commit(&c, &error), &error);
	return id;
}

void town_row(struct office_fixture *o, row_id casefile, const char *table, ...)
{
	struct record r = record_of(table);
	va_list args;
	const char *column;

	record_int(&r, "casefile", casefile);
	va_start(args, table);
	while ((column = va_arg(args, const char *)))
		record_text(&r, column, va_arg(args, const char *));
	va_end(args);
	insert(o, &r);
}

void town_post(struct office_fixture *o, row_id casefile, const char *about)
{
	struct record r = record_of("publicity");

	record_int(&r, "casefile", casefile);
	record_text(&r, "place", "公示栏");
	record_text(&r, "posted_on", "2026-07-01");
	record_text(&r, "ends_on", "2026-07-08");
	record_int(&r, "members", 1);
	record_int(&r, "amount", 71200);
	record_text(&r, "about", about);
	insert(o, &r);
}

void town_step(struct office_fixture *o, row_id casefile, const char *action, const char *on)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", casefile);
	record_text(&r, "action", action);
	record_text(&r, "done_on", on);
	record_int(&r, "operator", o->desk->who.id);
	record_text(&r, "from_state", "draft");
	record_text(&r, "to_state", "accepted");
	insert(o, &r);
}

static void insert_fact(struct office_fixture *o, const struct programme *p,
	const struct casefile *c, const struct fact_list *l)
{
	g_autoptr(filling) f = fill_form(o, p, l->def->form, c);
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	const struct entry *e = filling_entry(f);
	struct record r = record_of(l->block->table);

	rows_record(&r, e, rows_block(entry_form(e), l->def->block), 0, NULL, keep);
	record_int(&r, "casefile", c->id);
	/* Two of six unmet: half (T-16). */
	if (!strcmp(l->block->table, "assessment"))
		record_text(&r, "level", "half");
	insert(o, &r);
}

row_id town_case(struct office_fixture *o, const char *programme)
{
	const struct programme *p = library_programme(o->lib, programme);
	GError *error = NULL;
	row_id id = 0;
	g_autoptr(filling) f = NULL;
	g_autoptr(casefile) c = NULL;
	g_autoptr(GPtrArray) facts = NULL;

	assert_non_null(p);
	f = fill_form(o, p, p->form, NULL);
	must(filling_finish(f, "如实", &error), &error);
	must(application_save(o->desk, programme, filling_entry(f), NULL, &id, &error), &error);
	c = casefile_get(o->desk, id, &error);
	must(c != NULL, &error);
	facts = fact_lists(o->desk, c, &error);
	must(facts != NULL, &error);
	for (guint i = 0; i < facts->len; i++) {
		const struct fact_list *l = g_ptr_array_index(facts, i);

		if (!l->rows->len && strcmp(l->block->table, "allowance") != 0)
			insert_fact(o, p, c, l);
	}
	return id;
}

/* ---- decisions ---- */

static void insert_award(struct office_fixture *o, row_id casefile, row_id decision,
	const struct town_decision *d, int month_after)
{
	char iso[MONTH_LEN];
	struct record award = record_of("award"), part = record_of("award_part");
	int parts = MAX(d->instalments, 1);

	record_int(&award, "casefile", casefile);
	record_int(&award, "decision", decision);
	record_text(&award, "from_month",
		month_to_iso(month_from_iso(d->from) + (month)month_after, iso));
	record_int(&award, "members", 1);
	record_int(&award, "base", d->base / parts);
	record_int(&award, "supplement", d->supplement);
	record_int(&part, "award", insert(o, &award));
	record_text(&part, "kind", d->instalments ? "grant" : "base");
	record_int(&part, "amount", d->base / parts);
	insert(o, &part);
}

void town_decide(struct office_fixture *o, row_id casefile, const struct town_decision *d)
{
	struct record r = record_of("decision");
	row_id id;

	record_int(&r, "casefile", casefile);
	record_text(&r, "kind", d->kind);
	record_text(&r, "decided_on", d->on);
	record_text(&r, "from_month", d->from);
	record_text(&r, "valid_until", d->until);
	record_text(&r, "document", d->document);
	record_text(&r, "cause", d->cause);
	record_text(&r, "reason", d->reason);
	record_text(&r, "source", d->source);
	record_text(&r, "working", d->working);
	record_int(&r, "members", 1);
	if (d->instalments)
		record_int(&r, "instalments", d->instalments);
	if (d->base >= 0)
		record_int(&r, "amount", d->base + d->supplement);
	id = insert(o, &r);
	for (int i = 0; d->base >= 0 && i < MAX(d->instalments, 1); i++)
		insert_award(o, casefile, id, d, i);
}

/* ---- reading ---- */

char *town_print(struct office_fixture *o, row_id casefile, const char *key)
{
	GError *error = NULL;
	char *text = document_of_case(o->desk, casefile, key, &error);

	if (!text)
		fail_msg("%s: %s", key, error->message);
	return text;
}

void town_has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("\"%s\" is not in\n%s", what, text);
}

void town_lacks(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("\"%s\" is in\n%s", what, text);
}
