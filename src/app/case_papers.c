/* Papers received, and the check with other departments. */
#include "app/case_tables.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/flow.h"
#include "model/paper.h"
#include "model/verification.h"

/* --- papers ----------------------------------------------------------------------------------- */

static const struct list_column paper_columns[] = {
	{N_("Paper"), 6, 0, false, 0},
	{N_("Title"), 30, 2, false, 0},
	{N_("Here"), 8, 0, false, 0},
	{N_("Received"), 10, 0, false, 0},
	{N_("Needed for"), 12, 1, false, 0},
};

static GPtrArray *papers_of(struct app *app, row_id casefile, struct casefile **c, GError **error)
{
	*c = casefile_get(app->desk, casefile, error);
	return *c ? paper_list(app->desk, *c, error) : NULL;
}

char *papers_summary(struct app *app, row_id casefile)
{
	int required = 0, here = 0;
	struct casefile *c;
	g_autoptr(GString) missing = g_string_new(NULL);
	g_autoptr(GPtrArray) papers = papers_of(app, casefile, &c, NULL);
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		required += p->required;
		here += p->required && p->id;
		if (p->required && !p->id && missing->len < 40)
			g_string_append_printf(missing, " %s", p->def->code);
	}
	casefile_free(c);
	if (missing->len)
		return g_strdup_printf(
			_("%d of %d; missing: %s"), here, required, missing->str + 1);
	return g_strdup_printf(_("complete, %d papers"), here);
}

static GPtrArray *papers_make(struct section *s, GError **error)
{
	struct casefile *c;
	g_autoptr(GPtrArray) papers = papers_of(s->app, s->casefile, &c, error);
	const struct programme *programme = c ? casefile_programme(s->app->desk, c) : NULL;
	casefile_free(c);
	if (!papers)
		return NULL;
	GPtrArray *rows = table_new();
	for (guint i = 0; i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		const struct action_def *by =
			p->def->by && programme ? programme_action(programme, p->def->by) : NULL;
		struct list_row *row = table_add(rows, i + 1, p->def->code, p->def->title,
			p->id                 ? _("yes")
				: p->required ? _("MISSING")
					      : _("not needed"),
			p->received_on ? p->received_on : "", by ? by->label : "", NULL);
		row->cell_style[2] = p->id ? STYLE_GOOD : p->required ? STYLE_WARN : STYLE_DIM;
	}
	return rows;
}

static bool toggle_paper(struct section *s, const char *code, GError **error)
{
	struct casefile *c;
	bool ok = true;
	g_autoptr(GPtrArray) papers = papers_of(s->app, s->casefile, &c, error);
	for (guint i = 0; papers && ok && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		if (!g_str_equal(p->def->code, code))
			continue;
		ok = p->id ? paper_remove(s->app->desk, c, code, error)
			   : paper_receive(s->app->desk, c, code, 1, NULL, error);
	}
	casefile_free(c);
	return papers && ok;
}

/* The step whose papers can be here now: the next one of the way, or at its end any that the state
 * allows. */
static const struct action_def *step_of_paper(
	struct section *s, const struct casefile *c, const struct paper *p)
{
	const struct programme *def = casefile_programme(s->app->desk, c);
	const struct action_def *next = flow_next(s->app->desk, c);
	const struct action_def *by = def && p->def->by ? programme_action(def, p->def->by) : NULL;
	bool now = by && (next ? next == by : action_allows_from(by, c->state));
	return now ? by : NULL;
}

/* F5: the papers that the next step asks for are all here.  Later ones cannot be yet. */
static enum reply receive_for_next(struct section *s)
{
	struct casefile *c;
	GError *error = NULL;
	const struct action_def *step = NULL;
	bool ok = true;
	int n = 0;
	g_autoptr(GPtrArray) papers = papers_of(s->app, s->casefile, &c, &error);
	for (guint i = 0; papers && ok && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		const struct action_def *by = p->required && !p->id ? step_of_paper(s, c, p) : NULL;
		if (!by)
			continue;
		step = by;
		ok = paper_receive(s->app->desk, c, p->def->code, 1, NULL, &error);
		n++;
	}
	casefile_free(c);
	g_autofree char *done = step
		? g_strdup_printf(_("%d papers received for the step \"%s\"."), n, step->label)
		: g_strdup(_("The next step asks for no other paper."));
	section_changed(s, papers && ok, error, done);
	return REPLY_DONE;
}

static enum reply papers_row(struct section *s, const struct list_row *row)
{
	GError *error = NULL;
	section_changed(s, toggle_paper(s, row->cells[0], &error), error, NULL);
	return REPLY_DONE;
}

