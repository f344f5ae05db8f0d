/* A roster in: which file, what is in it, and only then into the database. */
#include <unistd.h>
#include "app/choose.h"
#include "app/file_pick.h"
#include "app/import_run.h"
#include "app/table.h"
#include "base/i18n.h"
#include "base/text.h"

enum { ROW_KIND = 1, ROW_MONTH, ROW_FIRST_FAULT };

struct import {
	struct app *app;
	struct import_run *run; /* the last one that ended well */
	bool taken;             /* it was the real one */
};

static void start(struct import *im, const char *kind, month m, bool dry);

/* --- rows ------------------------------------------------------------------------------------- */

static void add_choice(
	GPtrArray *all, gint64 id, const char *label, const char *value, bool assumed)
{
	g_autofree char *text =
		g_strdup_printf("%s%s", value, assumed ? _("  assumed: Enter changes it") : "");
	table_add(all, id, "", label, "", text, NULL)->style = assumed ? STYLE_WARN : STYLE_NORMAL;
}

static void add_faults(GPtrArray *all, const struct roster_result *r)
{
	gint64 id = ROW_FIRST_FAULT;
	if (r->faults->len)
		table_add(all, -1, _("Rows that are set aside"), NULL)->heading = true;
	for (guint i = 0; i < r->faults->len; i++) {
		const struct roster_fault *f = g_ptr_array_index(r->faults, i);
		g_autofree char *row = g_strdup_printf("%d", f->row);
		table_add(all, id++, row, f->column ? f->column : "", f->name ? f->name : "",
			f->reason, NULL);
	}
	if (r->rejected > (int)r->faults->len) {
		g_autofree char *more = g_strdup_printf(
			_("and %d more, in the file"), r->rejected - (int)r->faults->len);
		table_add(all, id++, "", "", "", more, NULL);
	}
	if (r->remarks->len)
		table_add(all, -2, _("Taken, but worth a look"), NULL)->heading = true;
	for (guint i = 0; i < r->remarks->len; i++)
		table_add(all, id++, "", "", "", (char *)g_ptr_array_index(r->remarks, i), NULL);
}

static bool import_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	const struct import *im = ctx;
	const struct roster_result *r = &im->run->result;
	char iso[MONTH_LEN];
	GPtrArray *all = table_new();
	(void)error;
	add_choice(all, ROW_KIND, _("Kind"), r->kind, r->kind_assumed);
	if (!r->by_row)
		add_choice(
			all, ROW_MONTH, _("Month"), month_to_iso(r->month, iso), r->month_assumed);
	add_faults(all, r);
	return table_page(all, anchor, before, n, rows);
}

/* --- what it comes to ------------------------------------------------------------------------- */

static void add_list_outcome(GString *out, const struct import *im)
{
	const struct roster_result *r = &im->run->result;
	g_string_append_printf(out,
		im->taken ? _("Taken in: %d new rows, %d unchanged.")
			  : _("It would bring %d new rows and leave %d as they are."),
		r->added, r->unchanged);
	if (r->found + r->nothing)
		g_string_append_printf(out,
			im->taken
				? _("\nThe check of open cases is answered: found %d, nothing %d.")
				: _("\nIt would answer the check of open cases: found %d, "
				    "nothing %d."),
			r->found, r->nothing);
	if (im->taken && r->matched)
		g_string_append(out,
			_("\nWho is in it stands on the home screen under \"Lists of others\", to "
			  "be "
			  "settled one by one."));
	else if (r->known)
		g_string_append(
			out, _("\nThis very file was imported before: nothing will change."));
}

static void add_outcome(GString *out, const struct import *im)
{
	const struct roster_result *r = &im->run->result;
	if (r->of_list) {
		add_list_outcome(out, im);
		return;
	}
	if (!im->taken) {
		g_string_append_printf(out,
			r->of_households ? _("It would bring %d new households, change %d and "
					     "leave %d as they are.")
					 : _("It would bring %d new entries, change %d and leave "
					     "%d as they are."),
			r->added, r->updated, r->unchanged);
		g_string_append(out,
			r->known ? _("\nThis very file was imported before: nothing will change.")
				 : "");
		return;
	}
	g_string_append_printf(out,
		r->of_households ? _("Taken in: %d new households, %d changed, %d unchanged.")
				 : _("Taken in: %d new entries, %d changed, %d unchanged."),
		r->added, r->updated, r->unchanged);
	if (im->run->rejects && r->rejected)
		g_string_append_printf(out,
			_("\nThe rows set aside are in %s: correct them there and import that "
			  "file."),
			im->run->rejects);
}

