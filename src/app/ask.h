/* A small form with fields that no form file has: passwords, names of files. */
#ifndef APP_ASK_H
#define APP_ASK_H

#include "app/session.h"

#define ASK_FIELDS 8

struct ask_field {
	const char *label, *hint;
	const char *initial; /* NULL: empty */
	int width;
	bool secret, ascii;
};
struct ask_options {
	const char *name, *title;
	const char *text; /* paragraphs above the fields, or NULL */
	const struct ask_field *fields;
	int n;
	/* F10: true closes the form.  Else the error is shown on field *at. */
	bool (*finish)(struct app *app, char *const *values, int *at, void *ctx, GError **error);
	/* The form is off the stack; finished: not left by Esc. NULL allowed. */
	void (*done)(struct app *app, bool finished, void *ctx);
	void *ctx;
	GDestroyNotify free_ctx;
};
void ask_open(struct app *app, const struct ask_options *options);

/* Two fields for a new password, asked until `set` takes it. */
void ask_password(struct app *app, const char *title, const char *text,
	bool (*set)(struct app *app, const char *password, void *ctx, GError **error),
	void (*done)(struct app *app, bool finished, void *ctx), void *ctx,
	GDestroyNotify free_ctx);
/* Both texts are the same password, or an error on field *at (the second). */
bool ask_same_password(const char *first, const char *second, int *at, GError **error);

#endif
