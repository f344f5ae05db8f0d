/* The form of a row of a register: new, or again for correction. */
#include "app/registers.h"

#include "app/entry_view.h"
#include "base/i18n.h"
#include "model/register.h"

struct row_form {
	const struct register_def *reg;
	row_id parent, id;
};

static bool form_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	const struct row_form *f = ctx;

	return !f->id || register_fill(app->desk, f->reg, f->id, e, error);
}

static bool form_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct row_form *f = ctx;

	(void)next;
	return register_save(app->desk, f->reg, f->parent, &f->id, e, error);
}

static void form_done(struct app *app, bool next, void *ctx)
{
	const struct row_form *f = ctx;

	if (next)
		register_form_open(app, f->reg, f->parent, 0);
	tui_note(app->tui, NOTE_GOOD, _("Saved."));
}

void register_form_open(struct app *app, const struct register_def *reg, row_id parent, row_id id)
{
	g_autofree char *of = NULL, *title = NULL;
	g_autofree char *subject =
		g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, parent, id);
	const struct register_def *above = library_register(app->desk->lib, reg->parent);
	struct row_form *f = g_new0(struct row_form, 1);

	of = above ? register_name(app->desk, above, parent) : g_strdup("");
	title = g_strdup_printf("%s%s%s", of, *of ? " " : "", reg->label);
	*f = (struct row_form){reg, parent, id};
	entry_view_open(app,
		&(struct entry_view_options){
			.form = reg->form,
			.subject = subject,
			.title = title,
			.parent = parent,
			.state = id ? "old" : "new",
			.fill = form_fill,
			.finish = form_finish,
			.done = form_done,
			.ctx = f,
			.free_ctx = g_free,
		});
}

bool registers_resume(struct app *app, const char *form, const char *subject)
{
	const GPtrArray *all = library_registers(app->desk->lib);
	char *rest = NULL;
	row_id parent = g_ascii_strtoll(subject, &rest, 10);

	for (guint i = 0; i < all->len; i++) {
		const struct register_def *reg = g_ptr_array_index(all, i);
		if (g_strcmp0(reg->form, form) != 0)
			continue;
		register_rows_open(app, reg, parent);
		register_form_open(app, reg, parent, g_ascii_strtoll(rest, NULL, 10));
		return true;
	}
	return false;
}
