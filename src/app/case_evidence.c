/* Income and property of a case: declared, surveyed and verified side by side. */
#include "app/case_tables.h"

#include "app/entry_view.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/evidence.h"
#include "model/typing.h"

static const struct list_column columns[] = {
	{N_("Item"), 10, 0, false, 100},
	{N_("Kind"), 16, 1, false, 0},
	{N_("Whose"), 8, 0, false, 0},
	{N_("Per"), 6, 0, false, 0},
	{N_("Declared"), 11, 0, true, 0},
	{N_("Surveyed"), 11, 0, true, 0},
	{N_("Checked"), 11, 0, true, 0},
	{N_("Note"), 6, 1, false, 0},
};

static const char *money_or_blank(fen amount, char buf[MONEY_LEN])
{
	return amount == EVIDENCE_NONE ? "" : money_print(amount, buf);
}

static const char *code_label(
	const struct app *app, const char *section, const char *suffix, const char *key)
{
	g_autofree char *list_key = g_strconcat(section, suffix, NULL);
	const struct code_list *list = library_codes(app->desk->lib, list_key);
	return list && key ? code_list_label(list, key) : key ? key : "";
}

static const char *list_label(const struct app *app, const char *list_key, const char *key)
{
	const struct code_list *list = library_codes(app->desk->lib, list_key);
	return list && key ? code_list_label(list, key) : "";
}

static GPtrArray *read_lines(struct app *app, row_id casefile, bool assets, GError **error)
{
	return assets ? evidence_assets(app->desk, casefile, error)
		      : evidence_income(app->desk, casefile, error);
}

/* A version that waits, or is over, says so first (F11). */
static char *line_note(const struct evidence *e)
{
	const char *said = e->note ? e->note : e->description ? e->description : "";
	if (g_str_equal(e->state, "edit"))
		return g_strdup_printf(_("waits %s"), said);
	if (g_str_equal(e->state, "superseded"))
		return g_strdup_printf(_("to %s %s"), e->to ? e->to : "", said);
	return g_strdup(said);
}

/* Differences between what was declared and what was found are what a reviewer looks for. */
static void add_line(struct app *app, GPtrArray *rows, const struct evidence *e)
{
	char declared[MONEY_LEN], surveyed[MONEY_LEN], verified[MONEY_LEN];
	g_autofree char *note = line_note(e);
	struct list_row *row = table_add(rows, e->id,
		list_label(app, e->asset ? "asset_section" : "income_section", e->section),
		code_label(app, e->section, "_kind", e->kind), e->person_name ? e->person_name : "",
		e->asset ? "" : list_label(app, "per", e->per),
		g_strcmp0(e->declared_as, "*") == 0 ? _("unknown")
						    : money_or_blank(e->declared, declared),
		money_or_blank(e->surveyed, surveyed), money_or_blank(e->verified, verified), note,
		NULL);
	if (g_str_equal(e->state, "superseded"))
		row->style = STYLE_DIM;
	if (g_str_equal(e->state, "edit"))
		row->style = STYLE_WARN;
	if (e->surveyed != EVIDENCE_NONE && e->surveyed != e->declared)
		row->cell_style[5] = STYLE_WARN;
	if (e->verified != EVIDENCE_NONE && e->verified != e->declared)
		row->cell_style[6] = STYLE_ERROR;
}

static GPtrArray *evidence_make(struct section *s, bool assets, GError **error)
{
	g_autoptr(GPtrArray) lines = evidence_lines(s->app->desk, s->casefile, assets, error);
	if (!lines)
		return NULL;
	GPtrArray *rows = table_new();
	for (guint i = 0; i < lines->len; i++)
		add_line(s->app, rows, g_ptr_array_index(lines, i));
	return rows;
}

static char *evidence_summary(struct app *app, row_id casefile, bool assets)
{
	int surveyed = 0, verified = 0;
	g_autoptr(GPtrArray) lines = read_lines(app, casefile, assets, NULL);
	g_auto(GStrv) open = evidence_unanswered(app->desk, casefile, assets, NULL);
	for (guint i = 0; lines && i < lines->len; i++) {
		const struct evidence *e = g_ptr_array_index(lines, i);
		surveyed += e->surveyed != EVIDENCE_NONE;
		verified += e->verified != EVIDENCE_NONE;
	}
	if (open && *open) {
		g_autofree char *sections = g_strjoinv(" ", open);
		return g_strdup_printf(_("not answered yet: %s"), sections);
	}
	if (!lines || !lines->len)
		return g_strdup(_("none, as declared"));
	return g_strdup_printf(
		_("%u lines; %d surveyed, %d checked"), lines->len, surveyed, verified);
}

