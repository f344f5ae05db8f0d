/* Which programme somebody applies for: his cases that run are opened, what another case keeps him
 * out of is named before anything is keyed. */
#include "app/apply_room.h"

#include <string.h>

#include "app/words.h"
#include "base/i18n.h"
#include "model/application.h"
#include "model/person.h"

/* What can be done for a person: the cases that run are opened, the other programmes applied for.
 */
struct asking {
	struct app *app;
	struct view *search; /* closed when something was chosen; NULL: none */
	row_id person;       /* 0: somebody new */
	char *typed;
	GArray *cases;         /* row_id of cases that run */
	GPtrArray *programmes; /* struct programme *, not owned */
};

static void asking_free(struct asking *k)
{
	g_free(k->typed);
	g_array_unref(k->cases);
	g_ptr_array_unref(k->programmes);
	g_free(k);
}

static void add_choice(
	GPtrArray *choices, const char *typed, const char *label, const char *extra, int index)
{
	g_autofree char *number = g_strdup_printf("%d", index + 1);
	if (!*typed || g_str_has_prefix(number, typed) || strstr(label, typed))
		g_ptr_array_add(choices, dialog_choice_new(number, label, extra, index));
}

static void add_case_choice(
	const struct asking *k, GPtrArray *choices, const char *typed, row_id id, int index)
{
	g_autoptr(casefile) c = casefile_get(k->app->desk, id, NULL);
	const struct programme *p = c ? casefile_programme(k->app->desk, c) : NULL;
	if (!p)
		return;
	g_autofree char *label = g_strdup_printf(_("Open %s"), c->file_no);
	g_autofree char *extra =
		g_strdup_printf("%s %s", p->label, words_of_state(k->app->desk, p->key, c->state));
	add_choice(choices, typed, label, extra, index);
}

/* A programme that another case keeps him out of says so before anything is keyed (F5). */
static void add_programme_choice(const struct asking *k, GPtrArray *choices, const char *typed,
	const struct programme *p, int index)
{
	const struct exclude_def *why = NULL;
	row_id other = k->person ? casefile_excluding(k->app->desk, p, k->person, 0, &why) : 0;
	g_autoptr(casefile) c = other ? casefile_get(k->app->desk, other, NULL) : NULL;
	g_autofree char *kept_out = c
		? g_strdup_printf(_("not possible: file %s (%s)"), c->file_no, why->article)
		: NULL;
	add_choice(choices, typed, p->label, kept_out ? kept_out : p->about, index);
}

static GPtrArray *asking_filter(const char *typed, void *ctx)
{
	struct asking *k = ctx;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (guint i = 0; i < k->cases->len; i++)
		add_case_choice(k, choices, typed, g_array_index(k->cases, row_id, i), (int)i);
	for (guint i = 0; i < k->programmes->len; i++)
		add_programme_choice(k, choices, typed, g_ptr_array_index(k->programmes, i),
			(int)(k->cases->len + i));
	return choices;
}

static void refuse_choice(struct app *app, const struct programme *p, row_id person, row_id other,
	const struct exclude_def *why)
{
	g_autoptr(person) who = person_get(app->desk, person, NULL);
	g_autofree char *sentence =
		application_exclusion(app->desk, who ? who->name : "", other, why);
	tui_note(app->tui, NOTE_ERROR, "%s: %s", p->label, sentence);
}

/* The search has done its work: Esc from the form does not lead back to it. */
static void begin_form(const struct asking *k, const struct programme *p)
{
	apply_form(k->app, p, k->person, k->typed, NULL);
	if (k->search)
		tui_close(k->app->tui, k->search);
}

static void asking_done(const char *text, int chosen, void *ctx)
{
	struct asking *k = ctx;
	guint n = (guint)chosen;
	if (text && chosen >= 0 && n < k->cases->len) {
		case_open(k->app, g_array_index(k->cases, row_id, n));
	} else if (text && chosen >= 0) {
		const struct programme *p = g_ptr_array_index(k->programmes, n - k->cases->len);
		const struct exclude_def *why = NULL;
		row_id other =
			k->person ? casefile_excluding(k->app->desk, p, k->person, 0, &why) : 0;
		if (other)
			refuse_choice(k->app, p, k->person, other, why);
		else
			begin_form(k, p);
	}
	asking_free(k);
}

void apply_which(struct app *app, struct view *search, row_id person, const char *typed)
{
	struct asking *k = g_new0(struct asking, 1);
	const GPtrArray *all = library_programmes(app->desk->lib);
	*k = (struct asking){.app = app,
		.search = search,
		.person = person,
		.typed = g_strdup(typed),
		.cases = casefile_running(app->desk, person),
		.programmes = g_ptr_array_new()};
	for (guint i = 0; i < all->len; i++) {
		struct programme *p = g_ptr_array_index(all, i);
		if (p->form)
			g_ptr_array_add(k->programmes, p);
	}
	dialog_pick(app->tui, _("Which programme?"), "", asking_filter, asking_done, k);
}
