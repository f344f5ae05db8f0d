/* The table screen that the sections of a case share. */
#include "app/case_tables.h"

#include "app/step.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/casefile.h"

static bool section_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct section *s = ctx;
	GPtrArray *all = s->def->make(s, error);
	return all && table_page(all, anchor, before, n, rows);
}

static enum reply section_row_open(void *ctx, const struct list_row *row)
{
	struct section *s = ctx;
	return s->def->open ? s->def->open(s, row) : REPLY_DONE;
}

static void as_of_done(const char *text, int chosen, void *ctx)
{
	struct section *s = ctx;
	(void)chosen;
	if (!text)
		return;
	day d = day_parse(text, day_today());
	if (d == DAY_NONE)
		tui_note(s->app->tui, NOTE_ERROR, _("\"%s\" is no date; key it like 20240315."),
			text);
	else
		s->as_of = d;
	tui_reload(s->app->tui);
}

static enum reply section_as_of(struct section *s)
{
	char iso[DAY_LEN];
	dialog_line(s->app->tui, _("As of"), _("Which day?"), day_to_iso(s->as_of, iso), false,
		as_of_done, s);
	return REPLY_DONE;
}

static enum reply section_command(void *ctx, int command, const struct list_row *row)
{
	struct section *s = ctx;
	(void)row;
	if (command == CMD_ALL && s->def->all)
		return s->def->all(s);
	if (command == CMD_AS_OF && s->def->dated)
		return section_as_of(s);
	if (command == CMD_PRINT && s->def->document) {
		document_open(s->app, s->def->document, s->casefile);
		return REPLY_DONE;
	}
	if (command == CMD_NEXT) {
		step_next(s->app, s->casefile);
		return REPLY_DONE;
	}
	if (command == CMD_WORKING) {
		working_open(s->app, s->casefile);
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *section_hint(void *ctx, const struct list_row *row)
{
	struct section *s = ctx;
	(void)row;
	return s->def->hint ? _(s->def->hint) : NULL;
}

static char *section_head(void *ctx, int width)
{
	struct section *s = ctx;
	(void)width;
	return s->def->head ? s->def->head(s) : NULL;
}

void section_open(struct app *app, row_id casefile, const struct section_def *def)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autofree char *title = g_strdup_printf("%s %s", c ? c->file_no : "", _(def->title));
	struct section *s = g_new0(struct section, 1);
	*s = (struct section){app, casefile, def, day_today()};
	struct list_source source = {
		.columns = def->columns,
		.n_columns = def->n_columns,
		.page = section_page,
		.open = section_row_open,
		.command = section_command,
		.hint = section_hint,
		.head = def->head ? section_head : NULL,
		.empty = def->empty ? _(def->empty) : "",
		.destroy = g_free,
		.ctx = s,
	};
	unsigned screen = SCREEN_SECTION | (def->document ? SCREEN_PAPER : 0);
	tui_push(app->tui, list_new(def->name, screen, title, &source));
}

void section_changed(struct section *s, bool ok, GError *error, const char *done)
{
	if (!ok)
		tui_error(s->app->tui, error);
	else if (done)
		tui_note(s->app->tui, NOTE_GOOD, "%s", done);
	tui_reload(s->app->tui);
}
