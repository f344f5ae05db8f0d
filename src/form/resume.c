/* The text of a draft, one thing a line, fields apart by tabs, names rather than numbers: a draft
 * outlives changes of its form, and what the form still has comes back.
 *
 *     jiuzhu-draft 1 FORM
 *     cursor BLOCK ROW FIELD
 *     block BLOCK ROWS none|-
 *     value BLOCK ROW FIELD TYPE put|legacy|keyed MARK VALUE EXPRESSION
 *     accept BLOCK ROW FIELD NUMBER REASON
 */
#include "form/sheet.h"

#include <string.h>
#include "base/error.h"
#include "base/i18n.h"

#define MAGIC "jiuzhu-draft"
#define VERSION "1"

static const char *const origin_words[] = {[ORIGIN_EMPTY] = "keyed",
	[ORIGIN_DEFAULT] = "keyed",
	[ORIGIN_DERIVED] = "keyed",
	[ORIGIN_PUT] = "put",
	[ORIGIN_LEGACY] = "legacy",
	[ORIGIN_KEYED] = "keyed"};
static const char *const mark_words[] = {[MARK_NONE] = "-", [MARK_NIL] = ".", [MARK_UNKNOWN] = "*"};

static void append_escaped(GString *out, const char *text)
{
	g_string_append_c(out, '\t');
	for (; *text; text++) {
		if (*text == '\t')
			g_string_append(out, "\\t");
		else if (*text == '\n')
			g_string_append(out, "\\n");
		else if (*text == '\\')
			g_string_append(out, "\\\\");
		else
			g_string_append_c(out, *text);
	}
}

