/* The facts of a programme as sections of its cases: supporters, parents, hardship, stays ... */
#include "app/case_tables.h"

#include "app/step.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/fact_columns.h"

#define CELLS 5
#define ID_COLUMNS 18

struct facts_view {
	struct app *app;
	row_id casefile;
	const struct facts_def *def;
	GPtrArray *facts; /* struct fact_column * */
	char *hint;
	struct list_column columns[CELLS];
	int n_columns;
};

/* What matters of a row, on the case screen. */
static void add_values(
	const struct desk *desk, GString *out, const GPtrArray *columns, GHashTable *row, guint n)
{
	const char *between = "";
	for (guint i = 0; i < n && i < columns->len; i++) {
		g_autofree char *said = fact_column_said(desk, g_ptr_array_index(columns, i), row);
		if (*said) {
			g_string_append_printf(out, "%s%s", between, said);
			between = " ";
		}
	}
}

/* Rows that were entered together are told together; of what is entered again and again the last
 * one counts. */
static void add_rows(const struct desk *desk, GString *out, const struct fact_list *l)
{
	guint n;
	bool together = l->block->roster;
	const GPtrArray *rows = l->rows;
	g_autoptr(GPtrArray) columns = fact_columns(desk, l->def, &n);
	if (!together && rows->len > 1)
		g_string_append_printf(out, _("%d entries: "), (int)rows->len);
	for (guint i = together ? 0 : rows->len - 1; i < rows->len; i++) {
		/* TRANSLATORS: between two persons or things in a list */
		g_string_append(out, together && i ? _("; ") : "");
		add_values(desk, out, columns, g_ptr_array_index(rows, i), n);
	}
}

char *facts_summary(struct app *app, row_id casefile, const struct facts_def *def)
{
	g_autoptr(fact_list) l = fact_list(app->desk, casefile, def, NULL);
	GString *out = g_string_new(NULL);
	if (l && l->rows->len)
		add_rows(app->desk, out, l);
	else
		g_string_append(out,
			fact_none(app->desk, casefile, def) ? _("none, as answered")
							    : _("not yet"));
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
			g_autofree char *said = fact_column_said(v->app->desk,
				g_ptr_array_index(v->facts, (guint)cell), l->rows->pdata[i]);
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
	guint index = (guint)row->id - 1;
	for (guint i = 0; l && index < l->rows->len && i < v->facts->len; i++) {
		const struct fact_column *column = g_ptr_array_index(v->facts, i);
		g_autofree char *said =
			fact_column_said(v->app->desk, column, l->rows->pdata[index]);
		if (*said)
			g_string_append_printf(text, _("%s: %s\n"), column->label, said);
	}
	dialog_text(v->app->tui, v->def->label, text->str);
	return REPLY_DONE;
}

/* What stands in the application is changed there; the rest is entered by a step, again if need be.
 */
static void facts_enter(struct facts_view *v)
{
	if (apply_is_form(v->app, v->def->form))
		apply_edit(v->app, v->casefile, v->def->block);
	else if (step_with_form(v->app, v->casefile, v->def->form))
		step_with_form_take(v->app, v->casefile, v->def->form);
	else
		tui_note(v->app->tui, NOTE_INFO,
			_("%s: no step of this state enters it; F6 lists the steps"),
			v->def->label);
}

static enum reply facts_command(void *ctx, int command, const struct list_row *row)
{
	struct facts_view *v = ctx;
	(void)row;
	switch (command) {
	case CMD_NEXT:
		step_next(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_ACTIONS:
		step_choose(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_NEW:
	case CMD_EDIT:
		facts_enter(v);
		return REPLY_DONE;
	case CMD_WORKING:
		working_open(v->app, v->casefile);
		return REPLY_DONE;
	default:
		return app_command(v->app, tui_top(v->app->tui), command);
	}
}

static const char *facts_hint(void *ctx, const struct list_row *row)
{
	struct facts_view *v = ctx;
	const struct action_def *step = step_with_form(v->app, v->casefile, v->def->form);
	(void)row;
	g_free(v->hint);
	if (apply_is_form(v->app, v->def->form))
		v->hint = g_strdup(_("Enter shows all of it; F4 changes the application"));
	else if (step)
		v->hint = g_strdup_printf(_("Enter shows all of it; F3: %s"), step->label);
	else
		v->hint = g_strdup(_("Enter shows all of it; F6 lists the steps"));
	return v->hint;
}

static void make_columns(struct facts_view *v)
{
	enum { LEAST = 8, MOST = 12 };
	int n = MIN((int)v->facts->len, CELLS);
	for (int i = 0; i < n; i++) {
		const struct fact_column *c = g_ptr_array_index(v->facts, (guint)i);
		const struct field_def *f = c->field;
		bool text = !f || f->type == FIELD_TEXT || f->type == FIELD_NAME || f->codes;
		int width = f && f->type == FIELD_ID ? ID_COLUMNS : text ? LEAST : MOST;
		v->columns[i] = (struct list_column){
			c->label, width, text ? 1 : 0, f && f->type == FIELD_MONEY, 0};
	}
	v->n_columns = n;
}

static void facts_free(void *ctx)
{
	struct facts_view *v = ctx;
	g_ptr_array_unref(v->facts);
	g_free(v->hint);
	g_free(v);
}

void facts_open(struct app *app, row_id casefile, const struct facts_def *def)
{
	guint n;
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!c)
		return;
	struct facts_view *v = g_new0(struct facts_view, 1);
	*v = (struct facts_view){.app = app,
		.casefile = casefile,
		.def = def,
		.facts = fact_columns(app->desk, def, &n)};
	make_columns(v);
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, def->label);
	struct list_source source = {
		.columns = v->columns,
		.n_columns = v->n_columns,
		.page = facts_page,
		.open = facts_row_open,
		.command = facts_command,
		.hint = facts_hint,
		.empty = _("Nothing is entered yet."),
		.destroy = facts_free,
		.ctx = v,
	};
	tui_push(app->tui, list_new("facts", SCREEN_FACTS, title, &source));
}
