/* The screen of one case: its head, and one line for each of its sections. */
#include <string.h>

#include "app/case_section.h"
#include "app/step.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/amount.h"
#include "model/evidence.h"
#include "model/flow.h"
#include "model/look.h"
#include "model/result.h"
#include "report/document.h"

struct case_view {
	struct app *app;
	row_id casefile;
	GArray *lines;     /* struct case_line */
	struct view *list; /* its screen; NULL of one that is only asked about */
};

static const struct list_column columns[] = {
	{N_("Section"), 14, 0, false, 0},
	{N_("How it stands"), 40, 1, false, 0},
};

static struct case_view *view_of(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	struct case_view *v = g_new0(struct case_view, 1);
	*v = (struct case_view){.app = app,
		.casefile = casefile,
		.lines = case_lines(c ? casefile_programme(app->desk, c) : NULL)};
	return v;
}

static void case_free(void *ctx)
{
	struct case_view *v = ctx;
	v->app->guarded = g_slist_remove(v->app->guarded, v);
	g_array_unref(v->lines);
	g_free(v);
}

static bool case_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct case_view *v = ctx;
	(void)error;
	GPtrArray *all = table_new();
	for (guint i = 0; i < v->lines->len; i++) {
		const struct case_line *line = &g_array_index(v->lines, struct case_line, i);
		g_autofree char *summary = case_line_summary(v->app, v->casefile, line);
		table_add(all, i + 1, case_line_label(line), summary ? summary : "", NULL);
	}
	return table_page(all, anchor, before, n, rows);
}

/* --- the head --------------------------------------------------------------------------------- */

static void head_identity(struct app *app, const struct casefile *c, GString *out)
{
	g_autoptr(household) h = household_get(app->desk, c->household, NULL);
	g_autoptr(GPtrArray) members = casefile_members(app->desk, c, day_today(), NULL);
	const struct member *head = members ? household_head(members) : NULL;
	const struct programme *p = casefile_programme(app->desk, c);
	/* Where there is but one area, nobody asks for it. */
	bool one_area = p && p->areas && g_strv_length(p->areas) == 1;
	const struct code_list *areas = one_area ? NULL : library_codes(app->desk->lib, "area");
	g_string_append_printf(out, _("%s  %s  %d persons  %s%s  %s"), c->file_no,
		head ? head->person->name : "", members ? household_counted(members) : 0,
		areas ? code_list_label(areas, c->area) : "", p ? p->label : c->programme,
		h && h->village_name ? h->village_name : "");
	if (!g_str_equal(c->origin, "applied"))
		g_string_append_printf(out, "  %s",
			g_str_equal(c->origin, "imported") ? _("(imported history)")
							   : _("(captured from paper)"));
	g_string_append_c(out, '\n');
}

static void head_next(struct app *app, const struct casefile *c, GString *out)
{
	const struct programme *p = casefile_programme(app->desk, c);
	const struct state_def *state = p ? programme_state(p, c->state) : NULL;
	const struct action_def *next = flow_next(app->desk, c);
	g_string_append_printf(out, _("State: %s"), state ? state->label : c->state);
	if (next)
		g_string_append_printf(out, _("   Next (F10): %s"), next->label);
	g_string_append_c(out, '\n');
}

static void head_clocks(struct app *app, const struct casefile *c, GString *out)
{
	char due[DAY_LEN];
	g_autoptr(GPtrArray) clocks = flow_clocks(app->desk, c, NULL);
	for (guint i = 0; clocks && i < clocks->len && i < 2; i++) {
		const struct clock *k = g_ptr_array_index(clocks, i);
		g_string_append_printf(out, _("Until %s: %s "), day_to_iso(k->due, due), k->label);
		const char *left = k->over
			? k->workdays ? _("(%d working days late)") : _("(%d days late)")
			: k->workdays ? _("(%d working days left)")
				      : _("(%d days left)");
		g_string_append_printf(out, left, ABS(k->left));
		if (!k->certain)
			g_string_append(out, _(" holidays not loaded"));
		g_string_append_c(out, '\n');
	}
}

/* What a monthly allowance is and would be. */
static void head_monthly(struct app *app, const struct casefile *c, GString *out)
{
	char money[MONEY_LEN];
	struct entitlement e = {0};
	const struct programme *p = casefile_programme(app->desk, c);
	fen award = casefile_award(app->desk, c->id);
	if (award >= 0)
		g_string_append_printf(out, _("Paid: %s yuan a month"), money_print(award, money));
	if (!amount_of_case(app->desk, c->id, day_today(), &e, NULL))
		return;
	if (award >= 0)
		g_string_append(out, "   ");
	if (e.eligible)
		g_string_append_printf(out, _("Computed today: %s yuan a month (F11)"),
			money_print(e.total, money));
	else if (g_strcmp0(p ? p->amount : NULL, "gap") == 0)
		g_string_append(out, _("Computed today: not under the standard (F11)"));
	else
		g_string_append(out, _("Computed today: nothing is left to pay (F11)"));
	entitlement_clear(&e);
}

/* What was granted; before that, the most that may be. */
static void head_grant(struct app *app, const struct casefile *c, GString *out)
{
	char money[MONEY_LEN];
	struct entitlement most = {0};
	g_autoptr(result_decision) d = result_decision(app->desk, c, RESULT_CONFIRM, NULL);
	if (d) {
		g_string_append_printf(out, _("Granted: %s yuan"), money_print(d->amount, money));
	} else if (!d && amount_of_case(app->desk, c->id, day_today(), &most, NULL)) {
		g_string_append_printf(out, _("May be granted: at most %s yuan (F11)"),
			money_print(most.total, money));
		entitlement_clear(&most);
	}
}

