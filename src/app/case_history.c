/* Every journaled change of a case, in the words of the forms it came from. */
#include "app/case_tables.h"

#include <string.h>

#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/history.h"

static const struct list_column history_columns[] = {
	{N_("When"), 19, 0, false, 0},
	{N_("By"), 8, 0, false, 0},
	{N_("Why"), 10, 0, false, 100},
	{N_("What"), 20, 0, false, 0},
	{N_("Before"), 8, 1, false, 0},
	{N_("After"), 10, 1, false, 0},
};

/* "2026-07-01T08:30:00" for people. */
static char *moment(const char *at)
{
	return g_strdelimit(g_strdup(at), "T", ' ');
}

char *history_summary(struct app *app, row_id casefile)
{
	g_autoptr(GPtrArray) list = history_of_case(app->desk, casefile, NULL);
	if (!list || !list->len)
		return g_strdup("");
	const struct history *last = g_ptr_array_index(list, list->len - 1);
	g_autofree char *at = moment(last->at);
	return g_strdup_printf(_("%u changes; last: %s %s"), list->len, at, last->operator_name);
}

/* --- words ------------------------------------------------------------------------------------ */

/* Columns that no form has, because the program fills them in itself. */
static const struct column_words {
	const char *column, *label; /* label NULL: of no use to a reader */
	bool money;
} columns[] = {
	{"file_no", N_("File number"), false},
	{"programme", N_("Programme"), false},
	{"state", N_("State"), false},
	{"section", N_("Item"), false},
	{"from_date", N_("From"), false},
	{"to_date", N_("Until"), false},
	{"death_date", N_("Died"), false},
	{"surveyed", N_("Surveyed"), true},
	{"verified", N_("Checked"), true},
	{"code", N_("Paper"), false},
	{"received_on", N_("Received"), false},
	{"source", N_("Source"), false},
	{"asked_on", N_("Asked on"), false},
	{"reported_on", N_("Answered on"), false},
	{"result", N_("Answer"), false},
	{"ends_on", N_("Last day"), false},
	{"closed_on", N_("Taken down on"), false},
	{"told_on", N_("Notice delivered on"), false},
	{"handled_on", N_("Settled on"), false},
	{"outcome", N_("Outcome"), false},
	{"kind", N_("Kind"), false},
	{"members", N_("Counted"), false},
	{"from_month", N_("Paid from"), false},
	{"to_month", N_("Paid until"), false},
	{"amount", N_("Amount"), true},
	{"base", N_("Difference"), true},
	{"supplement", N_("Supplement"), true},
	{"year_income", N_("Income of a year"), true},
	{"roster_income", N_("Income as in the roster"), true},
	{"stated_members", N_("Members as in the roster"), false},
	{"origin", NULL, false},
	{"roster_ref", NULL, false},
	{"seq", NULL, false},
	{"extra", NULL, false},
	{"working", NULL, false},
	{"decision", NULL, false},
	{"publicity", NULL, false},
	{"declared_as", NULL, false},
	{"surveyed_as", NULL, false},
	{"verified_as", NULL, false},
};

static const struct column_words *column_words(const char *column)
{
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
		if (g_str_equal(columns[i].column, column))
			return &columns[i];
	return NULL;
}

static const struct field_def *block_column(const struct block_def *b, const char *column)
{
	for (guint i = 0; i < b->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(b->fields, i);
		if (g_str_equal(f->column, column))
			return f;
	}
	return NULL;
}

/* The field that a column was keyed into: of a form that writes that table, else of any (the
 * relation of a member is asked beside his name). */
