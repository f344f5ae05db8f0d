#include "config.h"
#include "exchange/sheet.h"

#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

#define HEADING_WITHIN 100 /* rows: titles and notes above are fewer */
#define HEADING_CELLS 3    /* that make a row a heading */
#define ID_LIKE 10         /* bytes: a subtotal in that column is shorter */

struct map {
	int at[COLUMN_N]; /* number of the cell, -1 absent */
	int rank[COLUMN_N];
	int n;
};

struct sheet {
	const struct layout *layout;
	struct csv_reader *csv;
	char *name;
	GString *title;
	GPtrArray *headings;
	struct map map;
	bool foreign;
	bool held; /* the record at hand has not been given out */
};

static bool is_blank(const char *cell)
{
	for (; *cell; cell = g_utf8_next_char(cell))
		if (!g_unichar_isspace(g_utf8_get_char(cell)))
			return false;
	return true;
}

static bool has_digit(const char *cell)
{
	for (; *cell; cell = g_utf8_next_char(cell))
		if (g_unichar_isdigit(g_utf8_get_char(cell)))
			return true;
	return false;
}

/* --- the heading ----------------------------------------------------------------------------- */

static void map_clear(struct map *map)
{
	map->n = 0;
	for (int i = 0; i < COLUMN_N; i++)
		map->at[i] = -1;
}

static void map_cell(struct map *map, const struct layout *layout, int cell, const char *word)
{
	int rank, column = layout_column(layout, word, &rank);

	if (column < 0)
		return;
	if (map->at[column] >= 0 && map->rank[column] <= rank)
		return;
	map->n += map->at[column] < 0;
	map->at[column] = cell;
	map->rank[column] = rank;
}

static void map_record(const struct sheet *sheet, struct map *map)
{
	map_clear(map);
	for (int i = 0; i < csv_cells(sheet->csv); i++)
		map_cell(map, sheet->layout, i, csv_cell(sheet->csv, i));
}

static bool map_has(const struct map *map, enum column a, enum column b)
{
	return map->at[a] >= 0 || map->at[b] >= 0;
}

static bool map_is_whole(const struct map *map)
{
	return map_has(map, COLUMN_NAME, COLUMN_HEAD) &&
		map_has(map, COLUMN_ID_NO, COLUMN_HEAD_ID) && map->at[COLUMN_AMOUNT] >= 0;
}

static void keep_headings(struct sheet *sheet)
{
	g_ptr_array_set_size(sheet->headings, 0);
	for (int i = 0; i < csv_cells(sheet->csv); i++)
		g_ptr_array_add(sheet->headings, g_strdup(csv_cell(sheet->csv, i)));
}

/* The lower line of a heading over two lines: 家庭成员 above 姓名 and 身份证号. */
static bool join_second_line(struct sheet *sheet)
{
	struct map both = sheet->map, below;
	const char *above = "";

	map_record(sheet, &below);
	for (int i = 0; i < csv_cells(sheet->csv); i++)
		if (has_digit(csv_cell(sheet->csv, i)))
			return false;
	if (below.n == 0)
		return false;
	for (int i = 0; i < csv_cells(sheet->csv); i++) {
		const char *cell = csv_cell(sheet->csv, i);
		const char *top =
			i < (int)sheet->headings->len ? g_ptr_array_index(sheet->headings, i) : "";
		g_autofree char *joined = NULL;
		int rank;

		above = is_blank(top) ? above : top;
		joined = g_strconcat(above, cell, NULL);
		map_cell(&both, sheet->layout, i,
			layout_column(sheet->layout, joined, &rank) >= 0 ? joined : cell);
	}
	sheet->map = both;
	for (int i = 0; i < csv_cells(sheet->csv); i++) {
		if (i >= (int)sheet->headings->len)
			g_ptr_array_add(sheet->headings, g_strdup(csv_cell(sheet->csv, i)));
		else if (!is_blank(csv_cell(sheet->csv, i))) {
			g_free(g_ptr_array_index(sheet->headings, i));
			g_ptr_array_index(sheet->headings, i) = g_strdup(csv_cell(sheet->csv, i));
		}
	}
	return true;
}

