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

/* What is said of the first row stands on the case screen: its first values. */
static void add_values(GString *out, const struct fact_row *row)
{
	int n = 0;
	for (char **v = row->values; *v && n < 3; v++)
		if (**v) {
			g_string_append_printf(out, " %s", *v);
			n++;
		}
}

char *facts_summary(struct app *app, row_id casefile, const struct facts_def *def)
{
	g_autoptr(GPtrArray) rows = fact_rows(app->desk, casefile, def, NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	if (!rows || !rows->len)
		return g_strdup(fact_none(app->desk, casefile, def) ? _("none, as answered")
								    : _("not yet"));
	if (rows->len > 1)
		g_string_append_printf(out, _("%d entries:"), (int)rows->len);
	add_values(out, g_ptr_array_index(rows, rows->len - 1));
	g_strchug(out->str);
	return g_strdup(out->str);
}

static bool facts_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct facts_view *v = ctx;
	g_autoptr(GPtrArray) facts = fact_rows(v->app->desk, v->casefile, v->def, error);
	if (!facts)
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < facts->len; i++) {
		const struct fact_row *fact = g_ptr_array_index(facts, i);
		struct list_row *row = list_row_new(fact->id);
		for (int cell = 0; cell < v->n_columns; cell++)
			list_row_set(row, cell, fact->values[cell]);
		g_ptr_array_add(all, row);
	}
	return table_page(all, anchor, before, n, rows);
}

/* All that was entered, a line a field. */
static enum reply facts_row_open(void *ctx, const struct list_row *row)
{
	struct facts_view *v = ctx;
	g_autoptr(GPtrArray) facts = fact_rows(v->app->desk, v->casefile, v->def, NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; facts && i < facts->len; i++) {
		const struct fact_row *fact = g_ptr_array_index(facts, i);
		for (guint f = 0; fact->id == row->id && f < v->block->fields->len; f++) {
			const struct field_def *field = g_ptr_array_index(v->block->fields, f);
			if (*fact->values[f])
				g_string_append_printf(
					text, _("%s: %s\n"), field->label, fact->values[f]);
		}
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
	const struct block_def *block = fact_block(app->desk, def);
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
