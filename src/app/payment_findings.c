/* The findings of a roster: each is explained, or mended and the month planned again. */
#include "model/payment_finding.h"

#include "app/choose.h"
#include "app/payments.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/look.h"

enum { KIND, FILE_NO, HEAD, WHAT, REASON, BY };

struct findings {
	struct app *app;
	row_id batch;
	bool restricted;
	GArray *cases; /* struct place */
	row_id current;
	char *kind;
};

struct place {
	row_id finding, casefile;
	char kind[32];
};

struct filling {
	struct findings *s;
	GPtrArray *all;
};

static bool see_finding(const struct payment_finding *f, void *ctx)
{
	struct filling *fill = ctx;
	struct findings *s = fill->s;
	struct place place = {f->id, f->casefile, ""};
	g_autofree char *head = words_of_name(f->head, s->restricted);

	g_strlcpy(place.kind, f->kind, sizeof place.kind);
	g_array_append_val(s->cases, place);
	struct list_row *row =
		table_add(fill->all, f->id, words_of_code(s->app->desk, "payment_finding", f->kind),
			f->file_no, head, f->sentence, f->reason, f->explained_by, NULL);
	row->style = *f->reason ? STYLE_DIM : f->error ? STYLE_ERROR : STYLE_WARN;
	return true;
}

static bool findings_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct findings *s = ctx;
	struct filling fill = {s, table_new()};

	g_array_set_size(s->cases, 0);
	if (!payment_findings(s->app->desk, s->batch, see_finding, &fill, error)) {
		g_ptr_array_unref(fill.all);
		return false;
	}
	return table_page(fill.all, anchor, before, n, rows);
}

static const struct place *place_of(const struct findings *s, row_id id)
{
	for (guint i = 0; i < s->cases->len; i++) {
		const struct place *p = &g_array_index(s->cases, struct place, i);

		if (p->finding == id)
			return p;
	}
	return NULL;
}

/* --- explaining ------------------------------------------------------------------------------- */

static void reason_answer(const char *text, int chosen, void *ctx)
{
	struct findings *s = ctx;
	GError *error = NULL;
	int n = 1;
	bool ok;

	if (chosen < 0)
		return;
	ok = s->kind ? payment_explain_kind(s->app->desk, s->batch, s->kind, text, &n, &error)
		     : payment_explain(s->app->desk, s->current, text, &error);
	if (!ok)
		app_fail(s->app, error);
	else
		tui_note(s->app->tui, NOTE_GOOD, _("%d findings are explained."), n);
	tui_reload(s->app->tui);
}

static void ask_reason(struct findings *s, row_id id, const char *kind)
{
	g_free(s->kind);
	s->kind = g_strdup(kind);
	s->current = id;
	dialog_line(s->app->tui,
		kind ? words_of_code(s->app->desk, "payment_finding", kind) : _("Explain"),
		kind ? _("Why may all of this kind stand?") : _("Why may it stand?"), "", false,
		reason_answer, s);
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct findings *s = ctx;
	const struct place *p = place_of(s, s->current);

	(void)text;
	if (chosen == 0)
		ask_reason(s, s->current, NULL);
	else if (chosen == 1 && p && p->casefile)
		case_open(s->app, p->casefile);
}

static enum reply findings_row(void *ctx, const struct list_row *row)
{
	struct findings *s = ctx;
	const struct place *p = place_of(s, row->id);
	const char *labels[] = {_("Explain"), p && p->casefile ? _("Open the case") : NULL, NULL};

	s->current = row->id;
	choose_open(s->app, row->cells[KIND], labels, chosen_done, s);
	return REPLY_DONE;
}

static enum reply findings_command(void *ctx, int command, const struct list_row *row)
{
	struct findings *s = ctx;
	const struct place *p = row ? place_of(s, row->id) : NULL;

	if (command == CMD_ALL && p) {
		ask_reason(s, 0, p->kind);
		return REPLY_DONE;
	}
	if (command == CMD_APPROVE) {
		payment_step(s->app, s->batch);
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static char *findings_detail(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return g_strdup_printf("%s  %s %s\n\n%s\n\n%s\n%s", row->cells[KIND], row->cells[FILE_NO],
		row->cells[HEAD], row->cells[WHAT], row->cells[REASON], row->cells[BY]);
}

/* The list is narrow: the whole sentence stands below it. */
static const char *findings_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? row->cells[WHAT] : NULL;
}

static void findings_free(void *ctx)
{
	struct findings *s = ctx;

	g_array_unref(s->cases);
	g_free(s->kind);
	g_free(s);
}

void payment_findings_open(struct app *app, const struct payment_batch *b)
{
	static const struct list_column columns[] = {
		{N_("Finding"), 10, 0, false, 0},
		{N_("File"), 13, 0, false, 0},
		{N_("Head"), 8, 0, false, 0},
		{N_("What was found"), 24, 4, false, 0},
		{N_("Why it may stand"), 14, 2, false, 0},
		{N_("By"), 8, 0, false, 100},
	};
	if (g_strcmp0(tui_top(app->tui)->ops->name, "payment-findings") == 0)
		return; /* a step taken from there */
	g_autofree char *roster = payments_title(app->desk, b);
	g_autofree char *title = g_strdup_printf(_("%s: findings"), roster);
	struct findings *s = g_new0(struct findings, 1);

	s->app = app;
	s->batch = b->id;
	s->restricted = look_is_restricted(app->desk, b->programme);
	s->cases = g_array_new(FALSE, FALSE, sizeof(struct place));
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = findings_page,
		.open = findings_row,
		.command = findings_command,
		.detail = findings_detail,
		.hint = findings_hint,
		.empty = _("Nothing was found."),
		.destroy = findings_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("payment-findings", SCREEN_FINDINGS, title, &source));
}
