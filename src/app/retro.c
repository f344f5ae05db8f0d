/* A new standard before it is saved: who gets how much for which months, who would get less, who is
 * to be visited.  F10 saves all of it. */
#include "app/money.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/look.h"

enum { FILE_NO, HEAD, MONTHS, ARREARS, BEFORE, AFTER, NOTE };

struct preview {
	struct app *app;
	struct setting s;
	char *key, *area, *value, *document, *note; /* of s */
	struct retro *r;
};

/* --- rows: the cases, a heading, the visits; ids count from 1 --------------------------------- */

static gint64 n_rows(const struct preview *p)
{
	return p->r->cases->len + (p->r->visits->len ? p->r->visits->len + 1 : 0);
}

static const struct retro_case *case_at(const struct preview *p, gint64 id)
{
	return id >= 1 && id <= p->r->cases->len ? g_ptr_array_index(p->r->cases, id - 1) : NULL;
}

static const struct retro_visit *visit_at(const struct preview *p, gint64 id)
{
	gint64 i = id - p->r->cases->len - 2;
	return i >= 0 && i < p->r->visits->len ? g_ptr_array_index(p->r->visits, i) : NULL;
}

static void set_head(const struct preview *p, struct list_row *row, row_id casefile,
	const char *file_no, const char *programme)
{
	g_autofree char *head = retro_head(p->app->desk, casefile);
	g_autofree char *name = words_of_name(head, look_is_restricted(p->app->desk, programme));
	list_row_set(row, FILE_NO, file_no);
	list_row_set(row, HEAD, name);
}

static const char *note_of(const struct retro_case *c)
{
	if (c->unknown)
		return c->unknown;
	if (c->old >= 0 && c->fresh < c->old)
		return _("would get less: hear them first (C-11)");
	return c->old < 0 ? _("ended; only what is past") : "";
}

static struct list_row *case_row(const struct preview *p, gint64 id, const struct retro_case *c)
{
	char money[MONEY_LEN], iso[MONTH_LEN];
	struct list_row *row = list_row_new(id);
	const struct adjustment_month *first =
		c->n ? &g_array_index(p->r->lines, struct adjustment_month, c->first) : NULL;
	set_head(p, row, c->casefile, c->file_no, c->programme);
	if (first) {
		g_autofree char *months =
			g_strdup_printf(_("%s, %u months"), month_to_iso(first->m, iso), c->n);
		list_row_set(row, MONTHS, months);
		list_row_set(row, ARREARS, money_print(c->amount, money));
	}
	if (c->old >= 0) {
		list_row_set(row, BEFORE, money_print(c->old, money));
		list_row_set(row, AFTER, money_print(c->fresh, money));
	}
	list_row_set(row, NOTE, note_of(c));
	if (*note_of(c))
		row->style = STYLE_WARN;
	return row;
}

static struct list_row *visit_row(const struct preview *p, gint64 id, const struct retro_visit *v)
{
	char income[MONEY_LEN], standard[MONEY_LEN];
	struct list_row *row = list_row_new(id);
	g_autofree char *note = g_strdup_printf(_("%s; %s a year, under %s"), v->state,
		money_print(v->income, income), money_print(v->standard, standard));
	set_head(p, row, v->casefile, v->file_no, v->programme);
	list_row_set(row, NOTE, note);
	return row;
}

static struct list_row *row_at(const struct preview *p, gint64 id)
{
	const struct retro_case *c = case_at(p, id);
	const struct retro_visit *v = visit_at(p, id);
	if (c)
		return case_row(p, id, c);
	if (v)
		return visit_row(p, id, v);
	struct list_row *heading = list_row_new(id);
	heading->heading = true;
	list_row_set(heading, 0, _("Poor enough by the new standard, to be visited:"));
	return heading;
}

static bool preview_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct preview *p = ctx;
	int step = before ? -1 : 1;
	gint64 id = anchor ? anchor->id + step : before ? n_rows(p) : 1;
	(void)error;
	for (; n > 0 && id >= 1 && id <= n_rows(p); id += step, n--)
		g_ptr_array_add(rows, row_at(p, id));
	return true;
}

