/* The rows of the tables that [facts] name, as lists of a notice: a county's own fields, too. */
#include "config.h"

#include <string.h>

#include "report/values.h"
#include "report/words.h"

/* Field types say how a stored value is read out. */
static void put_typed(struct slots *row, const struct document_input *in, const struct field_def *f,
	const char *value)
{
	switch (f->type) {
	case FIELD_MONEY:
		words_money(row, f->key, g_ascii_strtoll(value, NULL, 10));
		break;
	case FIELD_DATE:
		words_day(row, f->key, day_from_iso(value));
		break;
	case FIELD_MONTH:
		words_month(row, f->key, month_from_iso(value));
		break;
	case FIELD_CODE:
		slots_text(row, f->key, words_code(in, f->codes, value));
		break;
	default:
		slots_text(row, f->key, value);
	}
}

/* "." is said to be none, "*" to be unknown; of an amount that stands beside it. */
static const char *said_mark(const struct document_input *in, GHashTable *row,
	const struct field_def *f, const char *value)
{
	g_autofree char *as_column = g_strconcat(f->column, "_as", NULL);
	const char *as = fact_value(row, as_column);

	if (!g_strcmp0(value, "."))
		return words_code(in, "said", "none");
	if (!g_strcmp0(value, "*") || !g_strcmp0(as, "*"))
		return words_code(in, "said", "unknown");
	return NULL;
}

static void put_field(struct slots *row, const struct document_input *in, GHashTable *stored,
	const struct field_def *f)
{
	const char *value = fact_value(stored, f->column);
	const char *mark = said_mark(in, stored, f, value);

	if (mark)
		slots_text(row, f->key, mark);
	else if (value)
		put_typed(row, in, f, value);
}

/* Every name that a list of that key has in any programme, blank. */
static void blank_row(struct slots *row, const struct document_input *in, const char *key)
{
	const GPtrArray *programmes = library_programmes(in->lib);

	for (guint i = 0; i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		for (guint k = 0; k < p->facts->len; k++) {
			const struct facts_def *def = g_ptr_array_index(p->facts, k);
			const struct block_def *block =
				strcmp(def->key, key) ? NULL : fact_block(in->lib, def);

			for (guint n = 0; block && n < block->fields->len; n++)
				slots_text(row,
					((struct field_def *)g_ptr_array_index(block->fields, n))
						->key,
					NULL);
		}
	}
}

static void add_row(struct slots *s, const struct document_input *in, const char *list,
	const struct fact_list *l, guint n)
{
	struct slots *row = slots_row(s, list);

	blank_row(row, in, l->def->key);
	for (guint i = 0; i < l->block->fields->len; i++)
		put_field(row, in, g_ptr_array_index(l->rows, n),
			g_ptr_array_index(l->block->fields, i));
}

static void add_list(struct slots *s, const struct document_input *in, const struct fact_list *l)
{
	g_autofree char *last = g_strconcat(l->def->key, "_last", NULL);

	for (guint i = 0; i < l->rows->len; i++)
		add_row(s, in, l->def->key, l, i);
	if (l->rows->len)
		add_row(s, in, last, l, l->rows->len - 1);
}

/* Lists that the case does not have are there as well: a wording may serve several programmes. */
static void complete_list(struct slots *s, const struct document_input *in, const char *key)
{
	g_autofree char *last = g_strconcat(key, "_last", NULL);

	slots_list(s, key);
	slots_list(s, last);
	if (!slots_rows(s, last)->len)
		blank_row(slots_row(s, last), in, key);
}

void values_facts(struct slots *s, const struct document_input *in)
{
	const GPtrArray *programmes = in->lib ? library_programmes(in->lib) : NULL;

	for (guint i = 0; in->facts && i < in->facts->len; i++)
		add_list(s, in, g_ptr_array_index(in->facts, i));
	for (guint i = 0; programmes && i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		for (guint k = 0; k < p->facts->len; k++)
			complete_list(
				s, in, ((struct facts_def *)g_ptr_array_index(p->facts, k))->key);
	}
}
