/* A block of a filled form as columns of a row. */
#include "model/rows.h"

int rows_block(const struct form_def *form, const char *key)
{
	for (guint i = 0; i < form->blocks->len; i++)
		if (g_str_equal(((struct block_def *)g_ptr_array_index(form->blocks, i))->key, key))
			return (int)i;
	return -1;
}

static bool is_skipped(const struct field_def *f, const char *const *skip)
{
	if (f->derive && g_str_has_prefix(f->derive, "age"))
		return true;
	return skip && g_strv_contains(skip, f->key);
}

/* Amounts keep how they were keyed: "1200*3", and "*" where nobody could tell. */
static void record_money(struct record *r, const struct entry *e, struct place at,
	const struct field_def *f, GPtrArray *keep)
{
	const char *value = entry_value(e, at);
	const char *as = entry_mark(e, at) == MARK_UNKNOWN ? "*" : entry_expression(e, at);
	if (*value)
		record_int(r, f->column, g_ascii_strtoll(value, NULL, 10));
	else
		record_null(r, f->column);
	char *column = g_strconcat(f->column, "_as", NULL);
	g_ptr_array_add(keep, column);
	if (as)
		record_text(r, column, as);
}

static void record_field(struct record *r, const struct entry *e, struct place at,
	const struct field_def *f, GPtrArray *keep)
{
	const char *value = entry_value(e, at);
	switch (f->type) {
	case FIELD_MONEY:
		record_money(r, e, at, f, keep);
		break;
	case FIELD_INTEGER:
		if (*value)
			record_int(r, f->column, g_ascii_strtoll(value, NULL, 10));
		else
			record_null(r, f->column);
		break;
	default:
		if (entry_mark(e, at) == MARK_NIL)
			record_text(r, f->column, ".");
		else if (entry_mark(e, at) == MARK_UNKNOWN)
			record_text(r, f->column, "*");
		else
			record_text(r, f->column, value);
	}
}

void rows_record(struct record *r, const struct entry *e, int block, int row,
	const char *const *skip, GPtrArray *keep)
{
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, block);
	for (guint i = 0; i < def->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(def->fields, i);
		struct place at = {block, row, (int)i};
		if (!is_skipped(f, skip) && entry_asked(e, at))
			record_field(r, e, at, f, keep);
	}
}
