/* The rows of a register: a list by the columns of its file. */
#include "app/registers.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/register.h"

#define WIDE_COLUMNS 110
#define TOTAL_ID (-1) /* no row has it */

struct rows_screen {
	struct app *app;
	const struct register_def *reg;
	row_id parent;
	struct list_column columns[REGISTER_COLUMNS];
	row_id current; /* about to be taken out */
};

/* --- rows ------------------------------------------------------------------------------------- */

struct reading {
	struct rows_screen *s;
	GPtrArray *all;
	gint64 total[REGISTER_COLUMNS];
};

static enum style style_of(const char *mark)
{
	return g_str_equal(mark, "late")    ? STYLE_ERROR
		: g_str_equal(mark, "warn") ? STYLE_WARN
		: g_str_equal(mark, "done") ? STYLE_DIM
					    : STYLE_NORMAL;
}

static void see_line(const struct register_line *line, void *ctx)
{
	struct reading *r = ctx;
	const GPtrArray *columns = r->s->reg->columns;
	struct list_row *row = list_row_new(line->id);

	for (guint i = 0; i < columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(columns, i);
		g_autofree char *shown = register_shown(r->s->app, column, line->cell[i]);
		list_row_set(row, (int)i, shown);
		r->total[i] += g_ascii_strtoll(line->cell[i], NULL, 10);
	}
	row->style = style_of(line->mark);
	g_ptr_array_add(r->all, row);
}

/* The last line, where a column has a sum. */
static void add_total(struct reading *r)
{
	const GPtrArray *columns = r->s->reg->columns;
	struct list_row *row = list_row_new(TOTAL_ID);
	bool any = false;

	list_row_set(row, 0, _("Total"));
	for (guint i = 0; i < columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(columns, i);
		if (!column->total)
			continue;
		g_autofree char *sum = g_strdup_printf("%" G_GINT64_FORMAT, r->total[i]);
		g_autofree char *shown = register_shown(r->s->app, column, sum);
		list_row_set(row, (int)i, shown);
		any = true;
	}
	row->style = STYLE_HEAD;
	if (any && r->all->len > 1)
		g_ptr_array_add(r->all, row);
	else
		list_row_free(row);
}

static bool rows_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct rows_screen *s = ctx;
	struct reading r = {.s = s, .all = table_new()};

	if (!register_rows(s->app->desk, s->reg, s->parent, see_line, &r, error)) {
		g_ptr_array_unref(r.all);
		return false;
	}
	add_total(&r);
	return table_page(r.all, anchor, before, n, rows);
}

/* Everything the file says of a row, also what a narrow window leaves out. */
static char *rows_detail(void *ctx, const struct list_row *row)
{
	const struct rows_screen *s = ctx;
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < s->reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(s->reg->columns, i);
		if (row->cells[i] && *row->cells[i])
			g_string_append_printf(out, _("%s: %s\n"), column->label, row->cells[i]);
	}
	return g_string_free(out, FALSE);
}

static bool has_children(const struct rows_screen *s)
{
	g_autoptr(GPtrArray) children = register_under(s->app->desk, s->reg->key);

	return children->len > 0;
}

static enum reply rows_open(void *ctx, const struct list_row *row)
{
	struct rows_screen *s = ctx;

	if (row->id == TOTAL_ID)
		return REPLY_DONE;
	if (has_children(s)) {
		register_row_open(s->app, s->reg, row->id);
	} else if (s->reg->form) {
		register_form_open(s->app, s->reg, s->parent, row->id);
	} else {
		g_autofree char *text = rows_detail(s, row);
		dialog_text(s->app->tui, s->reg->label, text);
	}
	return REPLY_DONE;
}

/* --- taking a row out ------------------------------------------------------------------------- */

static void remove_answer(const char *text, int chosen, void *ctx)
{
	struct rows_screen *s = ctx;
	GError *error = NULL;

	(void)text;
	if (chosen < 0)
		return;
	if (register_delete(s->app->desk, s->reg, s->current, &error))
		tui_note(s->app->tui, NOTE_GOOD, _("The row is taken out; its history stays."));
	else
		app_fail(s->app, error);
	tui_reload(s->app->tui);
}