static const struct field_def *field_of(
	const struct library *lib, const char *table, const char *column)
{
	const struct field_def *other = NULL;
	g_auto(GStrv) files = library_list(lib, "entry");
	for (int i = 0; files && files[i]; i++) {
		g_autofree char *key = g_strndup(files[i], strcspn(files[i], "."));
		const struct form_def *form = library_form(lib, key);
		for (guint b = 0; form && b < form->blocks->len; b++) {
			const struct block_def *block = g_ptr_array_index(form->blocks, b);
			const struct field_def *f = block_column(block, column);
			if (f && g_strcmp0(block->table, table) == 0)
				return f;
			other = f && block->table ? f : other;
		}
	}
	return other;
}

static char *value_words(const struct desk *desk, const struct field_def *f,
	const struct column_words *w, const char *column, const char *value)
{
	char money[MONEY_LEN];
	if (!*value)
		return g_strdup("");
	if (f ? f->type == FIELD_MONEY : w && w->money)
		return g_strdup(money_print(g_ascii_strtoll(value, NULL, 10), money));
	if (f && f->type == FIELD_CODE && f->codes && *f->codes != '@')
		return g_strdup(words_of_code(desk, f->codes, value));
	if (g_str_equal(column, "area") || g_str_equal(column, "programme"))
		return g_strdup(words_of_code(desk, column, value));
	if (g_str_equal(column, "section")) {
		const char *income = words_of_code(desk, "income_section", value);
		return g_strdup(g_str_equal(income, value)
				? words_of_code(desk, "asset_section", value)
				: income);
	}
	if (g_str_equal(column, "source"))
		return g_strdup(words_of_code(desk, "check_source", value));
	return g_strdup(value);
}

/* A step of the programme, or one of the few other reasons to write about a case. */
static const char *reason_words(const struct programme *p, const char *reason)
{
	static const struct {
		const char *reason, *label;
	} reasons[] = {{"apply", N_("Application")}, {"rewrite", N_("Application")},
		{"import", N_("Import")}, {"account", N_("Account")}, {"paper", N_("Papers")},
		{"check", N_("Check")}, {"authorise", N_("Check")}, {"amount", N_("Income")},
		{"surveyed", N_("Survey")}, {"verified", N_("Check")}};
	const struct action_def *a = p ? programme_action(p, reason) : NULL;
	if (a)
		return a->label;
	for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
		if (g_str_equal(reasons[i].reason, reason))
			return _(reasons[i].label);
	return reason;
}

static void add_change(struct section *s, const char *programme, GPtrArray *rows, gint64 id,
	const struct history *h)
{
	const struct desk *desk = s->app->desk;
	const char *dot = strchr(h->what, '.');
	g_autofree char *table = g_strndup(h->what, dot ? (gsize)(dot - h->what) : 0);
	const char *column = dot ? dot + 1 : h->what;
	const struct column_words *w = column_words(column);
	const struct field_def *f = w ? NULL : field_of(desk->lib, table, column);
	if (w && !w->label)
		return;
	g_autofree char *at = moment(h->at);
	g_autofree char *from = value_words(desk, f, w, column, h->from);
	g_autofree char *to = value_words(desk, f, w, column, h->to);
	bool state = g_str_equal(h->what, "casefile.state");
	table_add(rows, id, at, h->operator_name,
		reason_words(library_programme(desk->lib, programme), h->reason),
		w           ? _(w->label)
			: f ? f->label
			    : column,
		state ? words_of_state(desk, programme, from) : from,
		state ? words_of_state(desk, programme, to) : to, NULL);
}

static GPtrArray *history_make(struct section *s, GError **error)
{
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, error);
	g_autoptr(GPtrArray) list = c ? history_of_case(s->app->desk, s->casefile, error) : NULL;
	if (!list)
		return NULL;
	GPtrArray *rows = table_new();
	for (guint i = 0; i < list->len; i++)
		add_change(s, c->programme, rows, i + 1, g_ptr_array_index(list, i));
	return rows;
}

static const struct section_def history_def = {
	.name = "history",
	.title = N_("History"),
	.columns = history_columns,
	.n_columns = G_N_ELEMENTS(history_columns),
	.make = history_make,
};

void history_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &history_def);
}
