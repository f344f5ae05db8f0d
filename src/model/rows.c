/* A block of a filled form as columns of a row. */
#include "config.h"

#include "model/rows.h"

#include "base/i18n.h"

int rows_block(const struct form_def *form, const char *key)
{
	for (guint i = 0; i < form->blocks->len; i++)
		if (g_str_equal(((struct block_def *)g_ptr_array_index(form->blocks, i))->key, key))
			return (int)i;
	return -1;
}

GArray *rows_ids(struct query *q, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		g_clear_pointer(&ids, g_array_unref);
	return ids;
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
	record_text(r, column, as);
}

/* Columns that the schema keeps as a number although the form asks for a code. */
static const char *const number_columns[] = {"relative_of_staff", "disability_type",
	"disability_level", "counted", "exempt", "surveyor1", "surveyor2", "contactless",
	"signed_surveyors", "signed_family", "signed", "institution", "eat", "dress", "bed",
	"toilet", "walk", "wash", "belongings_returned", "separate_account", "special", NULL};

static void record_number(struct record *r, const char *column, const char *value)
{
	if (*value)
		record_int(r, column, g_ascii_strtoll(value, NULL, 10));
	else
		record_null(r, column);
}

static void record_words(
	struct record *r, const struct entry *e, struct place at, const struct field_def *f)
{
	if (entry_mark(e, at) == MARK_NIL)
		record_text(r, f->column, ".");
	else if (entry_mark(e, at) == MARK_UNKNOWN)
		record_text(r, f->column, "*");
	else
		record_text(r, f->column, entry_value(e, at));
}

/* What is not asked (any more) is nobody's answer: its value from before goes. */
static void record_field(struct record *r, const struct entry *e, struct place at,
	const struct field_def *f, GPtrArray *keep)
{
	const struct code_list *list = f->type == FIELD_CODE ? entry_codes(e, at) : NULL;
	const struct code *code = list ? code_list_find(list, entry_value(e, at)) : NULL;
	const char *row_of_code = code ? code_attribute(code, "row") : NULL;
	if (row_of_code) /* a code of the program's own lists stands for a row */
		record_number(r, f->column, row_of_code);
	else if (f->type == FIELD_MONEY)
		record_money(r, e, at, f, keep);
	else if (f->type == FIELD_INTEGER || g_strv_contains(number_columns, f->column))
		record_number(r, f->column, entry_value(e, at));
	else
		record_words(r, e, at, f);
}

void rows_record(struct record *r, const struct entry *e, int block, int row,
	const char *const *skip, GPtrArray *keep)
{
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, block);
	for (guint i = 0; i < def->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(def->fields, i);
		struct place at = {block, row, (int)i};
		if (!is_skipped(f, skip))
			record_field(r, e, at, f, keep);
	}
}

bool rows_complete(const struct entry *e, GError **error)
{
	const GPtrArray *blocks = entry_form(e)->blocks;
	for (guint b = 0; b < blocks->len; b++) {
		const struct block_def *def = g_ptr_array_index(blocks, b);
		for (int row = 0; row < entry_rows(e, (int)b); row++)
			for (guint i = 0; i < def->fields->len; i++) {
				const struct field_def *f = g_ptr_array_index(def->fields, i);
				struct place at = {(int)b, row, (int)i};
				if (f->required && entry_asked(e, at) && !*entry_value(e, at) &&
					entry_mark(e, at) == MARK_NONE)
					return jz_fail(error, JZ_ERROR_BAD,
						_("%s: %s is empty; fill it in"), def->label,
						f->label);
			}
	}
	return true;
}

struct accepting {
	struct change *change;
	const struct entry *e;
	row_id casefile;
	GError **error;
	bool ok;
};

static void insert_accepted(struct place at, const char *number, const char *reason, void *ctx)
{
	struct accepting *a = ctx;
	const struct form_def *form = entry_form(a->e);
	const struct block_def *block = g_ptr_array_index(form->blocks, at.block);
	const struct field_def *f = entry_field(a->e, at);
	g_autofree char *place =
		g_strdup_printf("%s %d %s", block->key, at.row + 1, f ? f->key : "");
	struct record r = record_of("accepted_check");
	row_id id = 0;
	if (a->casefile)
		record_int(&r, "casefile", a->casefile);
	record_text(&r, "form", form->key);
	record_text(&r, "number", number);
	record_text(&r, "place", place);
	record_text(&r, "reason", reason && *reason ? reason : "-");
	record_int(&r, "operator", change_operator(a->change));
	record_text(&r, "at", change_at(a->change));
	a->ok = a->ok && change_insert(a->change, &r, &id, a->error);
}

bool rows_accepted(struct change *c, row_id casefile, const struct entry *e, GError **error)
{
	struct accepting a = {c, e, casefile, error, true};
	entry_accepted(e, insert_accepted, &a);
	return a.ok;
}
