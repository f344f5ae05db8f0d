/* A choice among a few things that can be done. */
#include "app/choose.h"

#include <string.h>

struct choosing {
	char **labels;
	dialog_done done;
	void *ctx;
};

static GPtrArray *choosing_filter(const char *typed, void *ctx)
{
	struct choosing *c = ctx;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (int i = 0; c->labels[i]; i++) {
		g_autofree char *key = g_strdup_printf("%d", i + 1);
		if (g_str_has_prefix(key, typed) || strstr(c->labels[i], typed))
			g_ptr_array_add(choices, dialog_choice_new(key, c->labels[i], NULL, i));
	}
	return choices;
}

static void choosing_done(const char *text, int chosen, void *ctx)
{
	struct choosing *c = ctx;
	c->done(text, chosen, c->ctx);
	g_strfreev(c->labels);
	g_free(c);
}

void choose_open(
	struct app *app, const char *title, const char *const *labels, dialog_done done, void *ctx)
{
	struct choosing *c = g_new0(struct choosing, 1);
	c->labels = g_strdupv((char **)labels);
	c->done = done;
	c->ctx = ctx;
	dialog_pick(app->tui, title, "", choosing_filter, choosing_done, c);
}
