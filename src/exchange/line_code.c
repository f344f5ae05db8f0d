/* The columns of a row whose words mean codes, and what lists of other programmes say besides. */
#include "config.h"
#include "exchange/line.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/line_room.h"

/* A word that repeats is looked up once; "?" in front: it is on no list and counts as other. */
static const char *code_of(struct line_reader *reader, enum column column, const char *word)
{
	const char *known = g_hash_table_lookup(reader->codes[column], word);
	const char *code;
	bool other;

	if (known)
		return known;
	code = layout_code(reader->layout, column, word, &other);
	g_hash_table_insert(reader->codes[column], g_strdup(word),
		g_strconcat(code && other ? "?" : "", code ? code : "", NULL));
	return g_hash_table_lookup(reader->codes[column], word);
}

static const char *kept_code(const struct row *r, const char *code)
{
	return *code ? g_string_chunk_insert_const(r->line->keep, code) : NULL;
}

/* The programme's word may say besides that it is of the country, or arrears: 农村低保补发. */
static bool is_programme_of_others(const struct row *r, enum column column, const char *word)
{
	g_autofree char *folded = layout_fold(word);

	return column == COLUMN_PROGRAMME && layout_foreign(r->reader->layout, folded);
}

static void read_code(const struct row *r, enum column column)
{
	const char *word = row_optional(r, column), *code;

	if (!word)
		return;
	code = is_programme_of_others(r, column, word) ? "" : code_of(r->reader, column, word);
	if (*code == '?') {
		code++;
		row_remark(r, _("\"%s\" is on no list and was taken as \"other\""), word);
	}
	r->line->code[column] = kept_code(r, code);
	if (!*code) {
		g_autofree char *choice = layout_choice(r->reader->layout, column);

		row_fault(r, column, _("\"%s\" is not known here; write one of: %s"), word, choice);
	}
}

/* What another column's words say of this one, where it has none of its own. */
static void read_aside(const struct row *r, enum column column, enum column beside)
{
	const char *word = row_optional(r, beside);

	if (!r->line->code[column] && word && r->reader->codes[column])
		r->line->code[column] = kept_code(r, code_of(r->reader, column, word));
}

static const char *optional_name(const struct row *r, enum column column)
{
	const char *s = grid_has(r->grid, column) ? row_kept(r, column, text_name) : "";

	return *s ? s : NULL;
}

/* A guardian's number is kept where it is right; a wrong one is no reason to set the child aside.
 */
static const char *read_carer_id(const struct row *r)
{
	const char *cell =
		grid_has(r->grid, COLUMN_CARER_ID) ? grid_cell(r->grid, COLUMN_CARER_ID) : "";
	struct rid id;
	enum rid_status status = rid_parse(cell, &id);

	if (status == RID_OK)
		return g_string_chunk_insert(r->line->keep, id.number);
	if (status != RID_EMPTY)
		row_remark(r, _("the id number of the guardian is not right and was left out"));
	return NULL;
}

static void read_area_aside(const struct row *r)
{
	read_aside(r, COLUMN_AREA, COLUMN_PROGRAMME);
	if (!r->line->area)
		r->line->area = r->line->code[COLUMN_AREA];
}

void line_read_codes(struct line_reader *reader, const struct grid *grid, struct line *line)
{
	const struct row row = {reader, grid, line};
	const enum column *coded = layout_coded(reader->layout);

	if (layout_taking(reader->layout) == TAKING_HOUSEHOLDS)
		return;
	memset(line->code, 0, sizeof line->code);
	for (; *coded != COLUMN_N; coded++)
		if (*coded != COLUMN_AREA && grid_has(grid, *coded))
			read_code(&row, *coded);
	read_aside(&row, COLUMN_REASON, COLUMN_PROGRAMME);
	read_aside(&row, COLUMN_REASON, COLUMN_NOTE);
	read_area_aside(&row);
	line->base = row_money(&row, COLUMN_BASE);
	line->care = row_money(&row, COLUMN_CARE);
	line->paid_on = row_date(&row, COLUMN_PAID_ON);
	line->institution = row_optional(&row, COLUMN_INSTITUTION);
	line->event = row_optional(&row, COLUMN_CAUSE);
	line->carer = optional_name(&row, COLUMN_CARER);
	line->carer_id = read_carer_id(&row);
	line->carer_relation = optional_name(&row, COLUMN_CARER_RELATION);
}
