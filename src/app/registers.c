/* The registers that stand by themselves, and what belongs to one row of them. */
#include "app/registers.h"

#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/register.h"

char *register_shown(
	const struct app *app, const struct register_column *column, const char *stored)
{
	char money[MONEY_LEN];

	if (column->codes)
		return g_strdup(words_of_code(app->desk, column->codes, stored));
	if (column->type == REGISTER_MONEY && *stored)
		return g_strdup(money_print(g_ascii_strtoll(stored, NULL, 10), money));
	return g_strdup(stored);
}

/* A register that cannot be read says why in its own line. */
static char *summary_of(struct app *app, const struct register_def *reg, row_id parent)
{
	g_autoptr(GError) error = NULL;
	char *text = register_summary(app->desk, reg, parent, &error);

	return text ? text : g_strdup_printf("! %s", error->message);
}

static void add_registers(struct app *app, const char *parent, row_id row, GPtrArray *all)
{
	g_autoptr(GPtrArray) list = register_under(app->desk, parent);

	for (guint i = 0; i < list->len; i++) {
		const struct register_def *reg = g_ptr_array_index(list, i);
		g_autofree char *text = summary_of(app, reg, row);
		table_add(all, i + 1, reg->label, text, NULL)->data = (void *)reg;
	}
}

static const struct list_column columns[] = {
	{N_("Register"), 20, 0, false, 0},
	{"", 30, 1, false, 0},
};

/* --- those that stand by themselves ----------------------------------------------------------- */

static bool registers_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	GPtrArray *all = table_new();

	(void)error;
	add_registers(ctx, NULL, 0, all);
	return table_page(all, anchor, before, n, rows);
}

static enum reply registers_row(void *ctx, const struct list_row *row)
{
	register_rows_open(ctx, row->data, 0);
	return REPLY_DONE;
}

static enum reply registers_command(void *ctx, int command, const struct list_row *row)
{
	struct app *app = ctx;

	(void)row;
	return app_command(app, tui_top(app->tui), command);
}

void registers_open(struct app *app)
{
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = registers_page,
		.open = registers_row,
		.command = registers_command,
		.empty = _("No register is meant for your role; Ctrl-O changes the operator."),
		.ctx = app,
	};
	tui_push(app->tui, list_new("registers", SCREEN_REGISTER, _("Registers"), &source));
}

char *registers_due(struct app *app)
{
	const GPtrArray *all = library_registers(app->desk->lib);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct register_def *reg = g_ptr_array_index(all, i);
		int n = 0;
		if (register_due(app->desk, reg, &n, NULL) && n)
			g_string_append_printf(
				out, "%s%s %d", out->len ? "    " : "", reg->due_label, n);
	}
	return g_string_free(out, FALSE);
}

/* --- a row with what belongs to it ------------------------------------------------------------ */

struct row_screen {
	struct app *app;
	const struct register_def *reg;
	row_id id;
	char *data; /* its own columns in one line */
};

static void see_data(const struct register_line *line, void *ctx)
{
	struct row_screen *s = ctx;
	GString *out = g_string_new(NULL);

	if (line->id != s->id)
		return;
	for (guint i = 1; i < s->reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(s->reg->columns, i);
		g_autofree char *shown = register_shown(s->app, column, line->cell[i]);
		if (*shown)
			g_string_append_printf(
				out, "%s%s %s", out->len ? "  " : "", column->label, shown);
	}
	g_free(s->data);
	s->data = g_string_free(out, FALSE);
}

static bool row_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct row_screen *s = ctx;
	row_id parent = register_parent(s->app->desk, s->reg, s->id);

	g_clear_pointer(&s->data, g_free);
	if (!register_rows(s->app->desk, s->reg, parent, see_data, s, error))
		return false;
	GPtrArray *all = table_new();
	add_registers(s->app, s->reg->key, s->id, all);
	/* Its own form comes first, as id 0. */
	struct list_row *own = list_row_new(0);
	list_row_set(own, 0, _("Its own data"));
	list_row_set(own, 1, s->data ? s->data : "");
	g_ptr_array_insert(all, 0, own);
	return table_page(all, anchor, before, n, rows);
}

static enum reply row_chosen(void *ctx, const struct list_row *row)
{
	struct row_screen *s = ctx;

	if (row->data)
		register_rows_open(s->app, row->data, s->id);
	else
		register_form_open(
			s->app, s->reg, register_parent(s->app->desk, s->reg, s->id), s->id);
	return REPLY_DONE;
}

static enum reply row_command(void *ctx, int command, const struct list_row *row)
{
	struct row_screen *s = ctx;

	(void)row;
	return app_command(s->app, tui_top(s->app->tui), command);
}

static void row_free(void *ctx)
{
	struct row_screen *s = ctx;

	g_free(s->data);
	g_free(s);
}

void register_row_open(struct app *app, const struct register_def *reg, row_id id)
{
	g_autofree char *name = register_name(app->desk, reg, id);
	struct row_screen *s = g_new0(struct row_screen, 1);
	*s = (struct row_screen){app, reg, id, NULL};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = row_page,
		.open = row_chosen,
		.command = row_command,
		.empty = "",
		.destroy = row_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("register-row", SCREEN_REGISTER, name, &source));
}
