/* What was done with a case, and every journaled change of it. */
#include "app/case_tables.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/history.h"

static const struct list_column step_columns[] = {
	{N_("Date"), 10, 0, false, 0},
	{N_("Step"), 24, 1, false, 0},
	{N_("By"), 10, 0, false, 0},
	{N_("Note"), 20, 2, false, 0},
};

struct steps {
	struct app *app;
	const struct programme *programme;
	GPtrArray *rows;
	char *last;
	int n;
};

static bool see_step(const struct step_row *s, void *ctx)
{
	struct steps *f = ctx;
	const struct action_def *a =
		f->programme ? programme_action(f->programme, s->action) : NULL;
	g_autofree char *what = g_strdup_printf("%s%s",
		a                                          ? a->done
			: g_str_equal(s->action, "import") ? _("imported from a roster")
							   : s->action,
		s->undone ? _(" (taken back)") : "");
	f->n += !s->undone;
	if (f->rows) {
		struct list_row *row = table_add(
			f->rows, s->id, s->done_on, what, s->operator_name, s->note, NULL);
		row->style = s->undone ? STYLE_DIM : STYLE_NORMAL;
	}
	g_free(f->last);
	f->last = g_strdup_printf("%s %s", s->done_on, what);
	return true;
}

static bool steps_read(struct steps *f, row_id casefile, GError **error)
{
	g_autoptr(casefile) c = casefile_get(f->app->desk, casefile, error);
	f->programme = c ? casefile_programme(f->app->desk, c) : NULL;
	return c && casefile_steps(f->app->desk, casefile, see_step, f, error);
}

char *steps_summary(struct app *app, row_id casefile)
{
	struct steps f = {.app = app};
	steps_read(&f, casefile, NULL);
	char *text = f.n ? g_strdup_printf(_("%d done; last: %s"), f.n, f.last)
			 : g_strdup(_("nothing done yet"));
	g_free(f.last);
	return text;
}

static GPtrArray *steps_make(struct section *s, GError **error)
{
	struct steps f = {.app = s->app, .rows = table_new()};
	bool ok = steps_read(&f, s->casefile, error);
	g_free(f.last);
	if (!ok)
		g_clear_pointer(&f.rows, g_ptr_array_unref);
	return f.rows;
}

static const struct section_def steps_def = {
	.name = "steps",
	.title = N_("Steps"),
	.empty = N_("Nothing has been done yet; F10 takes the next step."),
	.columns = step_columns,
	.n_columns = G_N_ELEMENTS(step_columns),
	.make = steps_make,
};

void steps_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &steps_def);
}

/* --- history ---------------------------------------------------------------------------------- */

static const struct list_column history_columns[] = {
	{N_("When"), 19, 0, false, 0},
	{N_("By"), 8, 0, false, 0},
	{N_("Why"), 10, 0, false, 100},
	{N_("What"), 22, 0, false, 0},
	{N_("Before"), 8, 1, false, 0},
	{N_("After"), 8, 1, false, 0},
};

/* "2026-07-01T08:30:00" for people. */
static char *moment(const char *at)
{
	return g_strdelimit(g_strdup(at), "T", ' ');
}

char *history_summary(struct app *app, row_id casefile)
{
	g_autoptr(GPtrArray) list = history_of_case(app->desk, casefile, NULL);
	if (!list || !list->len)
		return g_strdup("");
	const struct history *last = g_ptr_array_index(list, list->len - 1);
	g_autofree char *at = moment(last->at);
	return g_strdup_printf(_("%u changes; last: %s %s"), list->len, at, last->operator_name);
}

static GPtrArray *history_make(struct section *s, GError **error)
{
	g_autoptr(GPtrArray) list = history_of_case(s->app->desk, s->casefile, error);
	if (!list)
		return NULL;
	GPtrArray *rows = table_new();
	for (guint i = 0; i < list->len; i++) {
		const struct history *h = g_ptr_array_index(list, i);
		g_autofree char *at = moment(h->at);
		table_add(rows, i + 1, at, h->operator_name, h->reason, h->what, h->from, h->to,
			NULL);
	}
	return rows;
}

static const struct section_def history_def = {
	.name = "history",
	.title = N_("History"),
	.columns = history_columns,
	.n_columns = G_N_ELEMENTS(history_columns),
	.make = history_make,
};

void history_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &history_def);
}
