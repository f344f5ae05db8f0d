/* Which reports there are; and writing one into a file. */
#include "app/reports.h"

#include <string.h>
#include "app/table.h"
#include "app/words.h"
#include "base/file.h"
#include "base/i18n.h"
#include "report/pdf.h"
#include "report/xlsx.h"

/* --- which there are --------------------------------------------------------------------------
 */

static const struct list_column columns[] = {
	{N_("Report"), 34, 0, false, 0},
	{"", 30, 1, false, 0},
};

static bool reports_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct app *app = ctx;
	const GPtrArray *list = library_reports(app->desk->lib);
	GPtrArray *all = table_new();
	(void)error;
	for (guint i = 0; i < list->len; i++) {
		const struct report_def *r = g_ptr_array_index(list, i);
		table_add(all, i + 1, r->label, r->about ? r->about : "", NULL)->data = (void *)r;
	}
	return table_page(all, anchor, before, n, rows);
}

static enum reply reports_row(void *ctx, const struct list_row *row)
{
	report_page_open(ctx, row->data);
	return REPLY_DONE;
}

static enum reply reports_command(void *ctx, int command, const struct list_row *row)
{
	struct app *app = ctx;
	(void)row;
	return app_command(app, tui_top(app->tui), command);
}

void reports_open(struct app *app)
{
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = reports_page,
		.open = reports_row,
		.command = reports_command,
		.empty = _("There is no report in forms/reports."),
		.ctx = app,
	};
	tui_push(app->tui, list_new("reports", SCREEN_REPORTS, _("Reports"), &source));
}

/* --- into a file ------------------------------------------------------------------------------
 */

struct saving {
	struct app *app;
	const struct report_def *def;
	struct report_period period;
	char *name, *path;
};

static void saving_free(struct saving *s)
{
	g_free(s->name);
	g_free(s->path);
	g_free(s);
}

static bool write_as(struct saving *s, const struct book *b, GError **error)
{
	if (g_str_has_suffix(s->path, ".xlsx"))
		return xlsx_write(b, s->path, error);
	if (g_str_has_suffix(s->path, ".pdf"))
		return pdf_write(b, s->path, error);
	g_autofree char *text = book_text(b);
	return file_write(s->path, text, error);
}

static void save(struct saving *s)
{
	GError *error = NULL;
	g_autoptr(report_run) run = report_run(s->app->desk, s->def, &s->period, &error);
	g_autoptr(book) b = run ? book_of(s->app->desk, run) : NULL;
	if (b && write_as(s, b, &error))
		tui_note(s->app->tui, NOTE_GOOD, _("Written: %s"), s->path);
	else
		app_fail(s->app, error);
	saving_free(s);
}

static void replace_answer(const char *text, int chosen, void *ctx)
{
	(void)text;
	if (chosen >= 0)
		save(ctx);
	else
		saving_free(ctx);
}

static void path_answer(const char *text, int chosen, void *ctx)
{
	struct saving *s = ctx;
	if (chosen < 0 || !*text) {
		saving_free(s);
		return;
	}
	s->path = words_of_file(text, s->name);
	if (!g_file_test(s->path, G_FILE_TEST_EXISTS)) {
		save(s);
		return;
	}
	g_autofree char *question =
		g_strdup_printf(_("%s is there already. Write over it?"), s->path);
	dialog_confirm(s->app->tui, s->name, question, _("Write over it"), replace_answer, s);
}

void report_save_ask(
	struct app *app, const struct report_period *period, const struct report_def *def)
{
	char of[MONTH_LEN];
	struct saving *s = g_new0(struct saving, 1);
	*s = (struct saving){app, def, *period, NULL, NULL};
	if (def->monthly)
		s->name = g_strdup_printf("%s-%s.pdf", month_to_iso(period->from, of), def->key);
	else
		s->name = g_strdup_printf("%d-%s.pdf", period->year, def->key);
	g_autofree char *path = g_build_filename(g_get_home_dir(), s->name, NULL);
	dialog_line(app->tui, _("Write to a file"), _("File (.pdf, .xlsx or .txt)"), path, false,
		path_answer, s);
}