static char *import_head(void *ctx, int columns)
{
	const struct import *im = ctx;
	const struct roster_result *r = &im->run->result;
	char money[MONEY_LEN];
	g_autofree char *name = g_path_get_basename(im->run->path);
	g_autoptr(GString) out = g_string_new(NULL);
	g_string_append_printf(out, "%s\n", name);
	money_print(r->amount, money);
	if (r->of_list)
		g_string_append_printf(out,
			_("%d rows, %d of them about persons known here; %d rows set aside"),
			r->rows, r->matched, r->rejected);
	else if (r->by_row)
		g_string_append_printf(out,
			_("%d rows, %d persons, %s yuan in all; %d rows set aside"), r->rows,
			r->persons, money, r->rejected);
	else
		g_string_append_printf(out,
			_("%d households, %d persons, %s yuan a month; %d rows set aside"),
			r->households, r->persons, money, r->rejected);
	g_string_append_c(out, '\n');
	add_outcome(out, im);
	g_auto(GStrv) lines = text_wrap(out->str, MAX(columns - 1, 2));
	g_autofree char *joined = g_strjoinv("\n ", lines);
	return g_strdup_printf(" %s\n ", joined);
}

/* --- changing what was assumed ---------------------------------------------------------------- */

static void kind_answer(const char *text, int chosen, void *ctx)
{
	struct import *im = ctx;
	(void)text;
	g_auto(GStrv) kinds = roster_kinds(im->app->desk->lib);
	if (chosen >= 0 && chosen < (int)g_strv_length(kinds))
		start(im, kinds[chosen], im->run->month, true);
}

static void month_answer(const char *text, int chosen, void *ctx)
{
	struct import *im = ctx;
	if (chosen < 0)
		return;
	month m = month_parse(text, day_today());
	if (m == MONTH_NONE)
		tui_note(im->app->tui, NOTE_ERROR, _("\"%s\" is no month; key it like 202607."),
			text);
	else
		start(im, im->run->kind, m, true);
}

/* A reason that is too long for its column, whole. */
static void read_fault(struct import *im, const struct list_row *row)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 0; i < LIST_CELLS; i++)
		if (row->cells[i] && *row->cells[i])
			g_string_append_printf(text, "%s\n", row->cells[i]);
	dialog_text(im->app->tui, _("Row set aside"), text->str);
}

static enum reply import_row(void *ctx, const struct list_row *row)
{
	struct import *im = ctx;
	char iso[MONTH_LEN];
	if (row->id >= ROW_FIRST_FAULT) {
		read_fault(im, row);
		return REPLY_DONE;
	}
	if (im->taken)
		return REPLY_IGNORED;
	if (row->id == ROW_KIND) {
		g_auto(GStrv) kinds = roster_kinds(im->app->desk->lib);
		choose_open(im->app, _("Which kind of roster is it?"), (const char *const *)kinds,
			kind_answer, im);
	} else {
		dialog_line(im->app->tui, _("Month"), _("Month of the roster (2026-07)"),
			month_to_iso(im->run->result.month, iso), false, month_answer, im);
	}
	return REPLY_DONE;
}

/* --- taking it in ----------------------------------------------------------------------------- */

static void take(struct import *im)
{
	const struct roster_result *r = &im->run->result;
	start(im, im->run->kind ? im->run->kind : r->kind, r->month, false);
}

static void assumed_answer(const char *text, int chosen, void *ctx)
{
	(void)text;
	if (chosen >= 0)
		take(ctx);
}

