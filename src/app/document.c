/* A document of a case on the screen, and from there into a file. */
#include "report/document.h"

#include <string.h>
#include "app/session.h"
#include "app/words.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/amount.h"
#include "model/look.h"
#include "model/print_log.h"
#include "model/result.h"
#include "base/file.h"
#include "report/pdf.h"

#define LABEL_COLUMNS 36

struct document {
	struct app *app;
	row_id casefile;
	char *key, *text, *name; /* name: of the file it may become */
	char *path;
};

static void document_free(void *ctx)
{
	struct document *d = ctx;
	g_free(d->key);
	g_free(d->text);
	g_free(d->name);
	g_free(d->path);
	g_free(d);
}

/* --- into a file ------------------------------------------------------------------------------ */

static bool write_document(const struct document *d, GError **error)
{
	return g_str_has_suffix(d->path, ".pdf") ? pdf_write_text(d->text, d->path, error)
						 : file_write(d->path, d->text, error);
}

static void write_now(struct document *d)
{
	GError *error = NULL;
	if (write_document(d, &error) && print_log_add(d->app->desk, d->casefile, d->key, &error))
		tui_note(d->app->tui, NOTE_GOOD, _("Written: %s"), d->path);
	else
		app_fail(d->app, error);
}

static void replace_answer(const char *text, int chosen, void *ctx)
{
	(void)text;
	if (chosen >= 0)
		write_now(ctx);
}

static void path_answer(const char *text, int chosen, void *ctx)
{
	struct document *d = ctx;
	if (chosen < 0 || !*text)
		return;
	g_free(d->path);
	d->path = words_of_file(text, d->name);
	if (!g_file_test(d->path, G_FILE_TEST_EXISTS)) {
		write_now(d);
		return;
	}
	g_autofree char *question =
		g_strdup_printf(_("%s is there already. Write over it?"), d->path);
	dialog_confirm(d->app->tui, d->name, question, _("Write over it"), replace_answer, d);
}

static enum reply document_command(struct view *v, int command, void *ctx)
{
	struct document *d = ctx;
	if (command != CMD_PRINT)
		return app_command(d->app, v, command);
	g_autofree char *path = g_build_filename(g_get_home_dir(), d->name, NULL);
	dialog_line(d->app->tui, _("Write to a file"), _("File to write (.txt or .pdf)"), path,
		false, path_answer, d);
	return REPLY_DONE;
}

/* --- on the screen ---------------------------------------------------------------------------- */

static void show(struct app *app, row_id casefile, const char *key, const char *title, char *text)
{
	char today[DAY_LEN];
	g_autoptr(casefile) c = casefile ? casefile_get(app->desk, casefile, NULL) : NULL;
	struct document *d = g_new0(struct document, 1);
	*d = (struct document){app, casefile, g_strdup(key), text,
		g_strdup_printf("%s-%s.txt", c ? c->file_no : day_to_iso(day_today(), today), key),
		NULL};
	struct view *v = dialog_text(app->tui, title, text);
	dialog_text_commands(v, SCREEN_TEXT, document_command, d, document_free);
}

void text_open(struct app *app, const char *title, const char *key, char *text)
{
	show(app, 0, key, title, text);
}

void document_open(struct app *app, const char *document, row_id casefile)
{
	GError *error = NULL;
	const struct document_kind *kind = document_kind(document);
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, &error);
	char *text = c && look_at(app->desk, c, "print", &error)
		? document_of_case(app->desk, casefile, document, &error)
		: NULL;
	if (text)
		show(app, casefile, document, kind ? _(kind->label) : document, text);
	else
		app_fail(app, error);
}

/* --- the working ------------------------------------------------------------------------------ */

static void add_line(GString *out, const struct working_line *l)
{
	text_append_padded(out, l->label, LABEL_COLUMNS, false);
	g_string_append_c(out, ' ');
	text_append_padded(out, l->value, 14, true);
	g_string_append_printf(out, " %s", l->unit);
	if (*l->article)
		g_string_append_printf(out, "  [%s]", l->article);
	g_string_append_c(out, '\n');
	if (*l->operand && !g_str_equal(l->operand, l->value))
		g_string_append_printf(out, "    = %s\n", l->operand);
	if (*l->source)
		g_string_append_printf(out, _("    from: %s\n"), l->source);
}

static char *working_text(const struct working *w, const char *head)
{
	GString *out = g_string_new(head);
	g_string_append(out, "\n\n");
	for (guint i = 0; i < w->lines->len; i++)
		add_line(out, g_ptr_array_index(w->lines, i));
	return g_string_free(out, FALSE);
}

/* What was decided, while it stands; else what it comes to today. */
static char *find_working(struct desk *desk, const struct casefile *c, GError **error)
{
	GError *why = NULL;
	struct entitlement e = {0};
	g_autoptr(result_decision) d =
		result_decision(desk, c, RESULT_CONFIRM | RESULT_ADJUST, &why);
	if (d && d->working)
		return working_text(d->working, _("As it was decided."));
	if (why) {
		g_propagate_error(error, why);
		return NULL;
	}
	if (!amount_of_case(desk, c->id, day_today(), &e, error))
		return NULL;
	char *text = working_text(e.working,
		e.eligible ? _("As it would be decided today.")
			   : _("As it would be decided today: not eligible."));
	entitlement_clear(&e);
	return text;
}

void working_open(struct app *app, row_id casefile)
{
	GError *error = NULL;
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, &error);
	char *text = c && look_at(app->desk, c, "working", &error)
		? find_working(app->desk, c, &error)
		: NULL;
	if (!text) {
		app_fail(app, error);
		return;
	}
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, _("Working"));
	show(app, casefile, "working", title, text);
}