static const struct section_def papers_def = {
	.name = "papers",
	.title = N_("Papers"),
	.hint = N_("Enter: received, or take it back; F5: all are here; what is missing stands on "
		   "the notice"),
	.columns = paper_columns,
	.n_columns = G_N_ELEMENTS(paper_columns),
	.make = papers_make,
	.open = papers_row,
	.all = receive_for_next,
};

void papers_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &papers_def);
}

void papers_select(struct app *app, row_id casefile, const char *code)
{
	struct casefile *c;
	g_autoptr(GPtrArray) papers = papers_of(app, casefile, &c, NULL);
	casefile_free(c);
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		if (g_str_equal(p->def->code, code))
			list_select(tui_top(app->tui), i + 1);
	}
}

/* --- the check -------------------------------------------------------------------------------- */

static const struct list_column check_columns[] = {
	{N_("Member"), 10, 0, false, 0},
	{N_("Source"), 28, 1, false, 0},
	{N_("Answer"), 12, 0, false, 0},
	{N_("Date"), 10, 0, false, 0},
	{N_("Found"), 10, 1, false, 0},
};

/* The four states (N7): nothing found, not asked and cannot be checked are three things. */
static const struct {
	const char *state, *label;
	enum style style;
} states[] = {
	{"asked", N_("waiting"), STYLE_WARN},
	{"nothing", N_("nothing found"), STYLE_GOOD},
	{"found", N_("FOUND"), STYLE_ERROR},
	{"uncheckable", N_("cannot check"), STYLE_NORMAL},
};

static int state_index(const char *state)
{
	for (guint i = 0; state && i < G_N_ELEMENTS(states); i++)
		if (g_str_equal(states[i].state, state))
			return (int)i;
	return -1;
}

static GPtrArray *checks_of(struct app *app, row_id casefile, struct casefile **c, GError **error)
{
	*c = casefile_get(app->desk, casefile, error);
	return *c ? verification_list(app->desk, *c, error) : NULL;
}

static int unsigned_members(struct app *app, const struct casefile *c)
{
	int n = 0;
	g_autoptr(GPtrArray) members = casefile_members(app->desk, c, day_today(), NULL);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		n += m->counted && !verification_is_authorised(app->desk, c->id, m->person->id);
	}
	return n;
}

char *checks_summary(struct app *app, row_id casefile)
{
	int count[G_N_ELEMENTS(states)] = {0}, open = 0;
	struct casefile *c;
	g_autoptr(GPtrArray) list = checks_of(app, casefile, &c, NULL);
	for (guint i = 0; list && i < list->len; i++) {
		int k = state_index(((struct verification *)g_ptr_array_index(list, i))->state);
		if (k < 0)
			open++;
		else
			count[k]++;
	}
	int missing = c ? unsigned_members(app, c) : 0;
	casefile_free(c);
	if (missing)
		return g_strdup_printf(_("%d members have not signed the authorisation"), missing);
	return g_strdup_printf(_("not asked %d, waiting %d, nothing %d, found %d, uncheckable %d"),
		open, count[0], count[1], count[2], count[3]);
}

/* Authorisations first (negative ids), then every member and source. */
static bool add_authorisations(
	struct section *s, const struct casefile *c, GPtrArray *rows, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(s->app->desk, c, day_today(), error);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		bool given = verification_is_authorised(s->app->desk, c->id, m->person->id);
		if (!m->counted)
			continue;
		struct list_row *row = table_add(rows, -m->person->id, m->person->name,
			_("authorisation for the check"), given ? _("signed") : _("NOT SIGNED"), "",
			"", NULL);
		row->cell_style[2] = given ? STYLE_GOOD : STYLE_WARN;
	}
	return members != NULL;
}

static GPtrArray *checks_make(struct section *s, GError **error)
{
	struct casefile *c;
	g_autoptr(GPtrArray) list = checks_of(s->app, s->casefile, &c, error);
	GPtrArray *rows = table_new();
	bool ok = list && add_authorisations(s, c, rows, error);
	for (guint i = 0; ok && i < list->len; i++) {
		const struct verification *v = g_ptr_array_index(list, i);
		int k = state_index(v->state);
		struct list_row *row = table_add(rows, i + 1, v->person_name, v->source_label,
			k < 0 ? _("not asked") : _(states[k].label),
			v->reported_on        ? v->reported_on
				: v->asked_on ? v->asked_on
					      : "",
			v->result ? v->result : "", NULL);
		row->cell_style[2] = k < 0 ? STYLE_DIM : states[k].style;
	}
	casefile_free(c);
	if (!ok)
		g_clear_pointer(&rows, g_ptr_array_unref);
	return rows;
}

struct answering {
	struct section *s;
	row_id person;
	char *source;
	const char *state;
};

static void answering_free(struct answering *a)
{
	g_free(a->source);
	g_free(a);
}

static void answer_save(struct answering *a, const char *result)
{
	GError *error = NULL;
	bool ok = verification_set(
		a->s->app->desk, a->s->casefile, a->person, a->source, a->state, result, &error);
	section_changed(a->s, ok, error, NULL);
}

