/* Inside of a form on the screen: what its parts share. */
#ifndef APP_ENTRY_ROOM_H
#define APP_ENTRY_ROOM_H

#include "app/entry_lines.h"
#include "app/entry_view.h"

struct entry_view {
	struct app *app;
	struct entry_view_options o;
	char *form_key, *subject, *title, *state;
	const struct programme *programme; /* that the form is about, or NULL */
	struct entry *e;
	struct view *view;
	GArray *lines;
	GHashTable *noted; /* fields with an open note -> its text */
	GHashTable *lists; /* "@name" -> struct code_list */
	char *shown;       /* of the line last asked for */
	char *label, *hint;
	struct verdict *verdict; /* the objection on show */
	bool finished, next;     /* next: F12 finished it */
};

const struct entry_line *entry_line_at(const struct entry_view *v, int i);
const struct block_def *entry_block_of(const struct entry_view *v, struct place at);
/* After every change: the lines again, and the notes on them. */
void entry_make_lines(struct entry_view *v);

/* entry_world.c: the callbacks of struct entry_env, and carried values */
const struct code_list *entry_world_codes(const char *name, void *ctx);
const char *entry_world_lookup(const char *name, void *ctx);
char *entry_world_object(
	const char *block, const char *field, const char *value, bool *soft, void *ctx);
char *entry_carry_key(const struct entry_view *v, struct place at);
void entry_remember(struct entry_view *v, struct place at);
void entry_put_carried(struct entry_view *v);

/* entry_show.c: the callbacks of struct fields_ops that show */
int entry_show_count(void *ctx);
void entry_show_line(void *ctx, int i, struct field_line *line);
const char *entry_show_hint(void *ctx, int i);

/* entry_command.c: the commands; entry_view.c: saving the draft */
enum reply entry_command(void *ctx, int command, int i, const char *typed);
void entry_keep(struct entry_view *v);

#endif
