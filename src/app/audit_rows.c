/* The findings of one check: the case behind each, and what came of it. */
#include "app/audits.h"

#include "app/choose.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/audit_result.h"

enum { SUBJECT, HEAD, OFFICE, WHAT, OUTCOME, REASON };

struct rows_screen {
	struct app *app;
	const struct audit_def *def;
	char *period;
	GPtrArray *all;    /* rows, while they are read */
	GHashTable *cases; /* finding to casefile, row_id * */
	row_id current;    /* 0: all open ones */
	char *outcome;     /* chosen, its reason being asked for */
};

/* --- rows ----------------------------------------------------------------------------------- */

static bool see_row(const struct audit_row *r, void *ctx)
{
	struct rows_screen *s = ctx;
	bool whole = words_may_show_id(s->app->desk) && !r->masked;
	g_autofree char *head = words_of_name(r->head, r->masked && *r->head);
	g_autofree char *subject = words_of_id(r->subject, whole);

	g_hash_table_insert(s->cases, g_memdup2(&r->id, sizeof r->id),
		g_memdup2(&r->casefile, sizeof r->casefile));
	struct list_row *row = table_add(s->all, r->id, subject, head, r->office, r->sentence,
		*r->outcome ? words_of_code(s->app->desk, audit_outcomes(s->def), r->outcome) : "",
		r->reason, NULL);
	row->style = *r->outcome             ? STYLE_DIM
		: r->severity == AUDIT_ERROR ? STYLE_ERROR
		: r->severity == AUDIT_WARN  ? STYLE_WARN
					     : STYLE_NORMAL;
	return true;
}

static bool rows_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct rows_screen *s = ctx;

	s->all = table_new();
	g_hash_table_remove_all(s->cases);
	if (!audit_rows(s->app->desk, s->def, s->period, see_row, s, error)) {
		g_ptr_array_unref(s->all);
		return false;
	}
	return table_page(s->all, anchor, before, n, rows);
}

/* --- what came of it ------------------------------------------------------------------------ */

static void reason_answer(const char *text, int chosen, void *ctx)
{
	struct rows_screen *s = ctx;
	GError *error = NULL;
	int n = 0;

	if (chosen < 0)
		return;
	if (audit_settle(s->app->desk, s->def, s->period, s->current, s->outcome, text, &n, &error))
		tui_note(s->app->tui, NOTE_GOOD,
			ngettext("%d finding is settled.", "%d findings are settled.", n), n);
	else
		app_fail(s->app, error);
	tui_reload(s->app->tui);
}

static void settle(struct rows_screen *s, int which)
{
	const struct code_list *list = library_codes(s->app->desk->lib, audit_outcomes(s->def));
	const struct code *code =
		which >= 0 && which < (int)list->codes->len ? list->codes->pdata[which] : NULL;

	if (!code)
		return;
	g_free(s->outcome);
	s->outcome = g_strdup(code->key);
	dialog_line(s->app->tui, code->label,
		s->current ? _("What came of it, in a few words?")
			   : _("What came of all open ones, in a few words?"),
		"", false, reason_answer, s);
}

/* The outcomes of the check, and before them the case where one finding is meant. */
static GPtrArray *labels_of(struct rows_screen *s, bool with_case)
{
	const struct code_list *list = library_codes(s->app->desk->lib, audit_outcomes(s->def));
	GPtrArray *labels = g_ptr_array_new();

	if (with_case)
		g_ptr_array_add(labels, (gpointer)_("Open the case"));
	for (guint i = 0; i < list->codes->len; i++)
		g_ptr_array_add(labels, ((struct code *)list->codes->pdata[i])->label);
	g_ptr_array_add(labels, NULL);
	return labels;
}

static row_id case_of(const struct rows_screen *s, row_id finding)
{
	const row_id *id = g_hash_table_lookup(s->cases, &finding);

	return id ? *id : 0;
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct rows_screen *s = ctx;
	row_id casefile = s->current ? case_of(s, s->current) : 0;

	(void)text;
	if (chosen == 0 && casefile)
		case_open(s->app, casefile);
	else
		settle(s, casefile ? chosen - 1 : chosen);
}

static void ask(struct rows_screen *s, row_id finding, const char *title)
{
	bool with_case = finding && case_of(s, finding);
	g_autoptr(GPtrArray) labels = labels_of(s, with_case);

	s->current = finding;
	choose_open(s->app, title, (const char *const *)labels->pdata, chosen_done, s);
}

static enum reply rows_row(void *ctx, const struct list_row *row)
{
	ask(ctx, row->id, row->cells[SUBJECT]);
	return REPLY_DONE;
}

static enum reply rows_command(void *ctx, int command, const struct list_row *row)
{
	struct rows_screen *s = ctx;

	if (command == CMD_ALL && row) {
		ask(s, 0, s->def->title);
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static char *rows_detail(void *ctx, const struct list_row *row)
{
	const struct rows_screen *s = ctx;

	return g_strdup_printf("%s %s\n%s %s\n\n%s %s\n%s\n\n%s\n\n%s\n%s", s->def->key,
		s->def->title, s->def->finding ? s->def->finding : "",
		s->def->law ? s->def->law : "", row->cells[SUBJECT], row->cells[HEAD],
		row->cells[OFFICE], row->cells[WHAT], row->cells[OUTCOME], row->cells[REASON]);
}

/* The list is narrow: the whole sentence stands below it. */
static const char *rows_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? row->cells[WHAT] : NULL;
}

static void rows_free(void *ctx)
{
	struct rows_screen *s = ctx;

	g_hash_table_unref(s->cases);
	g_free(s->period);
	g_free(s->outcome);
	g_free(s);
}

void audit_rows_open(struct app *app, const struct audit_def *def, const char *period)
{
	static const struct list_column columns[] = {
		{N_("Subject"), 18, 0, false, 0},
		{N_("Head"), 8, 0, false, 0},
		{N_("Office"), 8, 0, false, 100},
		{N_("What was found"), 24, 4, false, 0},
		{N_("Outcome"), 10, 0, false, 0},
		{N_("Reason"), 12, 1, false, 100},
	};
	g_autofree char *title = g_strdup_printf("%s %s %s", period, def->key, def->title);
	struct rows_screen *s = g_new0(struct rows_screen, 1);

	s->app = app;
	s->def = def;
	s->period = g_strdup(period);
	s->cases = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = rows_page,
		.open = rows_row,
		.command = rows_command,
		.detail = rows_detail,
		.hint = rows_hint,
		.empty = _("Nothing was found."),
		.destroy = rows_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("audit-rows", SCREEN_CHECKED, title, &source));
}
