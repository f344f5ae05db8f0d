/* Who opened a restricted case (K-91). */
#include "app/case_tables.h"

#include "app/table.h"
#include "base/i18n.h"
#include "model/look.h"

static const struct list_column look_columns[] = {
	{N_("When"), 19, 0, false, 0},
	{N_("Who"), 12, 1, false, 0},
	{N_("What"), 16, 1, false, 0},
};

static const char *word_of(const char *what)
{
	if (g_str_equal(what, "print"))
		return _("printed");
	if (g_str_equal(what, "working"))
		return _("looked at the working");
	return _("opened");
}

struct looks {
	GPtrArray *rows; /* NULL: only the newest is wanted */
	char *newest;
	int n;
};

static bool see_look(const struct look *l, void *ctx)
{
	struct looks *f = ctx;
	g_autofree char *at = g_strdelimit(g_strdup(l->at), "T", ' ');
	if (!f->n++)
		f->newest = g_strdup_printf("%s %s", at, l->who);
	if (f->rows)
		table_add(f->rows, f->n, at, l->who, word_of(l->what), NULL);
	return true;
}

char *looks_summary(struct app *app, row_id casefile)
{
	struct looks f = {0};
	look_each(app->desk, casefile, see_look, &f, NULL);
	char *text = f.n ? g_strdup_printf(_("opened %d times, last: %s"), f.n, f.newest)
			 : g_strdup(_("nobody yet"));
	g_free(f.newest);
	return text;
}

static GPtrArray *looks_make(struct section *s, GError **error)
{
	struct looks f = {.rows = table_new()};
	bool ok = look_each(s->app->desk, s->casefile, see_look, &f, error);
	g_free(f.newest);
	if (!ok)
		g_clear_pointer(&f.rows, g_ptr_array_unref);
	return f.rows;
}

static const struct section_def looks_def = {
	.name = "looks",
	.title = N_("Who looked"),
	.empty = N_("Nobody has opened this case yet."),
	.columns = look_columns,
	.n_columns = G_N_ELEMENTS(look_columns),
	.make = looks_make,
};

void looks_open(struct app *app, row_id casefile)
{
	section_open(app, casefile, &looks_def);
}
