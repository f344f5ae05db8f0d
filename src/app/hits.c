/* Lists of other departments: how many of those known here are in them, and what came of each. */
#include "model/external.h"

#include "app/choose.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "base/money.h"
#include "exchange/layout.h"
#include "model/look.h"

#define CHOICES_MAX 12

struct hits {
	struct app *app;
	struct layouts *layouts;
	GPtrArray *kinds; /* char *, as listed; of the list of kinds */
	char *kind;       /* of the list of hits */
	bool only_open;
	row_id current;
	char *code; /* disposition that waits for its note */
	char *hint;
};

static const char *label_of(const struct hits *s, const char *kind)
{
	const struct roster_kind *known = layouts_kind(s->layouts, kind);

	return known ? known->label : kind;
}

static struct hits *hits_new(struct app *app)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	struct hits *s = g_new0(struct hits, 1);

	s->app = app;
	s->layouts = layouts_load(app->desk->lib, complaints);
	s->kinds = g_ptr_array_new_with_free_func(g_free);
	s->only_open = true;
	return s;
}

static void hits_free(void *ctx)
{
	struct hits *s = ctx;

	layouts_free(s->layouts);
	g_ptr_array_unref(s->kinds);
	g_free(s->kind);
	g_free(s->code);
	g_free(s->hint);
	g_free(s);
}

/* --- one hit ---------------------------------------------------------------------------------- */

/* What the list says, in one line. */
static char *words_of_hit(const struct external_hit *h)
{
	g_autoptr(GString) out = g_string_new(h->detail);
	char money[MONEY_LEN];

	if (h->amount >= 0)
		g_string_append_printf(
			out, _("%s%s yuan"), out->len ? "  " : "", money_print(h->amount, money));
	if (*h->other_name)
		g_string_append_printf(out, _("%swith %s"), out->len ? "  " : "", h->other_name);
	if (*h->happened)
		g_string_append_printf(out, "%s%s", out->len ? "  " : "", h->happened);
	if (*h->until)
		g_string_append_printf(out, _(" until %s"), h->until);
	return g_strdup(out->str);
}

static const char *words_of_result(const struct app *app, const struct external_hit *h)
{
	if (*h->disposition)
		return words_of_code(app->desk, "list_disposition", h->disposition);
	return *h->disposed_on ? words_of_code(app->desk, "list_disposition", "pending") : "";
}

enum { NAME, NUMBER, FILE_NO, VILLAGE, SAYS, RESULT, NOTE, SOURCE };

struct filling {
	struct hits *s;
	GPtrArray *rows;
};

static bool see_hit(const struct external_hit *h, void *ctx)
{
	struct filling *fill = ctx;
	const struct app *app = fill->s->app;
	bool masked = look_is_restricted(app->desk, h->programme);
	g_autofree char *name = words_of_name(h->name, masked);
	g_autofree char *number =
		words_of_id(h->id_number, !masked && words_may_show_id(app->desk));
	g_autofree char *words = words_of_hit(h);
	g_autofree char *source = g_strdup_printf(_("%s, row %d"), h->source, h->line);
	struct list_row *row = table_add(fill->rows, h->id, name, number, h->file_no, h->village,
		words, words_of_result(app, h), h->note, source, NULL);

	row->style = *h->disposition ? STYLE_DIM : STYLE_WARN;
	return true;
}

static bool hits_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct hits *s = ctx;
	struct filling fill = {s, rows};

	return external_hits(s->app->desk, s->kind, s->only_open, anchor ? anchor->id : 0, before,
		n, see_hit, &fill, error);
}

/* --- what came of it -------------------------------------------------------------------------- */

static void dispose(struct hits *s, const char *note)
{
	GError *error = NULL;

	if (external_dispose(s->app->desk, s->current, s->code, note, &error))
		tui_note(s->app->tui, NOTE_GOOD, _("It is written down."));
	else
		app_fail(s->app, error);
	tui_reload(s->app->tui);
}

static void note_answer(const char *text, int chosen, void *ctx)
{
	if (chosen >= 0)
		dispose(ctx, text);
}

static bool see_case(const struct external_hit *h, void *ctx)
{
	*(row_id *)ctx = h->casefile;
	return false;
}

/* 0: he lives in no household with a case. */
static row_id case_of(const struct hits *s, row_id hit)
{
	row_id casefile = 0;

	external_hits(s->app->desk, NULL, false, hit - 1, false, 1, see_case, &casefile, NULL);
	return casefile;
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct hits *s = ctx;
	const struct code_list *list = library_codes(s->app->desk->lib, "list_disposition");
	const struct code *code;
	row_id casefile;

	(void)text;
	if (chosen < 0)
		return;
	if (!list || chosen >= (int)list->codes->len) {
		casefile = case_of(s, s->current);
		if (casefile)
			case_open(s->app, casefile);
		return;
	}
	code = g_ptr_array_index(list->codes, chosen);
	g_free(s->code);
	s->code = g_strdup(code->key);
	dialog_line(s->app->tui, code->label, _("How was it found out, and what was done?"), "",
		false, note_answer, s);
}

static enum reply hits_row(void *ctx, const struct list_row *row)
{
	struct hits *s = ctx;
	const struct code_list *list = library_codes(s->app->desk->lib, "list_disposition");
	const char *labels[CHOICES_MAX] = {NULL};
	int n = 0;

