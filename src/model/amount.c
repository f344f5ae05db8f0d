/* What a case comes to on a day. */
#include "config.h"

#include "model/amount.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rid.h"
#include "model/evidence.h"
#include "rule/allowance.h"
#include "rule/cap.h"
#include "rule/disability.h"
#include "rule/support.h"

/* The standards that are in several parameters begin so. */
#define SUPPORT_BASIC "destitute_basic_"
#define SUPPORT_CARE "care_"
#define CHILD_STANDARD "child_"

/* --- standards in force ---------------------------------------------------------------------- */

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

static enum period param_period(const struct param_def *param)
{
	return param && param->unit && strstr(param->unit, "月") ? PER_MONTH : PER_YEAR;
}

static const char *param_label(const struct desk *desk, const char *key)
{
	const struct param_def *param = library_param(desk->lib, key);
	return param ? param->label : key;
}

/* The row of a standard that must be in force, or an error that names it. */
static const struct policy_row *standard_row(
	const struct desk *desk, const char *key, const char *area, day on, GError **error)
{
	char iso[DAY_LEN];
	const struct policy_row *row = policy_row_at(desk->policy, key, area, on);
	if (!row)
		jz_fail(error, JZ_ERROR_BAD,
			_("no %s is in force on %s; enter it under standards and settings"),
			param_label(desk, key), day_to_iso(on, iso));
	return row;
}

static fen row_amount(const struct policy_row *row)
{
	return g_ascii_strtoll(row->value, NULL, 10);
}

/* --- the gap to the standard ------------------------------------------------------------------ */

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

/* What is not counted differs (D-16, T-05): the programme names the attribute that says so. */
static bool is_counted(const struct code *kind, const char *attribute)
{
	const char *said = kind ? code_attribute(kind, attribute) : NULL;
	if (!said && kind)
		said = code_attribute(kind, "countable");
	return g_strcmp0(said, "no") != 0;
}

static void add_income(
	struct desk *desk, struct basis *b, const struct evidence *e, const char *countable)
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
		.countable = is_counted(kind, countable),
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
		const char *key, *kind, *label;
		bool applies;
	} category[] = {
		{"supp_disabled", "disabled", _("severe disability"),
			disability_severe_dibao(p->disability_type, p->disability_level)},
		{"supp_ill", "ill", _("serious illness"),
			p->illness && !g_str_equal(p->illness, "0")},
		{"supp_elder", "elder", _("elderly"),
			age >= policy_int(desk->policy, "supp_elder_age", area, on, 60)},
		{"supp_minor", "minor", _("minor"), age >= 0 && age < 18},
	};
	bool stack = policy_int(desk->policy, "supp_stack", area, on, 0) != 0;
	int best = -1;
	for (guint i = 0; i < G_N_ELEMENTS(category); i++) {
		gint64 percent = policy_int(desk->policy, category[i].key, area, on, 0);
		if (!category[i].applies || percent <= 0)
			continue;
		struct supplement_line line = {.kind = category[i].kind,
			.person = p->id,
			.name = p->name,
			.category = category[i].label,
			.percent = (int)percent};
		if (stack || best < 0) {
			best = (int)b->supplements->len;
			g_array_append_val(b->supplements, line);
		} else if (g_array_index(b->supplements, struct supplement_line, best).percent <
			percent) {
			g_array_index(b->supplements, struct supplement_line, best) = line;
		}
	}
}

/* An imported household has no lines yet, its roster states one yearly sum; lines of members who
 * came later stand beside it. */
static bool has_own_lines(const GPtrArray *lines)
{
	for (guint i = 0; i < lines->len; i++)
		if (!((const struct evidence *)g_ptr_array_index(lines, i))->from)
			return true;
	return false;
}

