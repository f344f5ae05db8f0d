/* A payment roster as a file: totals first, then the format, then the path. */
#include "app/choose.h"
#include "app/payments.h"
#include "app/words.h"
#include "base/i18n.h"
#include "exchange/payroll.h"
#include "model/print_log.h"

struct writing {
	struct app *app;
	row_id batch;
	char *title, *name, *path;
	enum encoding encoding;
};

static void writing_free(struct writing *w)
{
	g_free(w->title);
	g_free(w->name);
	g_free(w->path);
	g_free(w);
}

static void write_now(struct writing *w)
{
	GError *error = NULL;
	struct payroll_totals t;
	char money[MONEY_LEN];
	struct app *app = w->app;
	if (!payroll_write(app->desk, w->batch, w->path, w->encoding, &t, &error)) {
		app_fail(app, error);
		return;
	}
	if (!print_log_add(app->desk, 0, w->title, &error))
		app_fail(app, error);
	else
		tui_note(app->tui, NOTE_GOOD, _("Written: %s (%d households, %d persons, %s yuan)"),
			w->path, t.households, t.persons, money_print(t.amount, money));
}

static void replace_answer(const char *text, int chosen, void *ctx)
{
	struct writing *w = ctx;
	(void)text;
	if (chosen >= 0)
		write_now(w);
	writing_free(w);
}

static void path_answer(const char *text, int chosen, void *ctx)
{
	struct writing *w = ctx;
	if (chosen < 0 || !*text) {
		writing_free(w);
		return;
	}
	w->path = words_of_file(text, w->name);
	if (!g_file_test(w->path, G_FILE_TEST_EXISTS)) {
		write_now(w);
		writing_free(w);
		return;
	}
	g_autofree char *question =
		g_strdup_printf(_("%s is there already. Write over it?"), w->path);
	dialog_confirm(w->app->tui, w->title, question, _("Write over it"), replace_answer, w);
}

static void format_answer(const char *text, int chosen, void *ctx)
{
	struct writing *w = ctx;
	(void)text;
	if (chosen < 0) {
		writing_free(w);
		return;
	}
	w->encoding = chosen == 0 ? ENCODING_GB18030 : ENCODING_UTF8;
	w->name = g_strdup_printf("%s.csv", w->title);
	g_strdelimit(w->name, " /", '-');
	g_autofree char *path = g_build_filename(g_get_home_dir(), w->name, NULL);
	dialog_line(w->app->tui, w->title, _("File to write"), path, false, path_answer, w);
}

static void totals_answer(const char *text, int chosen, void *ctx)
{
	const char *labels[] = {
		_("CSV for spreadsheets and banks (GB18030)"), _("CSV in UTF-8"), NULL};
	struct writing *w = ctx;
	(void)text;
	if (chosen < 0)
		writing_free(w);
	else
		choose_open(w->app, _("Format"), labels, format_answer, w);
}

void payment_write_open(struct app *app, const struct payment_batch *b)
{
	GError *error = NULL;
	char money[MONEY_LEN];
	if (!payroll_may_write(b, &error)) {
		app_fail(app, error);
		return;
	}
	struct writing *w = g_new0(struct writing, 1);
	w->app = app;
	w->batch = b->id;
	w->title = payments_title(app->desk, b);
	g_autofree char *text = g_strdup_printf(
		_("%d households, %d persons, %s yuan will be written. %d rows are held and are "
		  "not in the file."),
		b->households, b->persons, money_print(b->amount, money), b->held);
	dialog_confirm(app->tui, w->title, text, _("Write out"), totals_answer, w);
}
