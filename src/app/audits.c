/* The checks of the office: they run when the screen is opened; one line for each that found
 * something. */
#include "app/audits.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/audit_result.h"

struct checks {
	struct app *app;
	GPtrArray *all;    /* rows, while they are read */
	GPtrArray *groups; /* struct place *, of row i + 1 */
	GPtrArray *failures;
};

struct place {
	const struct audit_def *def;
	char period[16];
};

/* --- rows ----------------------------------------------------------------------------------- */

static bool see_group(const struct audit_group *g, void *ctx)
{
	struct checks *s = ctx;
	struct place *p = g_new0(struct place, 1);
	char open[16] = "", all[16];

	p->def = g->def;
	g_strlcpy(p->period, g->period, sizeof p->period);
	g_ptr_array_add(s->groups, p);
	if (g->open)
		g_snprintf(open, sizeof open, "%d", g->open);
	g_snprintf(all, sizeof all, "%d", g->all);
	struct list_row *row = table_add(s->all, s->groups->len, g->def->key, g->def->title,
		g->period, open, all, g->def->finding ? g->def->finding : "",
		g->def->law ? g->def->law : "", NULL);
	row->style = !g->open                    ? STYLE_DIM
		: g->errors                      ? STYLE_ERROR
		: g->def->severity == AUDIT_INFO ? STYLE_NORMAL
						 : STYLE_WARN;
	return true;
}

static void add_failures(struct checks *s)
{
	for (guint i = 0; i < s->failures->len; i++) {
		struct list_row *row =
			table_add(s->all, -1 - (gint64)i, "!", s->failures->pdata[i], NULL);

		row->style = STYLE_ERROR;
	}
}

static bool checks_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct checks *s = ctx;

	s->all = table_new();
	g_ptr_array_set_size(s->groups, 0);
	add_failures(s);
	if (!audit_groups(s->app->desk, see_group, s, error)) {
		g_ptr_array_unref(s->all);
		return false;
	}
	return table_page(s->all, anchor, before, n, rows);
}

/* --- commands ------------------------------------------------------------------------------- */

static enum reply checks_row(void *ctx, const struct list_row *row)
{
	struct checks *s = ctx;

	if (row->id < 0) {
		dialog_text(s->app->tui, _("A check failed"), row->cells[1]);
	} else if (row->id <= s->groups->len) {
		const struct place *p = s->groups->pdata[row->id - 1];

		audit_rows_open(s->app, p->def, p->period);
	}
	return REPLY_DONE;
}

static enum reply checks_command(void *ctx, int command, const struct list_row *row)
{
	struct checks *s = ctx;

	(void)row;
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *checks_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	if (!row)
		return NULL;
	return row->id < 0 ? row->cells[1]
			   : _("Enter: what it found. Open ones are mended, or explained.");
}

static void checks_free(void *ctx)
{
	struct checks *s = ctx;

	g_ptr_array_unref(s->groups);
	g_ptr_array_unref(s->failures);
	g_free(s);
}

void audits_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Check no."), 9, 0, false, 0},
		{N_("What is looked at"), 24, 2, false, 0},
		{N_("Period"), 7, 0, false, 0},
		{N_("Unsettled"), 6, 0, true, 0},
		{N_("Of them"), 6, 0, true, 0},
		{N_("Audit no."), 6, 0, false, 0},
		{N_("Basis"), 20, 1, false, 110},
	};
	g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
	struct audit_sums sums;
	GError *error = NULL;

	if (!audit_result_run(app->desk, &sums, failures, &error)) {
		app_fail(app, error);
		return;
	}
	struct checks *s = g_new0(struct checks, 1);
	s->app = app;
	s->groups = g_ptr_array_new_with_free_func(g_free);
	s->failures = g_steal_pointer(&failures);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = checks_page,
		.open = checks_row,
		.command = checks_command,
		.hint = checks_hint,
		.empty = _("Nothing was found."),
		.destroy = checks_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("audits", SCREEN_CHECKS, _("Checks"), &source));
	tui_note(app->tui, NOTE_INFO, _("Checked just now: %d found, %d new or changed, %d gone."),
		sums.found, sums.fresh, sums.gone);
}

char *audits_line(struct app *app)
{
	int open = 0, lists = 0;
	GString *out = g_string_new(NULL);

	if (!audit_open(app->desk, &open, &lists, NULL))
		return g_string_free(out, FALSE);
	if (open)
		g_string_append_printf(out, _("Findings open: %d"), open);
	if (open && lists)
		g_string_append(out, "    ");
	if (lists)
		g_string_append_printf(out, _("Perhaps to be assisted: %d"), lists);
	return g_string_free(out, FALSE);
}