static void found_done(const char *text, int chosen, void *ctx)
{
	(void)chosen;
	if (text)
		answer_save(ctx, text);
	answering_free(ctx);
}

static GPtrArray *states_filter(const char *typed, void *ctx)
{
	(void)ctx;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (guint i = 1; i < G_N_ELEMENTS(states); i++) {
		g_autofree char *digit = g_strdup_printf("%u", i);
		if (!*typed || g_str_has_prefix(digit, typed))
			g_ptr_array_add(choices,
				dialog_choice_new(digit, _(states[i].label), NULL, (int)i));
	}
	return choices;
}

static void state_done(const char *text, int chosen, void *ctx)
{
	struct answering *a = ctx;
	if (!text || chosen < 1) {
		answering_free(a);
		return;
	}
	a->state = states[chosen].state;
	if (g_str_equal(a->state, "found")) {
		dialog_line(
			a->s->app->tui, _("Found"), _("What was found?"), "", false, found_done, a);
		return;
	}
	answer_save(a, NULL);
	answering_free(a);
}

static enum reply sign(struct section *s, row_id person)
{
	GError *error = NULL;
	bool ok = verification_authorise(s->app->desk, s->casefile, person, day_today(), &error);
	section_changed(s, ok, error, NULL);
	return REPLY_DONE;
}

static enum reply checks_row(struct section *s, const struct list_row *row)
{
	struct casefile *c;
	if (row->id < 0)
		return sign(s, -row->id);
	g_autoptr(GPtrArray) list = checks_of(s->app, s->casefile, &c, NULL);
	casefile_free(c);
	if (!list || row->id > (gint64)list->len)
		return REPLY_DONE;
	const struct verification *v = g_ptr_array_index(list, row->id - 1);
	struct answering *a = g_new0(struct answering, 1);
	*a = (struct answering){s, v->person, g_strdup(v->source), NULL};
	dialog_pick(s->app->tui, v->source_label, "", states_filter, state_done, a);
	return REPLY_DONE;
}

static void sign_all(struct section *s, const struct casefile *c)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) members = casefile_members(s->app->desk, c, day_today(), &error);
	bool ok = members != NULL;
	for (guint i = 0; ok && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		ok = !m->counted ||
			verification_authorise(
				s->app->desk, c->id, m->person->id, day_today(), &error);
	}
	section_changed(s, ok, error, _("Every member has signed."));
}

static void nothing_done(const char *text, int chosen, void *ctx)
{
	struct section *s = ctx;
	GError *error = NULL;
	int n = 0;
	(void)text;
	if (chosen < 0)
		return;
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, &error);
	bool ok = c && verification_set_open(s->app->desk, c, "nothing", &n, &error);
	g_autofree char *done = g_strdup_printf(_("%d answers: nothing found."), n);
	section_changed(s, ok, error, done);
}

/* Answers that no system has been asked for are not "nothing found" (N7). */
static int waiting_answers(struct section *s, GError **error)
{
	struct casefile *c = NULL;
	g_autoptr(GPtrArray) list = checks_of(s->app, s->casefile, &c, error);
	int n = 0;
	for (guint i = 0; list && i < list->len; i++) {
		const struct verification *v = g_ptr_array_index(list, i);
		n += v->state && g_str_equal(v->state, "asked") && !v->manual;
	}
	casefile_free(c);
	return list ? n : -1;
}

/* F5: everybody has signed; or, when the request is out, nothing was found where nothing is said.
 */
static enum reply checks_all(struct section *s)
{
	GError *error = NULL;
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, &error);
	if (c && unsigned_members(s->app, c)) {
		sign_all(s, c);
		return REPLY_DONE;
	}
	int waiting = c ? waiting_answers(s, &error) : -1;
	if (waiting > 0) {
		g_autofree char *question = g_strdup_printf(
			_("Is nothing found in all the %d answers that are waited for?"), waiting);
		dialog_confirm(
			s->app->tui, _("Check"), question, _("nothing found"), nothing_done, s);
	} else if (waiting == 0) {
		tui_note(s->app->tui, NOTE_INFO,
			_("No system's answer is waited for: ask with F10 first; what people were "
			  "asked is entered one by one."));
	} else {
		app_fail(s->app, error);
	}
	return REPLY_DONE;
}

static const struct section_def checks_def = {
	.name = "checks",
	.title = N_("Check"),
	.hint = N_("Enter: signed, or the answer of one source; F5: all signed, then all others "
		   "nothing found"),
	.columns = check_columns,
	.n_columns = G_N_ELEMENTS(check_columns),
	.make = checks_make,
	.open = checks_row,
	.all = checks_all,
	.document = "inquiry",
};

void checks_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &checks_def);
}