	for (guint i = 0; list && i < list->codes->len && n < CHOICES_MAX - 2; i++)
		labels[n++] = ((const struct code *)list->codes->pdata[i])->label;
	if (case_of(s, row->id))
		labels[n++] = _("Open the case");
	s->current = row->id;
	choose_open(s->app, row->cells[NAME], labels, chosen_done, s);
	return REPLY_DONE;
}

static enum reply hits_command(void *ctx, int command, const struct list_row *row)
{
	struct hits *s = ctx;

	(void)row;
	if (command != CMD_ONLY_OPEN)
		return app_command(s->app, tui_top(s->app->tui), command);
	s->only_open = !s->only_open;
	tui_note(s->app->tui, NOTE_INFO,
		s->only_open ? _("Only those that are not settled.") : _("All of them."));
	tui_reload(s->app->tui);
	return REPLY_DONE;
}

/* The columns are narrow: what the list says and what was noted, whole. */
static const char *hits_hint(void *ctx, const struct list_row *row)
{
	struct hits *s = ctx;

	if (!row)
		return _("F5 shows those that are settled, too; Esc goes back");
	g_free(s->hint);
	s->hint = g_strjoin("  ", row->cells[SAYS], row->cells[NOTE], NULL);
	return s->hint;
}

static char *hits_detail(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return g_strdup_printf("%s  %s\n%s  %s\n\n%s\n\n%s\n%s\n\n%s", row->cells[NAME],
		row->cells[NUMBER], row->cells[FILE_NO], row->cells[VILLAGE], row->cells[SAYS],
		row->cells[RESULT], row->cells[NOTE], row->cells[SOURCE]);
}

static void open_kind(struct app *app, const char *kind)
{
	static const struct list_column columns[] = {
		{N_("Name"), 8, 0, false, 0},
		{N_("Id number"), 18, 0, false, 100},
		{N_("File"), 13, 0, false, 0},
		{N_("Village"), 10, 1, false, 100},
		{N_("What the list says"), 24, 4, false, 0},
		{N_("Came of it"), 14, 0, false, 0},
		{N_("Note"), 10, 2, false, 0},
	};
	struct hits *s = hits_new(app);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = hits_page,
		.open = hits_row,
		.command = hits_command,
		.detail = hits_detail,
		.hint = hits_hint,
		.empty = _("Every one of them is settled. F5 shows them."),
		.destroy = hits_free,
		.ctx = s,
	};

	s->kind = g_strdup(kind);
	tui_push(app->tui, list_new("hits", SCREEN_HITS, label_of(s, kind), &source));
}

/* --- the kinds -------------------------------------------------------------------------------- */

static bool see_sum(const struct external_sum *sum, void *ctx)
{
	struct filling *fill = ctx;
	char lists[12], rows[12], hits[12], open[12];

	if (fill->s->only_open && !sum->open)
		return true;
	g_snprintf(lists, sizeof lists, "%d", sum->lists);
	g_snprintf(rows, sizeof rows, "%d", sum->rows);
	g_snprintf(hits, sizeof hits, "%d", sum->hits);
	g_snprintf(open, sizeof open, "%d", sum->open);
	g_ptr_array_add(fill->s->kinds, g_strdup(sum->kind));
	table_add(fill->rows, fill->s->kinds->len, label_of(fill->s, sum->kind), sum->taken_on,
		lists, rows, hits, open, NULL)
		->style = sum->open ? STYLE_WARN : STYLE_NORMAL;
	return true;
}

static bool kinds_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct hits *s = ctx;
	struct filling fill = {s, table_new()};

	g_ptr_array_set_size(s->kinds, 0);
	if (!external_sums(s->app->desk, see_sum, &fill, error)) {
		g_ptr_array_unref(fill.rows);
		return false;
	}
	return table_page(fill.rows, anchor, before, n, rows);
}

static enum reply kinds_row(void *ctx, const struct list_row *row)
{
	struct hits *s = ctx;

	if (row->id < 1 || row->id > s->kinds->len)
		return REPLY_IGNORED;
	open_kind(s->app, g_ptr_array_index(s->kinds, row->id - 1));
	return REPLY_DONE;
}

static const char *kinds_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? _("Enter lists who is in it") : NULL;
}

void hits_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("List of"), 18, 3, false, 0},
		{N_("Last taken in"), 13, 0, false, 0},
		{N_("Lists"), 6, 0, true, 0},
		{N_("Entries"), 8, 0, true, 0},
		{N_("Known here"), 10, 0, true, 0},
		{N_("Not settled"), 11, 0, true, 0},
	};
	struct hits *s = hits_new(app);

	s->only_open = false;
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = kinds_page,
		.open = kinds_row,
		.command = hits_command,
		.hint = kinds_hint,
		.empty = _("No list was taken in yet: 6 on the home screen takes lists of the "
			   "dead, of "
			   "vehicles, firms, insurance, deposits ..."),
		.destroy = hits_free,
		.ctx = s,
	};

	tui_push(app->tui, list_new("lists", SCREEN_HITS, _("Lists of others"), &source));
}

char *hits_due(struct app *app)
{
	int n = external_open(app->desk);

	return n ? g_strdup_printf(_("Hits in lists of others: %d"), n) : g_strdup("");
}