static bool fail_missing(const struct sheet *sheet, int row, GError **error)
{
	const struct map *map = &sheet->map;
	g_autoptr(GString) words = g_string_new(NULL);

	if (!map_has(map, COLUMN_NAME, COLUMN_HEAD))
		g_string_append(words, layout_word(sheet->layout, COLUMN_HEAD));
	if (!map_has(map, COLUMN_ID_NO, COLUMN_HEAD_ID))
		g_string_append_printf(words, "%s%s", words->len ? ", " : "",
			layout_word(sheet->layout, COLUMN_ID_NO));
	if (map->at[COLUMN_AMOUNT] < 0)
		g_string_append_printf(words, "%s%s", words->len ? ", " : "",
			layout_word(sheet->layout, COLUMN_AMOUNT));
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s, row %d: the heading has no column %s; add it, or name the one that is meant "
		  "so"),
		sheet->name, row, words->str);
}

static void add_title(struct sheet *sheet)
{
	for (int i = 0; i < csv_cells(sheet->csv); i++) {
		g_autofree char *folded = layout_fold(csv_cell(sheet->csv, i));

		if (*folded)
			g_string_append_printf(sheet->title, "%s\n", folded);
	}
}

static bool read_second_line(struct sheet *sheet, GError **error)
{
	switch (csv_next(sheet->csv, error)) {
	case CSV_FAILED:
		return false;
	case CSV_END:
		return true;
	case CSV_RECORD:
		sheet->held = !join_second_line(sheet);
		break;
	}
	return true;
}

static void look_for_foreign_columns(struct sheet *sheet)
{
	for (guint i = 0; i < sheet->headings->len; i++)
		if (layout_is_foreign_column(sheet->layout, g_ptr_array_index(sheet->headings, i)))
			sheet->foreign = true;
}

static bool find_heading(struct sheet *sheet, GError **error)
{
	enum csv_step step;

	while ((step = csv_next(sheet->csv, error)) == CSV_RECORD &&
		csv_row(sheet->csv) <= HEADING_WITHIN) {
		int row = csv_row(sheet->csv);

		map_record(sheet, &sheet->map);
		if (sheet->map.n < HEADING_CELLS) {
			add_title(sheet);
			continue;
		}
		keep_headings(sheet);
		if (!read_second_line(sheet, error))
			return false;
		look_for_foreign_columns(sheet);
		return map_is_whole(&sheet->map) || fail_missing(sheet, row, error);
	}
	if (step == CSV_FAILED)
		return false;
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s has no heading with columns such as %s, %s and %s; is it a roster?"),
		sheet->name, layout_word(sheet->layout, COLUMN_HEAD),
		layout_word(sheet->layout, COLUMN_ID_NO),
		layout_word(sheet->layout, COLUMN_AMOUNT));
}

/* --- opening --------------------------------------------------------------------------------- */

static bool refuse_workbook(const char *path, GError **error)
{
	FILE *file = fopen(path, "rbe");
	char head[4] = {0};
	size_t n = file ? fread(head, 1, sizeof head, file) : 0;

	if (file)
		fclose(file);
	if (n == sizeof head &&
		(memcmp(head, "PK\x03\x04", 4) == 0 || memcmp(head, "\xD0\xCF\x11\xE0", 4) == 0))
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s is a spreadsheet's own file; open it there and save it as CSV"),
			path);
	return true;
}

/* Rows that were set aside name the file they came from; its name says what its title said. */
static bool peek_source(struct sheet *sheet, GError **error)
{
	enum csv_step step;

	if (sheet->map.at[COLUMN_SOURCE] < 0)
		return true;
	step = sheet_next(sheet, error);
	if (step == CSV_RECORD) {
		g_autofree char *folded = layout_fold(sheet_cell(sheet, COLUMN_SOURCE));

		g_string_append_printf(sheet->title, "%s\n", folded);
		sheet->held = true;
	}
	return step != CSV_FAILED;
}

struct sheet *sheet_open(const char *path, const struct layout *layout, GError **error)
{
	g_autoptr(sheet) sheet = NULL;
	struct csv_reader *csv;