static void unescape(char *text)
{
	char *to = text;
	for (; *text; text++) {
		if (*text == '\\' && text[1]) {
			text++;
			*to++ = *text == 't' ? '\t' : *text == 'n' ? '\n' : *text;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

static void append_place(GString *out, const struct entry *e, const char *word, struct place at)
{
	const struct field_def *field = entry_field(e, at);
	g_string_append_printf(out, "%s\t%s\t%d\t%s", word, sheet_block(e, at.block)->key, at.row,
		field ? field->key : "");
}

/* What a default gave is worked out again, but "today" stays the day the form was begun. */
static bool is_kept(const struct cell *cell, const struct field_def *def)
{
	if (cell->origin == ORIGIN_DEFAULT)
		return strcmp(def->fallback, "today") == 0;
	return cell->origin >= ORIGIN_PUT;
}

static void save_cell(GString *out, const struct entry *e, struct place at)
{
	const struct cell *cell = sheet_cell(e, at);
	const struct field_def *def = entry_field(e, at);
	if (!is_kept(cell, def))
		return;
	append_place(out, e, "value", at);
	g_string_append_printf(out, "\t%s\t%s\t%s", field_type_word(def->type),
		origin_words[cell->origin], mark_words[cell->mark]);
	append_escaped(out, cell->value);
	append_escaped(out, cell->expression ? cell->expression : "");
	g_string_append_c(out, '\n');
}

struct saving {
	const struct entry *e;
	GString *out;
};

static void save_accepted(struct place at, const char *number, const char *reason, void *ctx)
{
	struct saving *s = ctx;
	append_place(s->out, s->e, "accept", at);
	append_escaped(s->out, number);
	append_escaped(s->out, reason);
	g_string_append_c(s->out, '\n');
}

char *entry_save(const struct entry *e, struct place cursor)
{
	GString *out = g_string_new(NULL);
	sheet_refresh(e);
	g_string_append_printf(out, MAGIC "\t" VERSION "\t%s\n", e->form->key);
	if (sheet_block(e, cursor.block)) {
		append_place(out, e, "cursor", cursor);
		g_string_append_c(out, '\n');
	}
	for (guint b = 0; b < e->form->blocks->len; b++) {
		const struct block_def *block = sheet_block(e, (int)b);
		int rows = entry_rows(e, (int)b);
		g_string_append_printf(out, "block\t%s\t%d\t%s\n", block->key, rows,
			e->parts[b].none ? "none" : "-");
		for (int row = 0; row < rows; row++)
			for (guint f = 0; f < block->fields->len; f++)
				save_cell(out, e, (struct place){(int)b, row, (int)f});
	}
	struct saving saving = {e, out};
	entry_accepted(e, save_accepted, &saving);
	return g_string_free(out, false);
}

/* ---- and back ---- */

/* The place that words 1 to 3 of a line name; field -1 where the form has it no more. */
static bool read_place(const struct entry *e, char **words, struct place *at)
{
	at->field = -1;
	for (guint b = 0; b < e->form->blocks->len; b++) {
		const struct block_def *block = sheet_block(e, (int)b);
		if (strcmp(block->key, words[1]) != 0)
			continue;
		at->block = (int)b;
		at->row = (int)g_ascii_strtoll(words[2], NULL, 10);
		at->field = sheet_field_number(block, words[3]);
		return sheet_row(e, at->block, at->row) != NULL;
	}
	return false;
}

static void restore_block(struct entry *e, char **words)
{
	for (guint b = 0; b < e->form->blocks->len; b++) {
		const struct block_def *block = sheet_block(e, (int)b);
		if (strcmp(block->key, words[1]) != 0 || !block->roster)
			continue;
		gint64 rows = g_ascii_strtoll(words[2], NULL, 10);
		while (entry_rows(e, (int)b) > rows && entry_rows(e, (int)b) > 0)
			entry_drop_row(e, (int)b, entry_rows(e, (int)b) - 1);
		while (entry_rows(e, (int)b) < rows && entry_add_row(e, (int)b, -1) >= 0)
			;
		e->parts[b].none = strcmp(words[3], "none") == 0 && rows == 0;
	}
}

static enum mark read_mark(const char *word, const struct field_def *def)
{
	if (strcmp(word, mark_words[MARK_NIL]) == 0 && def->none_allowed)
		return MARK_NIL;
	if (strcmp(word, mark_words[MARK_UNKNOWN]) == 0 && def->unknown_allowed)
		return MARK_UNKNOWN;
	return MARK_NONE;
}

/* The form may have changed since: a value that its field would refuse now is left out.  What was
 * put is kept as it is, as it was never checked. */
static bool still_reads(const struct entry *e, struct place at, const char *stored)
{
	const struct field_def *def = entry_field(e, at);
	if (!*stored || (def->codes && *def->codes == '@'))
		return true;
	g_autofree char *shown = value_shown(def, stored);
	struct value value;
	bool read = value_read(def, entry_codes(e, at), e->env.today, shown, &value);
	bool same = read && strcmp(value.text, stored) == 0;
	value_clear(&value);
	return same;
}

static void restore_value(struct entry *e, char **words)
{
	struct place at;
	if (!read_place(e, words, &at) || at.field < 0)
		return;
	const struct field_def *def = entry_field(e, at);
	if (strcmp(words[4], field_type_word(def->type)) != 0)
		return;
	enum origin origin = ORIGIN_KEYED;
	for (int i = ORIGIN_PUT; i < ORIGIN_KEYED; i++)
		if (strcmp(words[5], origin_words[i]) == 0)
			origin = i;
	enum mark mark = read_mark(words[6], def);
	if (mark == MARK_NONE && origin == ORIGIN_KEYED && !still_reads(e, at, words[7]))
		return;
	struct cell *cell = sheet_cell(e, at);
	cell_assign(cell, words[7], mark, origin);
	if (*words[8])
		cell->expression = g_strdup(words[8]);
}

static void restore_accepted(struct entry *e, char **words)
{
	struct place at;
	if (read_place(e, words, &at) && at.field >= 0)
		entry_accept(e, at, words[4], words[5]);
}

static void restore_cursor(const struct entry *e, char **words, struct place *cursor)
{
	struct place at = {-1, 0, -1};
	bool there = read_place(e, words, &at);
	if (at.block < 0)
		return;
	*cursor = at;
	cursor->field = MAX(at.field, 0);
	/* A roster that was answered with none has no rows, but the cursor may stand on it. */
	if (!there)
		cursor->row = 0;
}

static void restore_line(struct entry *e, char **words, struct place *cursor, bool second)
{
	guint n = g_strv_length(words);
	for (char **w = words; *w; w++)
		unescape(*w);
	if (n == 4 && strcmp(words[0], "block") == 0 && !second)
		restore_block(e, words);
	else if (n == 9 && strcmp(words[0], "value") == 0 && second)
		restore_value(e, words);
	else if (n == 6 && strcmp(words[0], "accept") == 0 && second)
		restore_accepted(e, words);
	else if (n == 4 && strcmp(words[0], "cursor") == 0 && second)
		restore_cursor(e, words, cursor);
}

static bool read_head(const struct entry *e, const char *line, GError **error)
{
	g_auto(GStrv) words = g_strsplit(line ? line : "", "\t", -1);
	if (g_strv_length(words) != 3 || strcmp(words[0], MAGIC) != 0)
		return jz_fail(error, JZ_ERROR_BAD, _("this is no draft of a form: begin anew"));
	if (strcmp(words[1], VERSION) != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the draft was written by a newer program: open it there"));
	if (strcmp(words[2], e->form->key) != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the draft belongs to the form \"%s\", not to \"%s\""), words[2],
			e->form->key);
	return true;
}

bool entry_restore(struct entry *e, const char *text, struct place *cursor, GError **error)
{
	if (!g_utf8_validate(text, -1, NULL))
		return jz_fail(error, JZ_ERROR_BAD, _("this is no draft of a form: begin anew"));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	if (!read_head(e, lines[0], error))
		return false;
	*cursor = (struct place){0, 0, 0};
	g_ptr_array_set_size(e->accepted, 0);
	/* Rows first: the cursor's line stands before them. */
	for (int second = 0; second <= 1; second++)
		for (char **line = lines + 1; *line; line++) {
			g_auto(GStrv) words = g_strsplit(*line, "\t", -1);
			restore_line(e, words, cursor, second);
		}
	e->dirty = true;
	return true;
}