static void ask_remove(struct rows_screen *s, const struct list_row *row)
{
	g_autofree char *text = g_strdup_printf(
		_("Take \"%s %s\" out? Only what was entered in error is taken out."),
		row->cells[0], row->cells[1] ? row->cells[1] : "");

	s->current = row->id;
	dialog_confirm(s->app->tui, s->reg->label, text, _("Take out"), remove_answer, s);
}

/* --- the rows of a month ---------------------------------------------------------------------- */

static void make_answer(const char *text, int chosen, void *ctx)
{
	struct rows_screen *s = ctx;
	GError *error = NULL;
	int made = 0;

	(void)chosen;
	if (!text)
		return;
	month m = month_parse(text, day_today());
	if (m == MONTH_NONE)
		tui_note(s->app->tui, NOTE_ERROR, _("\"%s\" is no month; key it like 202403."),
			text);
	else if (!register_make(s->app->desk, s->reg, s->parent, m, &made, &error))
		app_fail(s->app, error);
	else if (made)
		tui_note(s->app->tui, NOTE_GOOD, _("%d rows made; Enter on each completes it."),
			made);
	else
		tui_note(s->app->tui, NOTE_INFO, _("Nothing to make: all rows are there."));
	tui_reload(s->app->tui);
}

static void ask_month(struct rows_screen *s)
{
	char iso[MONTH_LEN];

	dialog_line(s->app->tui, s->reg->label, _("Make the rows of which month?"),
		month_to_iso(month_of(day_today()), iso), false, make_answer, s);
}

/* --- commands --------------------------------------------------------------------------------- */

static bool may_write(struct rows_screen *s)
{
	g_autofree char *roles = g_strjoinv(" ", s->reg->roles);
	GError *error = NULL;

	if (desk_needs(s->app->desk, role_parse(roles), &error))
		return true;
	app_fail(s->app, error);
	return false;
}

static enum reply rows_command(void *ctx, int command, const struct list_row *row)
{
	struct rows_screen *s = ctx;
	bool new = command == CMD_NEW && s->reg->table;
	bool remove = command == CMD_REMOVE && row && row->id != TOTAL_ID;
	bool make = command == CMD_MAKE && s->reg->make;

	if (!new && !remove && !make)
		return app_command(s->app, tui_top(s->app->tui), command);
	if (!may_write(s))
		return REPLY_DONE;
	if (new)
		register_form_open(s->app, s->reg, s->parent, 0);
	else if (remove)
		ask_remove(s, row);
	else
		ask_month(s);
	return REPLY_DONE;
}

static const char *rows_hint(void *ctx, const struct list_row *row)
{
	struct rows_screen *s = ctx;

	if (!s->reg->table)
		return _("Computed from the other registers; Enter shows the whole row");
	if (!row || row->id == TOTAL_ID)
		return NULL;
	return has_children(s) ? _("Enter: the row and what belongs to it")
			       : _("Enter: change it    F4: take out what was entered in error");
}

/* --- opening ---------------------------------------------------------------------------------- */

static void make_columns(struct rows_screen *s)
{
	for (guint i = 0; i < s->reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(s->reg->columns, i);
		s->columns[i] = (struct list_column){
			.title = column->label,
			.width = column->width,
			.weight = column->grow,
			.right = column->type != REGISTER_TEXT,
			.wide_only = column->wide ? WIDE_COLUMNS : 0,
		};
	}
}

void register_rows_open(struct app *app, const struct register_def *reg, row_id parent)
{
	const struct register_def *above = library_register(app->desk->lib, reg->parent);
	g_autofree char *of = above ? register_name(app->desk, above, parent) : g_strdup("");
	g_autofree char *title = g_strdup_printf("%s%s%s", of, *of ? " " : "", reg->label);
	guint32 screen =
		SCREEN_REGISTER | (reg->table ? SCREEN_ROWS : 0) | (reg->make ? SCREEN_MAKE : 0);
	struct rows_screen *s = g_new0(struct rows_screen, 1);

	s->app = app;
	s->reg = reg;
	s->parent = parent;
	make_columns(s);
	struct list_source source = {
		.columns = s->columns,
		.n_columns = (int)reg->columns->len,
		.page = rows_page,
		.open = rows_open,
		.command = rows_command,
		.detail = rows_detail,
		.hint = rows_hint,
		.empty = reg->empty ? reg->empty : "",
		.destroy = g_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("register-rows", screen, title, &source));
}
