/* What follows from a change, in one pass from the first field to the last: whether each is asked,
 * what it is derived from, what its default gives.  One pass is enough because a field may refer
 * only to fields before it (form/check.c). */
#include "form/sheet.h"

#include <stdio.h>
#include <string.h>
#include "base/rid.h"
#include "form/library.h"

enum derivation derive_parse(const char *text, char *source, char *on, size_t size)
{
	static const char *const words[] = {[DERIVE_BIRTH] = "birth",
		[DERIVE_SEX] = "sex",
		[DERIVE_AGE] = "age",
		[DERIVE_COPY] = "copy",
		[DERIVE_WORKDAYS] = "workdays"};
	g_auto(GStrv) parts = g_strsplit_set(text, " \t", -1);
	const char *found[4] = {"", "", "", ""};
	int n = 0;
	for (char **p = parts; *p; p++)
		if (**p && n < 4)
			found[n++] = *p;
	g_strlcpy(source, found[1], size);
	g_strlcpy(on, found[2], size);
	for (int kind = DERIVE_BIRTH; kind <= DERIVE_WORKDAYS; kind++)
		if (strcmp(found[0], words[kind]) == 0)
			return n == (kind == DERIVE_WORKDAYS ? 3 : 2) ||
					(n == 3 && kind == DERIVE_AGE)
				? kind
				: DERIVE_NOT;
	return DERIVE_NOT;
}

#define KEY_MAX 64

static const struct cell *source_cell(const struct entry *e, struct place at, const char *name)
{
	struct place from;
	const struct cell *cell = scope_find(e, at, name, &from) ? sheet_cell(e, from) : NULL;
	return cell && cell->asked ? cell : NULL;
}

/* A number with a wrong check digit still says when its holder was born. */
static char *from_id(enum derivation kind, const char *number)
{
	struct rid rid;
	char iso[DAY_LEN];
	enum rid_status status = rid_parse(number, &rid);
	if (status != RID_OK && status != RID_CHECK)
		return NULL;
	if (kind == DERIVE_SEX)
		return g_strndup(&rid.sex, 1);
	return g_strdup(day_to_iso(rid.birth, iso));
}

static char *age_on(const struct entry *e, struct place at, const char *birth, const char *on)
{
	day reference = e->env.today;
	const struct cell *cell = *on ? source_cell(e, at, on) : NULL;
	if (cell && *cell->value)
		reference = day_from_iso(cell->value);
	int age = rid_age(day_from_iso(birth), reference);
	return age < 0 ? NULL : g_strdup_printf("%d", age);
}

/* The last of so many working days after a date; the parameter says how many. */
static char *workdays_after(
	const struct entry *e, struct place at, const char *from, const char *param)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *days = scope_value(e, at, param, out);
	day first = day_from_iso(from);
	char iso[DAY_LEN];
	gint64 n;
	if (first == DAY_NONE || !days || !g_ascii_string_to_signed(days, 10, 0, 1000, &n, NULL))
		return NULL;
	return g_strdup(day_to_iso(
		calendar_add_workdays(library_calendar(e->env.library), first, (int)n, NULL), iso));
}

/* Birth and sex of somebody without an id number are keyed; age and copies never are. */
static void derive(
	const struct entry *e, struct place at, const struct field_def *def, struct cell *cell)
{
	char source[KEY_MAX], on[KEY_MAX];
	enum derivation kind = derive_parse(def->derive, source, on, KEY_MAX);
	if (kind == DERIVE_NOT)
		return;
	const struct cell *from = source_cell(e, at, source);
	enum mark mark = MARK_NONE;
	g_autofree char *value = NULL;
	if (from && kind == DERIVE_COPY) {
		value = g_strdup(from->value);
		mark = from->mark;
	} else if (from && kind == DERIVE_AGE) {
		value = age_on(e, at, from->value, on);
	} else if (from && kind == DERIVE_WORKDAYS) {
		value = workdays_after(e, at, from->value, on);
	} else if (from) {
		value = from_id(kind, from->value);
	}
	cell->derived = value || kind >= DERIVE_AGE;
	if (value)
		cell_assign(cell, value, mark, ORIGIN_DERIVED);
	else if (cell->origin == ORIGIN_DERIVED || cell->derived)
		cell_clear(cell);
}

static void fill_default(
	const struct entry *e, struct place at, const struct field_def *def, struct cell *cell)
{
	char iso[DAY_LEN];
	const char *text = def->fallback;
	size_t len = strlen(text);
	if (strcmp(text, "today") == 0) {
		const char *now = def->type == FIELD_MONTH
			? month_to_iso(month_of(e->env.today), iso)
			: day_to_iso(e->env.today, iso);
		cell_assign(cell, now, MARK_NONE, ORIGIN_DEFAULT);
		return;
	}
	if (text[0] == '{' && text[len - 1] == '}') {
		g_autofree char *name = g_strndup(text + 1, len - 2);
		const struct cell *from = source_cell(e, at, name);
		if (from && *from->value)
			cell_assign(cell, from->value, MARK_NONE, ORIGIN_DEFAULT);
		else
			cell_clear(cell);
		return;
	}
	struct value value;
	if (value_read(def, entry_codes(e, at), e->env.today, text, &value))
		cell_assign(cell, value.text, MARK_NONE, ORIGIN_DEFAULT);
	value_clear(&value);
}

static void settle_cell(struct entry *e, struct place at, bool block_asked)
{
	const struct field_def *def = entry_field(e, at);
	struct cell *cell = sheet_cell(e, at);
	cell->derived = false;
	cell->asked = block_asked && (!def->ask_if || scope_true(e, at, def->ask_if));
	if (!cell->asked)
		return;
	if (def->derive)
		derive(e, at, def, cell);
	if (def->fallback && !cell->derived &&
		(cell->origin == ORIGIN_EMPTY || cell->origin == ORIGIN_DEFAULT))
		fill_default(e, at, def, cell);
}

void settle(struct entry *e)
{
	/* First, since what is asked of entry_... below refreshes a dirty sheet. */
	e->dirty = false;
	for (guint b = 0; b < e->form->blocks->len; b++) {
		const struct block_def *block = sheet_block(e, (int)b);
		struct part *part = &e->parts[b];
		part->asked =
			!block->ask_if || scope_true(e, (struct place){-1, 0, 0}, block->ask_if);
		for (guint r = 0; r < part->rows->len; r++)
			for (guint f = 0; f < block->fields->len; f++)
				settle_cell(e, (struct place){(int)b, (int)r, (int)f}, part->asked);
	}
}
