/* The lines of a filled form on the screen. */
#include "app/entry_lines.h"

static const struct block_def *block_at(const struct entry *e, int block)
{
	return g_ptr_array_index(entry_form(e)->blocks, block);
}

static void add(GArray *lines, enum line_kind kind, int block, int row, int field)
{
	struct entry_line line = {kind, {block, row, field}};
	g_array_append_val(lines, line);
}

static void add_fields(GArray *lines, struct entry *e, int block, int row)
{
	const struct block_def *def = block_at(e, block);
	for (guint f = 0; f < def->fields->len; f++)
		if (entry_asked(e, (struct place){block, row, (int)f}))
			add(lines, LINE_FIELD, block, row, (int)f);
}

/* The row that is open for the next entry; a roster that was answered "none" keeps one, too. */
static void open_last_row(struct entry *e, int block)
{
	int rows = entry_rows(e, block);
	if (rows == 0 || !entry_row_empty(e, block, rows - 1))
		entry_add_row(e, block, -1);
}

static void add_roster(GArray *lines, struct entry *e, int block)
{
	if (entry_block_none(e, block)) {
		/* The answer stands where the first row would; there is no row behind it. */
		add(lines, LINE_ROW, block, 0, -1);
		add(lines, LINE_FIELD, block, 0, 0);
		return;
	}
	open_last_row(e, block);
	for (int row = 0; row < entry_rows(e, block); row++) {
		add(lines, LINE_ROW, block, row, -1);
		if (entry_row_empty(e, block, row))
			add(lines, LINE_FIELD, block, row, 0);
		else
			add_fields(lines, e, block, row);
	}
}

GArray *entry_lines_make(struct entry *e)
{
	GArray *lines = g_array_new(FALSE, TRUE, sizeof(struct entry_line));
	for (guint b = 0; b < entry_form(e)->blocks->len; b++) {
		if (!entry_block_asked(e, (int)b))
			continue;
		add(lines, LINE_BLOCK, (int)b, -1, -1);
		if (block_at(e, (int)b)->roster)
			add_roster(lines, e, (int)b);
		else
			add_fields(lines, e, (int)b, 0);
	}
	return lines;
}

static int compare_places(struct place a, struct place b)
{
	if (a.block != b.block)
		return a.block - b.block;
	if (a.row != b.row)
		return a.row - b.row;
	return a.field - b.field;
}

int entry_lines_find(const GArray *lines, struct place at)
{
	int best = -1;
	for (guint i = 0; i < lines->len; i++) {
		const struct entry_line *line = &g_array_index(lines, struct entry_line, i);
		if (line->kind != LINE_FIELD)
			continue;
		if (best < 0 || compare_places(line->at, at) <= 0)
			best = (int)i;
	}
	return best;
}

int entry_lines_of_block(const GArray *lines, int block)
{
	for (guint i = 0; i < lines->len; i++) {
		const struct entry_line *line = &g_array_index(lines, struct entry_line, i);
		if (line->kind == LINE_FIELD && line->at.block >= block)
			return (int)i;
	}
	return (int)lines->len - 1;
}

int entry_lines_next_block(const GArray *lines, int i)
{
	return entry_lines_of_block(lines, g_array_index(lines, struct entry_line, i).at.block + 1);
}

bool entry_line_is_none(const struct entry *e, const struct entry_line *line)
{
	return line->kind == LINE_FIELD && block_at(e, line->at.block)->roster &&
		entry_block_none(e, line->at.block);
}

bool entry_line_is_open_end(const struct entry *e, const struct entry_line *line)
{
	return line->kind == LINE_FIELD && line->at.field == 0 &&
		block_at(e, line->at.block)->roster &&
		line->at.row == entry_rows(e, line->at.block) - 1 &&
		entry_row_empty(e, line->at.block, line->at.row);
}
