/* One household of a round: what was found there, and the day and the people of a visit. */
#include "app/reviews.h"

#include "app/choose.h"
#include "app/entry_view.h"
#include "app/step.h"
#include "base/i18n.h"
#include "model/flow.h"
#include "model/operator.h"
#include "model/review_sign.h"
#include "model/typing.h"

/* --- the day and the visitors ----------------------------------------------------------------- */

struct asking {
	void (*done)(const struct review_visit *visit, void *ctx);
	void *ctx;
	struct review_visit visit;
};

static struct review_visit visit_of(struct app *app, struct entry *e)
{
	const char *on = entry_get(e, "visit", 0, "visited_on");
	return (struct review_visit){day_from_iso(on ? on : ""),
		operator_of_key(app->desk, entry_get(e, "visit", 0, "visitor1")),
		operator_of_key(app->desk, entry_get(e, "visit", 0, "visitor2"))};
}

static bool visit_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct asking *a = ctx;
	(void)next;
	(void)error;
	a->visit = visit_of(app, e);
	return true;
}

static void visit_done(struct app *app, bool next, void *ctx)
{
	struct asking *a = ctx;
	(void)next;
	a->done(&a->visit, a->ctx);
	tui_note(app->tui, NOTE_INFO, _("Now F10 on each household in which nothing has changed."));
}

void review_visit_ask(
	struct app *app, void (*done)(const struct review_visit *visit, void *ctx), void *ctx)
{
	struct asking *a = g_new0(struct asking, 1);
	*a = (struct asking){.done = done, .ctx = ctx};
	entry_view_open(app,
		&(struct entry_view_options){
			.form = "review_visit",
			.subject = "visit",
			.title = _("Day and visitors"),
			.finish = visit_finish,
			.done = visit_done,
			.ctx = a,
			.free_ctx = g_free,
		});
}

/* --- a step with its form --------------------------------------------------------------------- */

struct doing {
	struct review_row_do what;
	const char *action; /* "recheck" "recheck_missed", NULL: an exemption */
	char *changed;      /* what did, as it was keyed */
};

static void doing_free(void *ctx)
{
	struct doing *d = ctx;
	g_free(d->changed);
	g_free(d);
}

static void put_visitor(struct app *app, struct entry *e, const char *field, row_id who)
{
	g_autofree char *key = operator_key(app->desk, who);
	if (who)
		entry_put(e, "review_item", 0, field, key);
}

static bool step_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	const struct doing *d = ctx;
	const struct review_visit *v = &d->what.visit;
	char on[DAY_LEN];
	(void)error;
	if (v->visitor1)
		entry_put(e, "review_item", 0, "visited_on", day_to_iso(v->on, on));
	put_visitor(app, e, "visitor1", v->visitor1);
	put_visitor(app, e, "visitor2", v->visitor2);
	if (g_str_equal(d->action, "recheck"))
		entry_put(e, "review_item", 0, "outcome", "change");
	return true;
}

static bool step_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct doing *d = ctx;
	const char *changed = entry_get(e, "review_item", 0, "changed");
	(void)next;
	g_free(d->changed);
	d->changed = g_strdup(changed ? changed : "");
	return flow_do(app->desk, d->what.casefile, d->action, e, DAY_NONE, error);
}

/* A change is not done with having been seen: the case is opened where it is put right. */
static void step_done(struct app *app, bool next, void *ctx)
{
	const struct doing *d = ctx;
	const struct code_list *list = library_codes(app->desk->lib, "review_change");
	const struct code *code = list ? code_list_find(list, d->changed) : NULL;
	const char *where = code ? code_attribute(code, "where") : NULL;
	(void)next;
	tui_reload(app->tui);
	if (!where) {
		tui_note(app->tui, NOTE_GOOD, _("Saved."));
		return;
	}
	case_open(app, d->what.casefile);
	case_goto(app, d->what.casefile, where, NULL);
	tui_note(app->tui, NOTE_INFO, _("The review is saved. Now put right what has changed: %s"),
		code->label);
}