static bool basis_read(struct desk *desk, const struct casefile *c, const char *countable, day on,
	struct basis *b, GError **error)
{
	*b = (struct basis){
		.income = g_array_new(FALSE, TRUE, sizeof(struct income_line)),
		.supplements = g_array_new(FALSE, TRUE, sizeof(struct supplement_line)),
		.texts = g_ptr_array_new_with_free_func(g_free),
	};
	b->lines = evidence_income_on(desk, c->id, on, error);
	b->members = b->lines ? casefile_members(desk, c, on, error) : NULL;
	if (!b->members)
		return false;
	for (guint i = 0; i < b->lines->len; i++)
		add_income(desk, b, g_ptr_array_index(b->lines, i), countable);
	if (!has_own_lines(b->lines) && c->roster_income >= 0) {
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

/* D-65: how many members refused suitable work three times in a row, the newest answers first; work
 * that was taken, or refused with a reason, begins anew. */
static int count_unwilling(struct desk *desk, row_id casefile, day on)
{
	char iso[DAY_LEN];
	gint64 n = 0;
	db_one_int(desk->db, &n, NULL,
		"SELECT count(*) FROM (SELECT j.person FROM job_offer j"
		" JOIN casefile c ON c.id = j.casefile JOIN member m ON m.person = j.person"
		"  AND m.household = c.household AND m.counted = 1"
		"  AND m.from_date <= $2 AND (m.to_date IS NULL OR m.to_date >= $2)"
		" WHERE j.casefile = $1 AND j.offered_on <= $2 AND j.answer = 'refused'"
		" AND NOT EXISTS (SELECT 1 FROM job_offer k WHERE k.casefile = $1"
		"  AND k.person = j.person AND k.answer <> 'refused' AND k.offered_on <= $2"
		"  AND (k.offered_on, k.id) > (j.offered_on, j.id))"
		" GROUP BY j.person HAVING count(*) >= 3)",
		"it", casefile, day_to_iso(on, iso));
	return (int)n;
}

static void gap_input(struct desk *desk, const char *area, int members, day on,
	const struct policy_row *standard, const struct basis *b, struct entitlement_input *in)
{
	const struct policy *p = desk->policy;
	*in = (struct entitlement_input){
		.members = members,
		.standard = row_amount(standard),
		.standard_per = param_period(library_param(desk->lib, standard->key)),
		.standard_sample = standard->sample,
		.income_months = (int)policy_int(p, "income_months", area, on, 12),
		.income = (const struct income_line *)b->income->data,
		.n_income = (int)b->income->len,
		.supplement = (const struct supplement_line *)b->supplements->data,
		.n_supplement = (int)b->supplements->len,
		.round_unit = policy_int(p, "round_unit", area, on, 100),
		.round_mode = round_mode_of(policy_value(p, "round_mode", area, on)),
		.floor_percent = (int)policy_int(p, "floor_pct", area, on, 0),
	};
}

bool amount_means(struct desk *desk, const struct casefile *c, day on, struct entitlement *out,
	GError **error)
{
	struct basis b = {0};
	struct entitlement_input in;
	const struct programme *p = casefile_programme(desk, c);
	if (!p || !p->standard)
		return jz_fail(error, JZ_ERROR_BAD,
			_("file %s: there is no programme %s with a standard in the forms; see "
			  "jiuzhu forms check"),
			c->file_no, c->programme);
	const struct policy_row *standard = standard_row(desk, p->standard, c->area, on, error);
	if (!standard)
		return false;
	g_autofree char *source = standard_source(standard);
	bool stated = c->origin && g_str_equal(c->origin, "imported") && c->stated_members;
	bool ok = basis_read(desk, c, p->countable, on, &b, error);
	if (ok) {
		int members = stated ? c->stated_members : household_counted(b.members);
		gap_input(desk, c->area, members, on, standard, &b, &in);
		in.unpaid = count_unwilling(desk, c->id, on);
		in.standard_source = source;
		ok = entitlement_compute(&in, out, error);
	}
	basis_clear(&b);
	return ok;
}

/* --- the gap of a month that is past ---------------------------------------------------------- */

/* The income of a year as it was decided, or the lines that were in force on the day, without those
 * of whom the household has lost. */
static bool basis_of_facts(
	struct desk *desk, const struct amount_facts *f, day on, struct basis *b, GError **error)
{
	*b = (struct basis){
		.income = g_array_new(FALSE, TRUE, sizeof(struct income_line)),
		.supplements = g_array_new(FALSE, TRUE, sizeof(struct supplement_line)),
		.texts = g_ptr_array_new_with_free_func(g_free),
	};
	g_array_append_vals(b->supplements, f->supplement, (guint)f->n_supplement);
	if (f->year_income >= 0) {
		struct income_line line = {
			.label = _("yearly income of the household"),
			.article = "D-11",
			.source = _("as decided for that month"),
			.amount = f->year_income,
			.per = PER_YEAR,
			.countable = true,
		};
		g_array_append_val(b->income, line);
		return true;
	}
	b->lines = evidence_income_on(desk, f->casefile, on, error);
	for (guint i = 0; b->lines && i < b->lines->len; i++) {
		const struct evidence *e = g_ptr_array_index(b->lines, i);
		if (!f->gone || !g_hash_table_contains(f->gone, &e->person))
			add_income(desk, b, e, f->programme->countable);
	}
	return b->lines != NULL;
}

bool amount_gap(struct desk *desk, const struct amount_facts *f, day on, struct entitlement *out,
	GError **error)
{
	struct basis b = {0};
	struct entitlement_input in;
	const struct policy_row *standard =
		standard_row(desk, f->programme->standard, f->area, on, error);
	if (!standard)
		return false;
	g_autofree char *source = standard_source(standard);
	bool ok = basis_of_facts(desk, f, on, &b, error);
	if (ok) {
		gap_input(desk, f->area, f->members, on, standard, &b, &in);
		in.unpaid = count_unwilling(desk, f->casefile, on);
		in.standard_source = source;
		ok = entitlement_compute(&in, out, error);
	}
	basis_clear(&b);
	return ok;
}

/* --- destitute support ------------------------------------------------------------------------ */

/* "home" or "institution" as chosen, and the level of self-care found; NULL where nobody said. */
static void read_support(struct desk *desk, row_id casefile, day on, char **form, char **level)
{
	char iso[DAY_LEN];
	*form = db_one_text(desk->db, NULL,
		"SELECT form FROM support WHERE casefile = $1 AND chosen_on <= $2"
		" ORDER BY chosen_on DESC, id DESC LIMIT 1",
		"it", casefile, day_to_iso(on, iso));
	*level = db_one_text(desk->db, NULL,
		"SELECT level FROM assessment WHERE casefile = $1 AND assessed_on <= $2"
		" ORDER BY assessed_on DESC, id DESC LIMIT 1",
		"it", casefile, iso);
}

static bool support_line(struct desk *desk, const char *area, const char *key, day on,
	struct support_line *line, char **source, GError **error)
{
	const struct policy_row *row = standard_row(desk, key, area, on, error);
	if (!row)
		return false;
	*source = standard_source(row);
	*line = (struct support_line){
		param_label(desk, key), *source, row->sample, row_amount(row)};
	return true;
}

bool amount_of_support(struct desk *desk, const char *area, const char *form, const char *level,
	day on, struct entitlement *out, GError **error)
{
	g_autofree char *basic_source = NULL, *care_source = NULL;
	g_autofree char *basic_key = g_strconcat(SUPPORT_BASIC, form, NULL);
	g_autofree char *care_key = g_strconcat(SUPPORT_CARE, form, "_", level, NULL);
	struct support_line basic, care;
	return support_line(desk, area, basic_key, on, &basic, &basic_source, error) &&
		support_line(desk, area, care_key, on, &care, &care_source, error) &&
		support_compute(&basic, &care, out, error);
}

static bool amount_support(struct desk *desk, const struct casefile *c, day on,
	struct entitlement *out, GError **error)
{
	g_autofree char *form = NULL, *level = NULL;
	read_support(desk, c->id, on, &form, &level);
	if (form && level)
		return amount_of_support(desk, c->area, form, level, on, out, error);
	return jz_fail(error, JZ_ERROR_BAD,
		form ? _("file %s: the self-care assessment is missing")
		     : _("file %s: the choice of support at home or in an institution is "
			 "missing"),
		c->file_no);
}

/* --- children ----------------------------------------------------------------------------------
 */

fen amount_of_dibao(struct desk *desk, row_id person, day on, int *persons, char **file_no)
{
	char iso[MONTH_LEN];
	fen amount = 0;
	struct query *q = db_query(desk->db,
		"SELECT c.file_no, a.base + a.supplement, a.members, c.programme, c.state"
		" FROM casefile c JOIN award a ON a.casefile = c.id"
		" WHERE a.from_month <= $2 AND (a.to_month IS NULL OR a.to_month >= $2)"
		" AND (c.person = $1 OR (c.person IS NULL AND c.household IN"
		"  (SELECT household FROM member WHERE person = $1 AND to_date IS NULL"
		"   AND counted = 1)))"
		" ORDER BY a.from_month DESC, a.id DESC",
		"it", person, month_to_iso(month_of(on), iso));
	*persons = 1;
	*file_no = NULL;
	while (query_next(q)) {
		const struct programme *p = library_programme(desk->lib, query_text(q, 3));
		if (*file_no || !p || !programme_is(p, "dibao") ||
			casefile_is_over(desk->lib, p->key, query_text(q, 4)))
			continue;
		*file_no = query_dup(q, 0);
		amount = query_int(q, 1);
		*persons = MAX((int)query_int(q, 2), 1);
	}
	query_end(q, NULL);
	return amount;
}

static void add_allowance(GArray *lines, const char *label, const char *source, fen amount, int n)
{
	struct allowance_line line = {label, source, amount, n};
	if (amount > 0)
		g_array_append_val(lines, line);
}

/* What was declared as received elsewhere; texts are kept by keep. */
static bool add_declared(
	struct desk *desk, const struct casefile *c, GArray *lines, GPtrArray *keep, GError **error)
{
	const struct code_list *kinds = library_codes(desk->lib, "allowance_kind");
	struct query *q = db_query(desk->db,
		"SELECT kind, amount FROM allowance WHERE casefile = $1 ORDER BY id", "i", c->id);
	while (query_next(q)) {
		char *kind = query_dup(q, 0);
		g_ptr_array_add(keep, kind);
		add_allowance(
			lines, kinds ? code_list_label(kinds, kind) : kind, "", query_int(q, 1), 1);
	}
	return query_end(q, error);
}

static bool amount_allowance(struct desk *desk, const struct casefile *c, day on,
	struct entitlement *out, GError **error)
{
	g_autofree char *key = g_strconcat(CHILD_STANDARD,
		g_strcmp0(c->placing, "institution") == 0 ? "institution" : "home", NULL);
	const struct policy_row *standard = standard_row(desk, key, c->area, on, error);
	if (!standard)
		return false;
	g_autofree char *source = standard_source(standard), *file_no = NULL;
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct allowance_line));
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	int persons;
	fen dibao = amount_of_dibao(desk, c->person, on, &persons, &file_no);
	add_allowance(lines, _("dibao of the household, per head"), file_no, dibao, persons);
	if (!add_declared(desk, c, lines, keep, error))
		return false;
	const struct allowance_input in = {
		.label = param_label(desk, key),
		.standard = row_amount(standard),
		.source = source,
		.sample = standard->sample,
		.line = (const struct allowance_line *)lines->data,
		.n = (int)lines->len,
		.round_unit = policy_int(desk->policy, "round_unit", c->area, on, 100),
		.round_mode = round_mode_of(policy_value(desk->policy, "round_mode", c->area, on)),
	};
	return allowance_compute(&in, out, error);
}

