/* Income and property lines, and the amount that follows from them. */
#include "config.h"

#include "model/evidence.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rid.h"
#include "model/rows.h"
#include "rule/disability.h"

void evidence_free(struct evidence *e)
{
	if (!e)
		return;
	g_free(e->section);
	g_free(e->kind);
	g_free(e->person_name);
	g_free(e->per);
	g_free(e->note);
	g_free(e->evidence);
	g_free(e->description);
	g_free(e->declared_as);
	g_free(e);
}

static fen amount_or_none(struct query *q, int col)
{
	return query_is_null(q, col) ? EVIDENCE_NONE : query_int(q, col);
}

static GPtrArray *evidence_read(struct query *q, bool asset, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
	while (query_next(q)) {
		struct evidence *e = g_new0(struct evidence, 1);
		e->asset = asset;
		e->id = query_int(q, 0);
		e->person = query_int(q, 1);
		e->person_name = query_dup(q, 2);
		e->section = query_dup(q, 3);
		e->kind = query_dup(q, 4);
		e->declared = amount_or_none(q, 5);
		e->surveyed = amount_or_none(q, 6);
		e->verified = amount_or_none(q, 7);
		e->declared_as = query_dup(q, 8);
		e->note = query_dup(q, 9);
		if (asset) {
			e->description = query_dup(q, 10);
			e->exempt = query_int(q, 11) != 0;
		} else {
			e->per = query_dup(q, 10);
			e->months = (int)query_int(q, 11);
			e->evidence = query_dup(q, 12);
		}
		g_ptr_array_add(list, e);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

GPtrArray *evidence_income(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared,"
			" i.surveyed, i.verified, i.declared_as, i.note, i.per, i.months,"
			" i.evidence FROM income_item i LEFT JOIN person p ON p.id = i.person"
			" WHERE i.casefile = $1 AND i.state = 'active' ORDER BY i.id",
			"i", casefile),
		false, error);
}

GPtrArray *evidence_assets(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared,"
			" i.surveyed, i.verified, i.declared_as, i.note, i.description,"
			" i.exempt FROM asset_item i LEFT JOIN person p ON p.id = i.person"
			" WHERE i.casefile = $1 ORDER BY i.id",
			"i", casefile),
		true, error);
}

fen evidence_counts(const struct evidence *e)
{
	if (e->verified != EVIDENCE_NONE)
		return e->verified;
	if (e->surveyed != EVIDENCE_NONE)
		return e->surveyed;
	return e->declared != EVIDENCE_NONE ? e->declared : 0;
}

char **evidence_unanswered(struct desk *desk, row_id casefile, bool assets, GError **error)
{
	const struct code_list *sections =
		library_codes(desk->lib, assets ? "asset_section" : "income_section");
	g_autoptr(GStrvBuilder) open = g_strv_builder_new();
	for (guint i = 0; sections && i < sections->codes->len; i++) {
		const struct code *s = g_ptr_array_index(sections->codes, i);
		GError *failed = NULL;
		gint64 found = 0;
		db_one_int(desk->db, &found, &failed,
			assets ? "SELECT (SELECT count(*) FROM asset_item WHERE casefile = $1 AND "
				 "section = $2)"
				 " + (SELECT count(*) FROM section_answer WHERE casefile = $1 AND "
				 "section = $2)"
			       : "SELECT (SELECT count(*) FROM income_item WHERE casefile = $1 AND "
				 "section = $2)"
				 " + (SELECT count(*) FROM section_answer WHERE casefile = $1 AND "
				 "section = $2)",
			"it", casefile, s->key);
		if (failed) {
			g_propagate_error(error, failed);
			return NULL;
		}
		if (!found)
			g_strv_builder_add(open, s->label);
	}
	return g_strv_builder_end(open);
}

/* Amounts are entered by who took the application, and by who went there. */
static struct change *begin(struct desk *desk, const char *reason, GError **error)
{
	if (!desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR, error))
		return NULL;
	return desk_change(desk, reason, error);
}

