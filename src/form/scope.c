/* What a name in a condition or a sentence means, seen from a place: a field of the same row, a
 * field of a block that has one row, a count or sum over a roster, or something from outside. */
#include "form/sheet.h"

#include <string.h>

/* "no" is always empty: `edit_if = no` makes a field one that is only shown. */
const char *const scope_words[] = {
	"today", "month", "row", "programme", "area", "state", "role", "practice", "no", NULL};

static bool find_in(const struct entry *e, int block, int row, const char *field, struct place *out)
{
	const struct block_def *def = sheet_block(e, block);
	int number = def ? sheet_field_number(def, field) : -1;
	if (number < 0)
		return false;
	*out = (struct place){block, row, number};
	return sheet_row(e, block, row) != NULL;
}

static int find_block(const struct entry *e, const char *key, size_t len)
{
	for (guint b = 0; b < e->form->blocks->len; b++) {
		const char *other = sheet_block(e, (int)b)->key;
		if (strncmp(other, key, len) == 0 && !other[len])
			return (int)b;
	}
	return -1;
}

bool scope_find(const struct entry *e, struct place from, const char *name, struct place *out)
{
	const char *dot = strchr(name, '.');
	if (dot) {
		int block = find_block(e, name, dot - name);
		return find_in(e, block, block == from.block ? from.row : 0, dot + 1, out);
	}
	if (find_in(e, from.block, from.row, name, out))
		return true;
	for (guint b = 0; b < e->form->blocks->len; b++)
		if (!sheet_block(e, (int)b)->roster && find_in(e, (int)b, 0, name, out))
			return true;
	return false;
}

/* A cell as conditions see it: money in yuan, "none" and "unknown" as they are keyed. */
static const char *cell_text(const struct entry *e, struct place at, GString *out)
{
	const struct cell *cell = sheet_cell(e, at);
	const struct field_def *def = entry_field(e, at);
	if (!cell || !cell->asked || !cell_is_answered(cell))
		return NULL;
	if (cell->mark == MARK_UNKNOWN)
		return "*";
	if (cell->mark == MARK_NIL && !*cell->value)
		return ".";
	if (def->type != FIELD_MONEY)
		return cell->value;
	g_autofree char *yuan = value_shown(def, cell->value);
	g_string_assign(out, yuan);
	return out->str;
}

static const char *count_rows(const struct entry *e, int block, GString *out)
{
	int n = 0;
	for (int row = 0; row < entry_rows(e, block); row++)
		n += !entry_row_empty(e, block, row);
	g_string_printf(out, "%d", n);
	return out->str;
}

static const char *sum_rows(const struct entry *e, int block, int field, GString *out)
{
	gint64 sum = 0;
	for (int row = 0; row < entry_rows(e, block); row++) {
		const struct cell *cell = sheet_cell(e, (struct place){block, row, field});
		if (cell->asked)
			sum += g_ascii_strtoll(cell->value, NULL, 10);
	}
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, sum);
	g_autofree char *shown = value_shown(entry_field(e, (struct place){block, 0, field}), text);
	g_string_assign(out, shown);
	return out->str;
}

static const char *count_value(
	const struct entry *e, int block, int field, const char *value, GString *out)
{
	int n = 0;
	for (int row = 0; row < entry_rows(e, block); row++) {
		const char *other = cell_text(e, (struct place){block, row, field}, out);
		n += other && !entry_row_empty(e, block, row) && strcmp(other, value) == 0;
	}
	g_string_printf(out, "%d", n);
	return out->str;
}

/* member.rows, member.relation.01, wage.declared.sum; false where it is none of these. */
static bool aggregate(const struct entry *e, const char *name, GString *out, const char **value)
{
	const char *dot = strchr(name, '.');
	int block = dot ? find_block(e, name, dot - name) : -1;
	if (block < 0)
		return false;
	const char *last = strchr(dot + 1, '.');
	if (!last) {
		if (strcmp(dot + 1, "rows") != 0)
			return false;
		*value = e->parts[block].asked ? count_rows(e, block, out) : "0";
		return true;
	}
	g_autofree char *key = g_strndup(dot + 1, last - dot - 1);
	int field = sheet_field_number(sheet_block(e, block), key);
	if (field < 0)
		return false;
	if (!e->parts[block].asked)
		*value = "0";
	else if (strcmp(last + 1, "sum") == 0)
		*value = sum_rows(e, block, field, out);
	else
		*value = count_value(e, block, field, last + 1, out);
	return true;
}

static bool own_word(const struct entry *e, struct place from, const char *name, GString *out,
	const char **value)
{
	char iso[DAY_LEN];
	if (strcmp(name, "today") == 0)
		g_string_assign(out, day_to_iso(e->env.today, iso));
	else if (strcmp(name, "month") == 0)
		g_string_assign(out, month_to_iso(month_of(e->env.today), iso));
	else if (strcmp(name, "row") == 0)
		g_string_printf(out, "%d", from.row + 1);
	else if (strcmp(name, "no") == 0)
		g_string_truncate(out, 0);
	else
		return false;
	*value = out->len ? out->str : NULL;
	return true;
}

/* As forms are written: an amount of policy comes in yuan. */
static const char *outside(const struct entry *e, const char *name)
{
	const char *value = e->env.lookup ? e->env.lookup(name, e->env.ctx) : NULL;
	return value && *value ? value : NULL;
}

const char *scope_value(const struct entry *e, struct place from, const char *name, GString *out)
{
	struct place at;
	const char *value = NULL;
	if (aggregate(e, name, out, &value))
		return value;
	if (scope_find(e, from, name, &at))
		return cell_text(e, at, out);
	if (own_word(e, from, name, out, &value))
		return value;
	return outside(e, name);
}

struct seeing {
	const struct entry *e;
	struct place from;
	GString *out;
};

static const char *look_up(const char *name, void *ctx)
{
	const struct seeing *s = ctx;
	return scope_value(s->e, s->from, name, s->out);
}

bool scope_true(const struct entry *e, struct place from, const struct expr *condition)
{
	struct seeing s = {e, from, g_string_new(NULL)};
	bool result = expr_true(condition, look_up, &s);
	g_string_free(s.out, true);
	return result;
}

static void append_named(
	const struct entry *e, struct place from, const char *name, GString *sentence)
{
	struct place at;
	g_autoptr(GString) out = g_string_new(NULL);
	if (scope_find(e, from, name, &at) && *entry_code_label(e, at)) {
		g_string_append(sentence, entry_code_label(e, at));
		return;
	}
	const char *value = scope_value(e, from, name, out);
	g_string_append(sentence, value ? value : "");
}

char *scope_sentence(const struct entry *e, struct place from, const char *text)
{
	GString *out = g_string_new(NULL);
	while (*text) {
		const char *close = *text == '{' ? strchr(text, '}') : NULL;
		if (!close) {
			g_string_append_c(out, *text++);
			continue;
		}
		g_autofree char *name = g_strndup(text + 1, close - text - 1);
		append_named(e, from, g_strstrip(name), out);
		text = close + 1;
	}
	return g_string_free(out, false);
}