/* --- grants ------------------------------------------------------------------------------------
 */

static bool amount_cap(struct desk *desk, const struct casefile *c, day on, struct entitlement *out,
	GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	const struct policy_row *standard = standard_row(desk, p->standard, c->area, on, error);
	gint64 months = p->cap ? policy_int(desk->policy, p->cap, c->area, on, 0) : 0;
	if (!standard)
		return false;
	if (!months)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s: the county has not set how much a grant may be; enter it under "
			  "standards and settings"),
			p->cap ? param_label(desk, p->cap) : p->label);
	g_autoptr(GPtrArray) members = casefile_members(desk, c, on, error);
	if (!members)
		return false;
	g_autofree char *source = standard_source(standard);
	bool each = policy_int(desk->policy, "grant_per_person", c->area, on, 0) != 0;
	const struct cap_input in = {
		.standard = row_amount(standard),
		.standard_per = param_period(library_param(desk->lib, p->standard)),
		.standard_source = source,
		.standard_sample = standard->sample,
		.months = (int)months,
		.persons = each ? MAX(household_counted(members), 1) : 1,
		.article = "L-13",
	};
	return cap_compute(&in, out, error);
}

/* --- by name -----------------------------------------------------------------------------------
 */

static const struct amount {
	const char *name;
	bool (*reckon)(struct desk *desk, const struct casefile *c, day on, struct entitlement *out,
		GError **error);
} amounts[] = {
	{"gap", amount_means},
	{"support", amount_support},
	{"allowance", amount_allowance},
	{"cap", amount_cap},
};