	if (!refuse_workbook(path, error) || !(csv = csv_open(path, error)))
		return NULL;
	sheet = g_new0(struct sheet, 1);
	sheet->layout = layout;
	sheet->csv = csv;
	sheet->name = g_path_get_basename(path);
	sheet->title = g_string_new(NULL);
	sheet->headings = g_ptr_array_new_with_free_func(g_free);
	if (!find_heading(sheet, error) || !peek_source(sheet, error))
		return NULL;
	return g_steal_pointer(&sheet);
}

void sheet_free(struct sheet *sheet)
{
	if (!sheet)
		return;
	csv_free(sheet->csv);
	g_free(sheet->name);
	g_string_free(sheet->title, TRUE);
	g_ptr_array_unref(sheet->headings);
	g_free(sheet);
}

const char *sheet_name(const struct sheet *sheet)
{
	return sheet->name;
}

const char *sheet_title(const struct sheet *sheet)
{
	return sheet->title->str;
}

bool sheet_is_foreign(const struct sheet *sheet)
{
	return sheet->foreign;
}

bool sheet_has(const struct sheet *sheet, enum column column)
{
	return sheet->map.at[column] >= 0;
}

const char *sheet_heading(const struct sheet *sheet, enum column column)
{
	int at = sheet->map.at[column];

	if (at < 0 || at >= (int)sheet->headings->len)
		return layout_word(sheet->layout, column);
	return g_ptr_array_index(sheet->headings, at);
}

const GPtrArray *sheet_headings(const struct sheet *sheet)
{
	return sheet->headings;
}

const char *sheet_cell(const struct sheet *sheet, enum column column)
{
	return csv_cell(sheet->csv, sheet->map.at[column]);
}

const struct csv_reader *sheet_csv(const struct sheet *sheet)
{
	return sheet->csv;
}

/* --- rows ------------------------------------------------------------------------------------ */

static const char *id_cell(const struct sheet *sheet)
{
	const char *cell = sheet_cell(sheet, COLUMN_ID_NO);

	return *cell ? cell : sheet_cell(sheet, COLUMN_HEAD_ID);
}

static bool has_name(const struct sheet *sheet)
{
	return !is_blank(sheet_cell(sheet, COLUMN_NAME)) ||
		!is_blank(sheet_cell(sheet, COLUMN_HEAD));
}

/* Also takes over the order of a repeated heading, should it be another one. */
static bool is_heading(struct sheet *sheet)
{
	struct map map;

	if (has_digit(id_cell(sheet)))
		return false;
	map_record(sheet, &map);
	if (map.n >= HEADING_CELLS && map_is_whole(&map))
		sheet->map = map;
	return map.n >= 2;
}

static bool is_nobody(struct sheet *sheet)
{
	const char *first = NULL;
	int filled = 0;

	for (int i = 0; i < csv_cells(sheet->csv); i++) {
		if (is_blank(csv_cell(sheet->csv, i)))
			continue;
		first = first ? first : csv_cell(sheet->csv, i);
		filled++;
	}
	/* Blank, or a serial number, a title, the name of a village above its people. */
	if (filled == 0 || (filled == 1 && !has_name(sheet) && is_blank(id_cell(sheet))))
		return true;
	if (layout_row(sheet->layout, first) != ROW_OTHER || is_heading(sheet))
		return true;
	if (!has_digit(id_cell(sheet))) {
		g_autofree char *folded = layout_fold(first);

		return layout_recognise(sheet->layout, folded) != NULL ||
			(filled == 1 && strstr(sheet->title->str, folded));
	}
	return false;
}

/* Most rows are somebody at first sight; the others are looked at cell by cell. */
static bool is_somebody(struct sheet *sheet)
{
	const char *id = id_cell(sheet);

	return (strlen(id) >= ID_LIKE && has_digit(id) && has_name(sheet)) || !is_nobody(sheet);
}

enum csv_step sheet_next(struct sheet *sheet, GError **error)
{
	enum csv_step step = CSV_RECORD;

	if (sheet->held) {
		sheet->held = false;
		if (is_somebody(sheet))
			return CSV_RECORD;
	}
	while ((step = csv_next(sheet->csv, error)) == CSV_RECORD)
		if (is_somebody(sheet))
			break;
	return step;
}