/* A recognition pays nothing: until when it helps to apply for something else. */
static void head_recognition(struct app *app, const struct casefile *c, GString *out)
{
	char iso[DAY_LEN];
	g_autoptr(result_decision) d = result_decision(app->desk, c, RESULT_CONFIRM, NULL);
	if (d && d->valid_until != DAY_NONE)
		g_string_append_printf(
			out, _("Recognised until %s"), day_to_iso(d->valid_until, iso));
}

static void head_amount(struct app *app, const struct casefile *c, GString *out)
{
	const struct programme *p = casefile_programme(app->desk, c);
	gsize before = out->len;
	if (!p || !p->amount)
		head_recognition(app, c, out);
	else if (g_str_equal(p->amount, "cap"))
		head_grant(app, c, out);
	else
		head_monthly(app, c, out);
	if (out->len > before)
		g_string_append_c(out, '\n');
}

static void head_returned(struct app *app, const struct casefile *c, GString *out)
{
	const struct code_list *sections = library_codes(app->desk->lib, "section");
	if (c->returned_to)
		g_string_append_printf(out, _("SENT BACK to %s: %s\n"),
			sections ? code_list_label(sections, c->returned_to) : c->returned_to,
			c->returned_note ? c->returned_note : "");
}

static char *case_head(void *ctx, int width)
{
	struct case_view *v = ctx;
	(void)width;
	g_autoptr(casefile) c = casefile_get(v->app->desk, v->casefile, NULL);
	GString *out = g_string_new(NULL);
	if (c) {
		head_identity(v->app, c, out);
		head_next(v->app, c, out);
		head_clocks(v->app, c, out);
		head_amount(v->app, c, out);
		head_returned(v->app, c, out);
	}
	return g_string_free(out, FALSE);
}

/* --- commands --------------------------------------------------------------------------------- */

static enum reply case_row_open(void *ctx, const struct list_row *row)
{
	struct case_view *v = ctx;
	case_line_open(
		v->app, v->casefile, &g_array_index(v->lines, struct case_line, row->id - 1));
	return REPLY_DONE;
}

/* What makes sense in the programme of the case, and no more. */
static GPtrArray *documents_filter(const char *typed, void *ctx)
{
	const struct case_view *v = ctx;
	g_autoptr(casefile) c = casefile_get(v->app->desk, v->casefile, NULL);
	const struct programme *p = c ? casefile_programme(v->app->desk, c) : NULL;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	int n = 0;
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		if (!document_fits(v->app->desk->lib, p, k))
			continue;
		g_autofree char *digit = g_strdup_printf("%d", ++n);
		const char *label = _(k->label);
		if (!*typed || g_str_has_prefix(digit, typed) || strstr(label, typed))
			g_ptr_array_add(choices,
				dialog_choice_new(digit, label, NULL, (int)(k - document_kinds())));
	}
	return choices;
}

static void documents_done(const char *text, int chosen, void *ctx)
{
	struct case_view *v = ctx;
	if (text && chosen >= 0)
		document_open(v->app, document_kinds()[chosen].key, v->casefile);
	case_free(v);
}

static enum reply case_command(void *ctx, int command, const struct list_row *row)
{
	struct case_view *v = ctx;
	(void)row;
	switch (command) {
	case CMD_NEXT:
		step_next(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_ACTIONS:
		step_choose(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_WORKING:
		working_open(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_EDIT:
		apply_edit(v->app, v->casefile, NULL);
		return REPLY_DONE;
	case CMD_NOTE:
		note_open(v->app, v->casefile, "", "");
		return REPLY_DONE;
	case CMD_NOTES:
		notes_open(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_PRINT:
		dialog_pick(v->app->tui, _("Which document?"), "", documents_filter, documents_done,
			view_of(v->app, v->casefile));
		return REPLY_DONE;
	default:
		return app_command(v->app, tui_top(v->app->tui), command);
	}
}

void case_seated(struct app *app)
{
	struct view *lowest = NULL;
	for (GSList *l = app->guarded; l; l = l->next) {
		const struct case_view *v = l->data;
		GError *error = NULL;
		g_autoptr(casefile) c = casefile_get(app->desk, v->casefile, NULL);
		if (!c || look_at(app->desk, c, "open", &error))
			continue;
		tui_error(app->tui, error);
		lowest = v->list;
	}
	if (!lowest)
		return;
	tui_pop_to(app->tui, lowest);
	tui_close(app->tui, lowest);
}

void case_open(struct app *app, row_id casefile)
{
	GError *error = NULL;
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!c)
		return;
	if (!look_at(app->desk, c, "open", &error)) {
		tui_error(app->tui, error);
		return;
	}
	struct case_view *v = view_of(app, casefile);
	if (look_is_restricted(app->desk, c->programme))
		app->guarded = g_slist_prepend(app->guarded, v);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = case_page,
		.open = case_row_open,
		.command = case_command,
		.head = case_head,
		.destroy = case_free,
		.ctx = v,
	};
	struct view *list = list_new("case", SCREEN_CASE, c->file_no, &source);
	v->list = list;
	tui_push(app->tui, list);
	/* F26: a case that was sent back opens where the reviewer pointed. */
	for (guint i = 0; c->returned_to && i < v->lines->len; i++)
		if (g_str_equal(case_line_key(&g_array_index(v->lines, struct case_line, i)),
			    c->returned_to))
			list_select(list, i + 1);
}