static const struct amount *amount_find(const char *name)
{
	for (guint i = 0; name && i < G_N_ELEMENTS(amounts); i++)
		if (g_str_equal(amounts[i].name, name))
			return &amounts[i];
	return NULL;
}

bool amount_knows(const char *name)
{
	return amount_find(name) != NULL;
}

bool amount_uses(const struct programme *p, const char *param)
{
	if (!p->amount)
		return false;
	if (g_str_equal(p->amount, "gap"))
		return g_strcmp0(p->standard, param) == 0;
	if (g_str_equal(p->amount, "support"))
		return g_str_has_prefix(param, SUPPORT_BASIC) ||
			g_str_has_prefix(param, SUPPORT_CARE);
	return g_str_equal(p->amount, "allowance") &&
		(g_str_equal(param, CHILD_STANDARD "home") ||
			g_str_equal(param, CHILD_STANDARD "institution"));
}

bool amount_of_case(
	struct desk *desk, row_id casefile, day on, struct entitlement *out, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	const struct amount *a = p ? amount_find(p->amount) : NULL;
	if (a)
		return a->reckon(desk, c, on, out, error);
	if (!c)
		return false;
	if (!p)
		return jz_fail(error, JZ_ERROR_BAD,
			_("file %s: there is no programme %s in the forms; see jiuzhu forms check"),
			c->file_no, c->programme);
	return jz_fail(error, JZ_ERROR_BAD, _("%s pays nothing by itself"), p->label);
}
