/* Small forms: what is typed lives in memory only and is wiped. */
#include "app/ask.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

#define TEXT_COLUMNS 74

struct ask {
	struct app *app;
	struct ask_options o;
	struct view *view;
	char **text; /* wrapped, NULL-ended */
	int n_text;
	struct {
		char *label, *hint;
	} said[ASK_FIELDS];
	char *values[ASK_FIELDS];
	bool finished;
};

static void wipe(char **value)
{
	if (*value)
		explicit_bzero(*value, strlen(*value));
	g_clear_pointer(value, g_free);
}

static int ops_count(void *ctx)
{
	struct ask *a = ctx;
	return a->n_text + a->o.n;
}

static void ops_line(void *ctx, int i, struct field_line *line)
{
	struct ask *a = ctx;
	*line = (struct field_line){.kind = LINE_TEXT};
	if (i < a->n_text) {
		line->label = a->text[i];
		return;
	}
	const struct ask_field *f = &a->o.fields[i - a->n_text];
	line->kind = LINE_FIELD;
	line->label = a->said[i - a->n_text].label;
	line->value = a->values[i - a->n_text];
	line->width = f->width;
	line->secret = f->secret;
	line->ascii = f->ascii;
}

static char *ops_leave(void *ctx, int i, const char *typed, bool *soft)
{
	struct ask *a = ctx;
	*soft = false;
	if (i < a->n_text)
		return NULL;
	wipe(&a->values[i - a->n_text]);
	a->values[i - a->n_text] = g_strdup(typed);
	return NULL;
}

static const char *ops_hint(void *ctx, int i)
{
	struct ask *a = ctx;
	return i >= a->n_text ? a->said[i - a->n_text].hint : NULL;
}

static enum reply finish(struct ask *a)
{
	GError *error = NULL;
	int at = 0;
	if (!fields_leave(a->view))
		return REPLY_DONE;
	if (a->o.finish(a->app, a->values, &at, a->o.ctx, &error)) {
		a->finished = true;
		return REPLY_CLOSE;
	}
	fields_object(a->view, a->n_text + at, g_strdup(error ? error->message : ""), false);
	g_clear_error(&error);
	return REPLY_DONE;
}

static enum reply ops_command(void *ctx, int command, int i, const char *typed)
{
	struct ask *a = ctx;
	(void)i;
	(void)typed;
	switch (command) {
	case CMD_FINISH:
		return finish(a);
	case CMD_HELP:
		help_open(a->app, a->view);
		return REPLY_DONE;
	case CMD_QUIT:
		tui_quit(a->app->tui);
		return REPLY_DONE;
	default:
		return REPLY_IGNORED;
	}
}

static void ops_destroy(void *ctx)
{
	struct ask *a = ctx;
	for (int i = 0; i < a->o.n; i++) {
		wipe(&a->values[i]);
		g_free(a->said[i].label);
		g_free(a->said[i].hint);
	}
	if (a->o.done)
		a->o.done(a->app, a->finished, a->o.ctx);
	if (a->o.free_ctx)
		a->o.free_ctx(a->o.ctx);
	g_strfreev(a->text);
	g_free((void *)a->o.fields);
	g_free(a);
}

void ask_open(struct app *app, const struct ask_options *options)
{
	struct ask *a = g_new0(struct ask, 1);
	a->app = app;
	a->o = *options;
	a->o.fields = g_memdup2(options->fields, sizeof(*options->fields) * (gsize)options->n);
	a->text = options->text ? text_wrap(options->text, TEXT_COLUMNS) : g_new0(char *, 1);
	a->n_text = (int)g_strv_length(a->text);
	for (int i = 0; i < options->n; i++) {
		a->said[i].label = g_strdup(options->fields[i].label);
		a->said[i].hint = g_strdup(options->fields[i].hint);
		a->values[i] =
			g_strdup(options->fields[i].initial ? options->fields[i].initial : "");
	}
	struct fields_ops ops = {
		.count = ops_count,
		.line = ops_line,
		.leave = ops_leave,
		.command = ops_command,
		.hint = ops_hint,
		.destroy = ops_destroy,
		.ctx = a,
	};
	a->view = fields_new(options->name, SCREEN_ENTER, options->title, &ops, a->n_text);
	tui_push(app->tui, a->view);
}

/* --- a new password --------------------------------------------------------------------------- */

struct password {
	bool (*set)(struct app *app, const char *password, void *ctx, GError **error);
	void (*done)(struct app *app, bool finished, void *ctx);
	void *ctx;
	GDestroyNotify free_ctx;
};

bool ask_same_password(const char *first, const char *second, int *at, GError **error)
{
	if (strcmp(first, second) == 0)
		return true;
	(*at)++;
	return jz_fail(error, JZ_ERROR_BAD, _("the two passwords differ; key the same one twice"));
}

static bool password_finish(
	struct app *app, char *const *values, int *at, void *ctx, GError **error)
{
	struct password *p = ctx;
	return ask_same_password(values[0], values[1], at, error) &&
		p->set(app, values[0], p->ctx, error);
}

static void password_done(struct app *app, bool finished, void *ctx)
{
	struct password *p = ctx;
	if (p->done)
		p->done(app, finished, p->ctx);
}

static void password_free(void *ctx)
{
	struct password *p = ctx;
	if (p->free_ctx)
		p->free_ctx(p->ctx);
	g_free(p);
}

void ask_password(struct app *app, const char *title, const char *text,
	bool (*set)(struct app *app, const char *password, void *ctx, GError **error),
	void (*done)(struct app *app, bool finished, void *ctx), void *ctx, GDestroyNotify free_ctx)
{
	struct password *p = g_new0(struct password, 1);
	*p = (struct password){set, done, ctx, free_ctx};
	const struct ask_field fields[] = {
		{_("Password"), _("At least 8 characters. F10 finishes."), NULL, 30, true, false},
		{_("Password again"), _("The same once more, so that no slip is kept."), NULL, 30,
			true, false},
	};
	ask_open(app,
		&(struct ask_options){
			.name = "password",
			.title = title,
			.text = text,
			.fields = fields,
			.n = G_N_ELEMENTS(fields),
			.finish = password_finish,
			.done = password_done,
			.ctx = p,
			.free_ctx = password_free,
		});
}