/* --- one line --------------------------------------------------------------------------------- */

struct line {
	row_id id;
	bool asset;
	char *kind, *person, *note;
	fen declared, surveyed, verified;
};

static void line_free(void *ctx)
{
	struct line *l = ctx;
	g_free(l->kind);
	g_free(l->person);
	g_free(l->note);
	g_free(l);
}

static void put_amount(struct entry *e, const char *field, fen amount)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, amount);
	if (amount != EVIDENCE_NONE)
		entry_put(e, "line", 0, field, text);
}

static bool line_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	const struct line *l = ctx;
	(void)app;
	(void)error;
	entry_put(e, "line", 0, "kind", l->kind);
	entry_put(e, "line", 0, "person", l->person);
	if (l->note)
		entry_put(e, "line", 0, "note", l->note);
	put_amount(e, "declared", l->declared);
	put_amount(e, "surveyed", l->surveyed);
	put_amount(e, "verified", l->verified);
	return true;
}

static bool line_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	const struct line *l = ctx;
	(void)next;
	return evidence_write(app->desk, l->id, l->asset, e, error);
}

static struct line *line_of(struct app *app, const struct evidence *e)
{
	struct line *l = g_new0(struct line, 1);
	l->id = e->id;
	l->asset = e->asset;
	l->kind = g_strdup(code_label(app, e->section, "_kind", e->kind));
	l->person = g_strdup(e->person_name ? e->person_name : "");
	l->note = g_strdup(e->note);
	l->declared = e->declared;
	l->surveyed = e->surveyed;
	l->verified = e->verified;
	return l;
}

static enum reply line_open(struct section *s, row_id id, bool assets)
{
	g_autoptr(GPtrArray) lines = evidence_lines(s->app->desk, s->casefile, assets, NULL);
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, NULL);
	for (guint i = 0; c && lines && i < lines->len; i++) {
		const struct evidence *e = g_ptr_array_index(lines, i);
		g_autofree char *subject = draft_subject(id);
		g_autofree char *title = g_strdup_printf(
			"%s %s", c->file_no, code_label(s->app, e->section, "_kind", e->kind));
		struct entry_view_options o = {
			.form = "amount",
			.subject = subject,
			.title = title,
			.casefile = s->casefile,
			.state = c->state,
			.fill = line_fill,
			.finish = line_finish,
			.free_ctx = line_free,
		};
		if (e->id != id)
			continue;
		o.ctx = line_of(s->app, e);
		entry_view_open(s->app, &o);
	}
	return REPLY_DONE;
}

/* F5: where the visit found what was declared, one key says so for all lines still open. */
static enum reply copy_all(struct section *s)
{
	int n = 0;
	GError *error = NULL;
	bool ok = evidence_copy(s->app->desk, s->casefile, false, &n, &error);
	g_autofree char *done =
		g_strdup_printf(_("%d lines: surveyed as declared. Change those that differ."), n);
	section_changed(s, ok, error, done);
	return REPLY_DONE;
}

/* --- income ----------------------------------------------------------------------------------- */

char *income_summary(struct app *app, row_id casefile)
{
	return evidence_summary(app, casefile, false);
}

static GPtrArray *income_make(struct section *s, GError **error)
{
	return evidence_make(s, false, error);
}

static enum reply income_row(struct section *s, const struct list_row *row)
{
	return line_open(s, row->id, false);
}

static const struct section_def income_def = {
	.name = "income",
	.title = N_("Income"),
	.hint = N_("Enter: the amounts of a line; F5: all surveyed as declared; F11: the working"),
	.empty =
		N_("No income lines; the application form (F4 on the case) says for each section."),
	.columns = columns,
	.n_columns = G_N_ELEMENTS(columns),
	.make = income_make,
	.open = income_row,
	.all = copy_all,
};

void income_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &income_def);
}

/* --- property --------------------------------------------------------------------------------- */

char *assets_summary(struct app *app, row_id casefile)
{
	return evidence_summary(app, casefile, true);
}

static GPtrArray *assets_make(struct section *s, GError **error)
{
	return evidence_make(s, true, error);
}

static enum reply assets_row(struct section *s, const struct list_row *row)
{
	return line_open(s, row->id, true);
}

static const struct section_def assets_def = {
	.name = "assets",
	.title = N_("Property"),
	.hint = N_("Enter: the amounts of a line; F5: all surveyed as declared"),
	.empty = N_("No property; the application form (F4 on the case) says for each section."),
	.columns = columns,
	.n_columns = G_N_ELEMENTS(columns),
	.make = assets_make,
	.open = assets_row,
	.all = copy_all,
};

void assets_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &assets_def);
}