bool evidence_set(struct desk *desk, row_id line, bool asset, const char *column, fen amount,
	const char *as, GError **error)
{
	g_autofree char *as_column = g_strconcat(column, "_as", NULL);
	struct record r = record_of(asset ? "asset_item" : "income_item");
	if (amount == EVIDENCE_NONE)
		record_null(&r, column);
	else
		record_int(&r, column, amount);
	record_text(&r, as_column, as);
	struct change *change = begin(desk, column, error);
	bool ok = change && change_update(change, line, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool evidence_write(
	struct desk *desk, row_id line, bool asset, const struct entry *e, GError **error)
{
	static const char *const skip[] = {"kind", "person", NULL};
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of(asset ? "asset_item" : "income_item");
	rows_record(&r, e, 0, 0, skip, keep);
	struct change *change = begin(desk, "amount", error);
	bool ok = change && change_update(change, line, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool evidence_copy(struct desk *desk, row_id casefile, bool verified, int *n, GError **error)
{
	struct change *change = begin(desk, verified ? "verified" : "surveyed", error);
	bool ok = change != NULL;
	*n = 0;
	for (int assets = 0; ok && assets < 2; assets++) {
		g_autoptr(GPtrArray) list = assets ? evidence_assets(desk, casefile, error)
						   : evidence_income(desk, casefile, error);
		ok = list != NULL;
		for (guint i = 0; ok && i < list->len; i++) {
			const struct evidence *e = g_ptr_array_index(list, i);
			fen said = verified ? e->verified : e->surveyed;
			bool known = e->declared != EVIDENCE_NONE || e->surveyed != EVIDENCE_NONE;
			if (said != EVIDENCE_NONE || !known)
				continue;
			struct record r = record_of(assets ? "asset_item" : "income_item");
			record_int(&r, verified ? "verified" : "surveyed", evidence_counts(e));
			ok = change_update(change, e->id, &r, NULL, error);
			*n += 1;
		}
	}
	ok = ok && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

/* --- the amount ---------------------------------------------------------------------------- */

struct basis {               /* what an entitlement_input points into */
	GArray *income;      /* struct income_line */
	GArray *supplements; /* struct supplement_line */
	GPtrArray *texts;    /* owned strings of both */
	GPtrArray *lines;    /* struct evidence */
	GPtrArray *members;  /* struct member */
};

static void basis_clear(struct basis *b)
{
	g_clear_pointer(&b->income, g_array_unref);
	g_clear_pointer(&b->supplements, g_array_unref);
	g_clear_pointer(&b->texts, g_ptr_array_unref);
	g_clear_pointer(&b->lines, g_ptr_array_unref);
	g_clear_pointer(&b->members, g_ptr_array_unref);
}

static const char *keep(struct basis *b, char *text)
{
	g_ptr_array_add(b->texts, text);
	return text;
}

static enum period period_of(const char *per)
{
	if (g_strcmp0(per, "month") == 0)
		return PER_MONTH;
	return g_strcmp0(per, "once") == 0 ? PER_ONCE : PER_YEAR;
}

/* What a line rests on: the kind of evidence, and which of the three amounts was taken. */
static char *line_source(const struct desk *desk, const struct evidence *e)
{
	const char *taken = e->verified != EVIDENCE_NONE ? _("checked")
		: e->surveyed != EVIDENCE_NONE           ? _("surveyed")
							 : _("declared");
	const struct code_list *evidence = library_codes(desk->lib, "evidence");
	if (e->evidence && evidence)
		return g_strdup_printf(_("%s, %s"), taken, code_list_label(evidence, e->evidence));
	return g_strdup(taken);
}

static void add_income(struct desk *desk, struct basis *b, const struct evidence *e)
{
	g_autofree char *list_key = g_strconcat(e->section, "_kind", NULL);
	const struct code_list *kinds = library_codes(desk->lib, list_key);
	const struct code *kind = kinds ? code_list_find(kinds, e->kind) : NULL;
	struct income_line line = {
		.label = keep(b,
			g_strdup_printf("%s (%s)", kind ? kind->label : e->kind,
				e->person_name ? e->person_name : "")),
		.article = kind && code_attribute(kind, "article") ? code_attribute(kind, "article")
								   : "",
		.source = keep(b, line_source(desk, e)),
		.amount = evidence_counts(e),
		.per = period_of(e->per),
		.months = e->months,
		.countable = !kind || g_strcmp0(code_attribute(kind, "countable"), "no") != 0,
		.deduction = g_str_equal(e->section, "deduction"),
	};
	g_array_append_val(b->income, line);
}

/* D-54: each person's categories on the day; the highest, or all where the office stacks them. */
static void add_supplement(
	struct desk *desk, struct basis *b, const struct member *m, const char *area, day on)
{
	const struct person *p = m->person;
	int age = rid_age(day_from_iso(p->birth), on);
	const struct {
		const char *key, *label;
		bool applies;
	} category[] = {
		{"supp_disabled", _("severe disability"),
			disability_severe_dibao(p->disability_type, p->disability_level)},
		{"supp_ill", _("serious illness"), p->illness && !g_str_equal(p->illness, "0")},
		{"supp_elder", _("elderly"),
			age >= policy_int(desk->policy, "supp_elder_age", area, on, 60)},
		{"supp_minor", _("minor"), age >= 0 && age < 18},
	};
	bool stack = policy_int(desk->policy, "supp_stack", area, on, 0) != 0;
	int best = -1;
	for (guint i = 0; i < G_N_ELEMENTS(category); i++) {
		gint64 percent = policy_int(desk->policy, category[i].key, area, on, 0);
		if (!category[i].applies || percent <= 0)
			continue;
		struct supplement_line line = {
			.name = p->name, .category = category[i].label, .percent = (int)percent};
		if (stack || best < 0) {
			best = (int)b->supplements->len;
			g_array_append_val(b->supplements, line);
		} else if (g_array_index(b->supplements, struct supplement_line, best).percent <
			percent) {
			g_array_index(b->supplements, struct supplement_line, best) = line;
		}
	}
}

static bool basis_read(
	struct desk *desk, const struct casefile *c, day on, struct basis *b, GError **error)
{
	*b = (struct basis){
		.income = g_array_new(FALSE, TRUE, sizeof(struct income_line)),
		.supplements = g_array_new(FALSE, TRUE, sizeof(struct supplement_line)),
		.texts = g_ptr_array_new_with_free_func(g_free),
	};
	b->lines = evidence_income(desk, c->id, error);
	b->members = b->lines ? household_members(desk, c->household, on, error) : NULL;
	if (!b->members)
		return false;
	for (guint i = 0; i < b->lines->len; i++)
		add_income(desk, b, g_ptr_array_index(b->lines, i));
	if (!b->lines->len && c->roster_income >= 0) {
		/* An imported household has no lines yet: its roster states one yearly sum. */
		struct income_line line = {
			.label = _("yearly income of the household"),
			.article = "C-18",
			.source = _("imported roster"),
			.amount = c->roster_income,
			.per = PER_YEAR,
			.countable = true,
		};
		g_array_append_val(b->income, line);
	}
	for (guint i = 0; i < b->members->len; i++) {
		const struct member *m = g_ptr_array_index(b->members, i);
		if (m->counted)
			add_supplement(desk, b, m, c->area, on);
	}
	return true;
}

/* Where the standard comes from, for the working: document and first day. */
static char *standard_source(const struct policy_row *row)
{
	char from[DAY_LEN];
	return g_strdup_printf(_("%s, in force from %s"),
		row->document && *row->document ? row->document : _("no document number"),
		day_to_iso(row->from, from));
}

static enum round_mode round_mode_of(const char *word)
{
	if (g_strcmp0(word, "half") == 0)
		return ROUND_HALF_UP;
	return g_strcmp0(word, "down") == 0 ? ROUND_DOWN : ROUND_UP;
}

bool evidence_entitlement(
	struct desk *desk, row_id casefile, day on, struct entitlement *out, GError **error)
{
	struct basis b = {0};
	bool ok = false;
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	const struct programme *programme = c ? casefile_programme(desk, c) : NULL;
	if (!programme) {
		if (c)
			jz_fail(error, JZ_ERROR_BAD,
				_("file %s: there is no programme %s in the forms; see jiuzhu "
				  "forms check"),
				c->file_no, c->programme);
		return false;
	}
	const struct param_def *param = library_param(desk->lib, programme->standard);
	const struct policy_row *standard =
		policy_row_at(desk->policy, programme->standard, c->area, on);
	if (!standard) {
		char iso[DAY_LEN];
		return jz_fail(error, JZ_ERROR_BAD,
			_("no %s is in force on %s; enter it under standards and settings"),
			param ? param->label : programme->standard, day_to_iso(on, iso));
	}
	g_autofree char *source = standard_source(standard);
	if (basis_read(desk, c, on, &b, error)) {
		struct entitlement_input in = {
			.members =
				c->origin && g_str_equal(c->origin, "imported") && c->stated_members
				? c->stated_members
				: household_counted(b.members),
			.standard = g_ascii_strtoll(standard->value, NULL, 10),
			.standard_per = param && param->unit && strstr(param->unit, "月")
				? PER_MONTH
				: PER_YEAR,
			.standard_source = source,
			.standard_sample = standard->sample,
			.income_months =
				(int)policy_int(desk->policy, "income_months", c->area, on, 12),
			.income = (const struct income_line *)b.income->data,
			.n_income = (int)b.income->len,
			.supplement = (const struct supplement_line *)b.supplements->data,
			.n_supplement = (int)b.supplements->len,
			.round_unit = policy_int(desk->policy, "round_unit", c->area, on, 100),
			.round_mode = round_mode_of(
				policy_value(desk->policy, "round_mode", c->area, on)),
			.floor_percent = (int)policy_int(desk->policy, "floor_pct", c->area, on, 0),
		};
		ok = entitlement_compute(&in, out, error);
	}
	basis_clear(&b);
	return ok;
}