static char *preview_head(void *ctx, int columns)
{
	const struct preview *p = ctx;
	const struct retro *r = p->r;
	const struct param_def *def = library_param(p->app->desk->lib, p->key);
	char from[DAY_LEN], amount[MONEY_LEN], monthly[MONEY_LEN];
	g_autofree char *value = words_of_setting(p->app->desk, def, p->value);
	GString *out = g_string_new(NULL);
	(void)columns;
	g_string_append_printf(out, _(" %s%s %s from %s, %s\n"),
		words_of_code(p->app->desk, "area", *p->area ? p->area : NULL), def->label, value,
		day_to_iso(p->s.from, from), p->document);
	g_string_append_printf(out,
		_(" Arrears: %d households, %s yuan. From next month: %d get "
		  "more, %s yuan a month together."),
		r->n_arrears, money_print(r->amount, amount), r->n_raised,
		money_print(r->monthly, monthly));
	if (r->n_less || r->n_unknown)
		g_string_append_printf(out,
			_("\n Look at: %d would get less, %d cannot be reckoned."), r->n_less,
			r->n_unknown);
	g_string_append(out, "\n ");
	return g_string_free(out, FALSE);
}

static enum reply preview_open(void *ctx, const struct list_row *row)
{
	struct preview *p = ctx;
	const struct retro_case *c = case_at(p, row->id);
	const struct retro_visit *v = visit_at(p, row->id);
	char iso[MONTH_LEN], due[MONEY_LEN], paid[MONEY_LEN], amount[MONEY_LEN];
	if (v) {
		case_open(p->app, v->casefile);
		return REPLY_DONE;
	}
	if (!c)
		return REPLY_IGNORED;
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = c->first; i < c->first + c->n; i++) {
		const struct adjustment_month *d =
			&g_array_index(p->r->lines, struct adjustment_month, i);
		g_string_append_printf(out, _("%s  %d persons  due %s - paid %s = %s\n"),
			month_to_iso(d->m, iso), d->members, money_print(d->due, due),
			money_print(d->paid, paid), money_print(d->amount, amount));
	}
	if (c->working)
		g_string_append_printf(
			out, _("\nFrom %s:\n%s"), month_to_iso(c->next, iso), c->working);
	if (*note_of(c))
		g_string_append_printf(out, "%s\n", note_of(c));
	dialog_text(p->app->tui, c->file_no, out->str);
	return REPLY_DONE;
}

/* --- saving ----------------------------------------------------------------------------------- */

static enum reply preview_save(struct preview *p)
{
	char amount[MONEY_LEN];
	GError *error = NULL;
	if (!retro_save(p->app->desk, &p->s, p->r, &error)) {
		app_fail(p->app, error);
		return REPLY_DONE;
	}
	tui_note(p->app->tui, NOTE_GOOD,
		_("Saved. %s yuan of arrears are paid with the next month that is planned."),
		money_print(p->r->amount, amount));
	return REPLY_CLOSE;
}

static enum reply preview_command(void *ctx, int command, const struct list_row *row)
{
	struct preview *p = ctx;
	(void)row;
	if (command == CMD_SETTLE)
		return preview_save(p);
	return app_command(p->app, tui_top(p->app->tui), command);
}

static const char *preview_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Nothing is saved yet. Enter: the months    F10: save all of it    Esc: leave it");
}

static void preview_free(void *ctx)
{
	struct preview *p = ctx;
	retro_free(p->r);
	g_free(p->key);
	g_free(p->area);
	g_free(p->value);
	g_free(p->document);
	g_free(p->note);
	g_free(p);
}

void retro_open(struct app *app, const struct setting *s, struct retro *r)
{
	static const struct list_column columns[] = {
		{N_("File"), 13, 0, false, 0},
		{N_("Head"), 8, 1, false, 0},
		{N_("Since"), 16, 0, false, 0},
		{N_("Back pay"), 10, 0, true, 0},
		{N_("So far"), 9, 0, true, 0},
		{N_("From now"), 9, 0, true, 0},
		{N_("Remark"), 6, 3, false, 0},
	};
	struct preview *p = g_new0(struct preview, 1);
	*p = (struct preview){app, *s, g_strdup(s->key), g_strdup(s->area ? s->area : ""),
		g_strdup(s->value), g_strdup(s->document), g_strdup(s->note), r};
	p->s.key = p->key;
	p->s.area = p->area;
	p->s.value = p->value;
	p->s.document = p->document;
	p->s.note = p->note;
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = preview_page,
		.open = preview_open,
		.command = preview_command,
		.head = preview_head,
		.hint = preview_hint,
		.destroy = preview_free,
		.ctx = p,
	};
	tui_push(app->tui,
		list_new("retro", SCREEN_RETRO, _("A new standard, before it is saved"), &source));
}
