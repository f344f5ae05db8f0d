/* What was done with a case. */
#include "app/case_tables.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/casefile.h"

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