static bool exempt_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	const struct doing *d = ctx;
	(void)next;
	return review_exempt(app->desk, d->what.item, entry_get(e, "exempt", 0, "reason"),
		entry_get(e, "exempt", 0, "note"), error);
}

static void exempt_done(struct app *app, bool next, void *ctx)
{
	(void)next;
	(void)ctx;
	tui_reload(app->tui);
	tui_note(app->tui, NOTE_GOOD, _("Saved."));
}

static void form_open(const struct review_row_do *what, const char *form, const char *action)
{
	struct doing *d = g_new0(struct doing, 1);
	g_autofree char *subject = draft_subject(what->casefile);
	g_autoptr(casefile) c = casefile_get(what->app->desk, what->casefile, NULL);
	*d = (struct doing){*what, action, NULL};
	entry_view_open(what->app,
		&(struct entry_view_options){
			.form = form,
			.subject = subject,
			.title = c ? c->file_no : "",
			.casefile = what->casefile,
			.state = c ? c->state : NULL,
			.fill = action ? step_fill : NULL,
			.finish = action ? step_finish : exempt_finish,
			.done = action ? step_done : exempt_done,
			.ctx = d,
			.free_ctx = doing_free,
		});
}

/* --- the choice ------------------------------------------------------------------------------- */

enum { DO_CHANGE, DO_MISSED, DO_EXEMPT, DO_CASE, DO_SIGN };

struct choosing {
	struct review_row_do what;
	bool exempt; /* it is already */
	GPtrArray *signs;
};

static void choosing_free(struct choosing *c)
{
	if (c->signs)
		g_ptr_array_unref(c->signs);
	g_free(c);
}

static void take_back(const struct choosing *c)
{
	GError *error = NULL;
	if (!review_exempt(c->what.app->desk, c->what.item, NULL, "", &error))
		app_fail(c->what.app, error);
	tui_reload(c->what.app->tui);
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct choosing *c = ctx;
	struct app *app = c->what.app;
	(void)text;
	if (chosen == DO_CHANGE)
		form_open(&c->what, "recheck", "recheck");
	else if (chosen == DO_MISSED)
		form_open(&c->what, "recheck_missed", "recheck_missed");
	else if (chosen == DO_EXEMPT && c->exempt)
		take_back(c);
	else if (chosen == DO_EXEMPT)
		form_open(&c->what, "review_exempt", NULL);
	else if (chosen >= DO_CASE)
		case_open(app, c->what.casefile);
	if (chosen >= DO_SIGN && c->signs && chosen - DO_SIGN < (int)c->signs->len) {
		const struct review_sign *s = g_ptr_array_index(c->signs, chosen - DO_SIGN);
		case_goto(app, c->what.casefile, s->where, NULL);
	}
	choosing_free(c);
}

static bool see_state(const struct review_row *r, void *ctx)
{
	*(bool *)ctx = g_str_equal(r->state, "exempt");
	return true;
}

void review_row_choose(const struct review_row_do *what, const char *title)
{
	struct desk *desk = what->app->desk;
	struct choosing *c = g_new0(struct choosing, 1);
	c->what = *what;
	c->signs = review_signs(desk, what->casefile, what->since, what->until, NULL);
	review_one(desk, what->item, see_state, &c->exempt, NULL);
	g_autoptr(GPtrArray) labels = g_ptr_array_new();
	g_ptr_array_add(labels, (gpointer)_("Something has changed: enter it, then put it right"));
	g_ptr_array_add(labels, (gpointer)_("Nobody was met: go there again"));
	g_ptr_array_add(labels,
		(gpointer)(c->exempt ? _("Take the exemption back")
				     : _("Exempt: nobody has to go there")));
	g_ptr_array_add(labels, (gpointer)_("Open the case"));
	for (guint i = 0; c->signs && i < c->signs->len; i++)
		g_ptr_array_add(
			labels, ((struct review_sign *)g_ptr_array_index(c->signs, i))->text);
	g_ptr_array_add(labels, NULL);
	choose_open(what->app, title, (const char *const *)labels->pdata, chosen_done, c);
}
