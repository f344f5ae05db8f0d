/* The facts of a programme as sections of its cases: supporters, parents, hardship, stays ... */
#include "app/case_tables.h"

#include "app/step.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/fact_rows.h"

#define CELLS 5

struct facts_view {
	struct app *app;
	row_id casefile;
	const struct facts_def *def;
	const struct block_def *block;
	struct list_column columns[CELLS];
	int n_columns;
};

static char *value_of(const struct app *app, const struct fact_list *l, guint row, guint field)
{
	const struct field_def *f = g_ptr_array_index(l->block->fields, field);
	return fact_said(app->desk, f, fact_value(g_ptr_array_index(l->rows, row), f->column));
}

/* Of the newest row the first values stand on the case screen. */
static void add_values(const struct app *app, GString *out, const struct fact_list *l)
{
	int n = 0;
	for (guint i = 0; i < l->block->fields->len && n < 3; i++) {
		g_autofree char *said = value_of(app, l, l->rows->len - 1, i);
		if (*said)
			g_string_append_printf(out, "%s%s", n++ ? " " : "", said);
	}
}

char *facts_summary(struct app *app, row_id casefile, const struct facts_def *def)
{
	g_autoptr(fact_list) l = fact_list(app->desk, casefile, def, NULL);
	GString *out = g_string_new(NULL);
	if (!l || !l->rows->len)
		g_string_append(out,
			fact_none(app->desk, casefile, def) ? _("none, as answered")
							    : _("not yet"));
	else if (l->rows->len > 1)
		g_string_append_printf(out, _("%d entries: "), (int)l->rows->len);
	if (l && l->rows->len)
		add_values(app, out, l);
	return g_string_free(out, FALSE);
}

static bool facts_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct facts_view *v = ctx;
	g_autoptr(fact_list) l = fact_list(v->app->desk, v->casefile, v->def, error);
	if (!l)
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < l->rows->len; i++) {
		struct list_row *row = list_row_new(i + 1);
		for (int cell = 0; cell < v->n_columns; cell++) {
			g_autofree char *said = value_of(v->app, l, i, (guint)cell);
			list_row_set(row, cell, said);
		}
		g_ptr_array_add(all, row);
	}
	return table_page(all, anchor, before, n, rows);
}

/* All that was entered, a line a field. */
static enum reply facts_row_open(void *ctx, const struct list_row *row)
{
	struct facts_view *v = ctx;
	g_autoptr(fact_list) l = fact_list(v->app->desk, v->casefile, v->def, NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; l && i < l->block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(l->block->fields, i);
		g_autofree char *said = value_of(v->app, l, (guint)row->id - 1, i);
		if (*said)
			g_string_append_printf(text, _("%s: %s\n"), f->label, said);
	}
	dialog_text(v->app->tui, v->def->label, text->str);
	return REPLY_DONE;
}

static enum reply facts_command(void *ctx, int command, const struct list_row *row)
{
	struct facts_view *v = ctx;
	(void)row;
	if (command == CMD_NEXT) {
		step_next(v->app, v->casefile);
		return REPLY_DONE;
	}
	if (command == CMD_WORKING) {
		working_open(v->app, v->casefile);
		return REPLY_DONE;
	}
	return app_command(v->app, tui_top(v->app->tui), command);
}

static const char *facts_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Enter shows all of it; F4 on the case changes the application, F6 takes a step");
}

static void make_columns(struct facts_view *v)
{
	enum { LEAST = 8, MOST = 16 };
	int n = MIN((int)v->block->fields->len, CELLS);
	for (int i = 0; i < n; i++) {
		const struct field_def *f = g_ptr_array_index(v->block->fields, (guint)i);
		bool text = f->type == FIELD_TEXT || f->type == FIELD_NAME || f->codes;
		v->columns[i] = (struct list_column){
			f->label, text ? LEAST : MOST, text ? 1 : 0, f->type == FIELD_MONEY, 0};
	}
	v->n_columns = n;
}

void facts_open(struct app *app, row_id casefile, const struct facts_def *def)
{
	const struct block_def *block = fact_block(app->desk->lib, def);
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!block || !c)
		return;
	struct facts_view *v = g_new0(struct facts_view, 1);
	*v = (struct facts_view){.app = app, .casefile = casefile, .def = def, .block = block};
	make_columns(v);
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, def->label);
	struct list_source source = {
		.columns = v->columns,
		.n_columns = v->n_columns,
		.page = facts_page,
		.open = facts_row_open,
		.command = facts_command,
		.hint = facts_hint,
		.empty = _(
			"Nothing is entered yet; F4 on the case changes the application, F6 takes "
			"a step."),
		.destroy = g_free,
		.ctx = v,
	};
	tui_push(app->tui, list_new("facts", SCREEN_SECTION, title, &source));
}