static void ask_take(struct import *im)
{
	const struct roster_result *r = &im->run->result;
	char iso[MONTH_LEN];
	if (im->taken || !r->households) {
		tui_note(im->app->tui, NOTE_INFO,
			im->taken ? _("It is taken in already.")
				  : _("There is no household in it that can be taken in."));
		return;
	}
	if (!r->kind_assumed && !r->month_assumed) {
		take(im);
		return;
	}
	g_autofree char *text = g_strdup_printf(
		_("The file itself does not say all of it: it is taken as %s of %s. Is that so?"),
		r->kind, month_to_iso(r->month, iso));
	dialog_confirm(im->app->tui, _("Import"), text, _("Yes, import"), assumed_answer, im);
}

static enum reply import_command(void *ctx, int command, const struct list_row *row)
{
	struct import *im = ctx;
	(void)row;
	if (command != CMD_START)
		return app_command(im->app, tui_top(im->app->tui), command);
	ask_take(im);
	return REPLY_DONE;
}

static const char *import_hint(void *ctx, const struct list_row *row)
{
	const struct import *im = ctx;
	if (row && row->id >= ROW_FIRST_FAULT)
		return row->cells[3];
	return im->taken ? _("Esc: back")
			 : _("Nothing is changed yet. F10 takes it in, Esc leaves it");
}

/* --- running ---------------------------------------------------------------------------------- */

static void import_free(void *ctx)
{
	struct import *im = ctx;
	import_run_free(im->run);
	g_free(im);
}

static void show(struct import *im)
{
	static const struct list_column columns[] = {
		{N_("Row"), 6, 0, true, 0},
		{N_("Column"), 12, 1, false, 0},
		{N_("Name"), 8, 0, false, 0},
		{N_("Why"), 40, 4, false, 0},
	};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = import_page,
		.open = import_row,
		.command = import_command,
		.head = import_head,
		.hint = import_hint,
		.destroy = import_free,
		.ctx = im,
	};
	tui_push(im->app->tui, list_new("import", SCREEN_IMPORT, _("Import a roster"), &source));
}

static void ran(struct app *app, struct import_run *r, bool cancelled, GError *error, void *ctx)
{
	struct import *im = ctx;
	bool first = im->run == NULL;
	if (cancelled || error) {
		if (error)
			app_fail(app, error);
		else
			tui_note(app->tui, NOTE_INFO, _("Cancelled; nothing was changed."));
		import_run_free(r);
		if (first)
			g_free(im);
		return;
	}
	import_run_free(im->run);
	im->run = r;
	im->taken = !r->dry;
	if (first)
		show(im);
	if (im->taken)
		tui_note(app->tui, NOTE_GOOD, _("The roster is taken in."));
	tui_reload(app->tui);
}

/* Beside the roster where that can be written, else in the home folder. */
static char *rejects_path(const char *roster)
{
	g_autofree char *name = g_path_get_basename(roster);
	g_autofree char *folder = g_path_get_dirname(roster);
	char *dot = g_strrstr(name, ".");
	if (dot)
		*dot = '\0';
	g_autofree char *file = g_strdup_printf(_("%s-set-aside.csv"), name);
	return g_build_filename(access(folder, W_OK) == 0 ? folder : g_get_home_dir(), file, NULL);
}

static void begin(struct import *im, const char *path, const char *kind, month m, bool dry)
{
	struct import_run *r = g_new0(struct import_run, 1);
	r->path = g_strdup(path);
	r->kind = g_strdup(kind);
	r->month = m;
	r->dry = dry;
	if (!dry && im->run->result.rejected)
		r->rejects = rejects_path(path);
	import_run_start(im->app, r, ran, im);
}

static void start(struct import *im, const char *kind, month m, bool dry)
{
	begin(im, im->run->path, kind, m, dry);
}

static void file_chosen(struct app *app, const char *path)
{
	struct import *im = g_new0(struct import, 1);
	im->app = app;
	begin(im, path, NULL, MONTH_NONE, true);
}

void import_open(struct app *app)
{
	if (!(app->desk->who.roles & (ROLE_CLERK | ROLE_ADMIN))) {
		tui_note(app->tui, NOTE_ERROR,
			_("Rosters are imported by a clerk; Ctrl-O changes the operator."));
		return;
	}
	file_pick_open(app, _("Import: which file?"), ".csv .xlsx .xls", file_chosen);
}
