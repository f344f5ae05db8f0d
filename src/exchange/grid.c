#include "config.h"
#include "exchange/grid.h"

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

/* A layout beside the heading at hand. */
struct candidate {
	const struct layout *layout;
	struct map map;
	bool joined; /* with a second line */
	bool whole;
	const char *foreign;      /* or NULL */
	size_t by_title, by_name; /* how well they say that it is this one */
};

struct grid {
	const struct layout *layout;
	struct source *source;
	char *name, *folded_name;
	GString *title;
	GPtrArray *headings;
	struct map map;
	GArray *candidates; /* struct candidate, while the heading is looked for */
	const char *foreign;
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

static void map_record(const struct grid *grid, const struct layout *layout, struct map *map)
{
	map_clear(map);
	for (int i = 0; i < source_cells(grid->source); i++)
		map_cell(map, layout, i, source_cell(grid->source, i));
}

static bool map_is_whole(const struct layout *layout, const struct map *map)
{
	g_autofree char *missing = layout_missing(layout, map->at);

	return !missing;
}

static void keep_headings(struct grid *grid)
{
	g_ptr_array_set_size(grid->headings, 0);
	for (int i = 0; i < source_cells(grid->source); i++)
		g_ptr_array_add(grid->headings, g_strdup(source_cell(grid->source, i)));
}

/* What a person would call a column whose heading stands over two lines. */
static void join_headings(struct grid *grid)
{
	while ((int)grid->headings->len < source_cells(grid->source))
		g_ptr_array_add(grid->headings, g_strdup(""));
	for (int i = 0; i < source_cells(grid->source); i++) {
		char *top = g_ptr_array_index(grid->headings, i);

		g_ptr_array_index(grid->headings, i) =
			g_strconcat(top, source_cell(grid->source, i), NULL);
		g_free(top);
	}
}

/* The lower line of a heading over two lines: 家庭成员 above 姓名 and 身份证号. */
static void join_second_line(const struct grid *grid, struct candidate *c)
{
	struct map both = c->map, below;
	const char *above = "";

	map_record(grid, c->layout, &below);
	if (below.n == 0)
		return;
	for (int i = 0; i < source_cells(grid->source); i++) {
		const char *cell = source_cell(grid->source, i);
		const char *top =
			i < (int)grid->headings->len ? g_ptr_array_index(grid->headings, i) : "";
		g_autofree char *joined = NULL;
		int rank;

		above = is_blank(top) ? above : top;
		joined = g_strconcat(above, cell, NULL);
		map_cell(&both, c->layout, i,
			layout_column(c->layout, joined, &rank) >= 0 ? joined : cell);
	}
	c->map = both;
	c->joined = true;
}

static bool record_has_digits(const struct grid *grid)
{
	for (int i = 0; i < source_cells(grid->source); i++)
		if (has_digit(source_cell(grid->source, i)))
			return true;
	return false;
}

static struct candidate *candidate_at(const struct grid *grid, guint i)
{
	return &g_array_index(grid->candidates, struct candidate, i);
}

static void add_title(struct grid *grid)
{
	for (int i = 0; i < source_cells(grid->source); i++) {
		g_autofree char *folded = layout_fold(source_cell(grid->source, i));

		if (*folded)
			g_string_append_printf(grid->title, "%s\n", folded);
	}
}

static bool read_second_line(struct grid *grid, GError **error)
{
	switch (source_next(grid->source, error)) {
	case CSV_FAILED:
		return false;
	case CSV_END:
		return true;
	case CSV_RECORD:
		grid->held = true;
		break;
	}
	for (guint i = 0; !record_has_digits(grid) && i < grid->candidates->len; i++)
		join_second_line(grid, candidate_at(grid, i));
	return true;
}

/* --- which layout it is ---------------------------------------------------------------------- */

static const char *find_foreign(const struct grid *grid, const struct layout *layout)
{
	const char *word = layout_foreign(layout, grid->title->str);

	word = word ? word : layout_foreign(layout, grid->folded_name);
	for (guint i = 0; !word && i < grid->headings->len; i++)
		if (layout_is_foreign_column(layout, g_ptr_array_index(grid->headings, i)))
			word = "";
	return word;
}

static void judge(const struct grid *grid, struct candidate *c)
{
	c->whole = map_is_whole(c->layout, &c->map);
	c->foreign = find_foreign(grid, c->layout);
	layout_recognise(c->layout, grid->title->str, &c->by_title);
	layout_recognise(c->layout, grid->folded_name, &c->by_name);
}

/* What fits comes first; then what the title says, what the name says, what the columns say. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	bool fits_a = a->whole && !a->foreign, fits_b = b->whole && !b->foreign;

	if (fits_a != fits_b)
		return fits_a;
	if (a->by_title != b->by_title)
		return a->by_title > b->by_title;
	if (a->by_name != b->by_name)
		return a->by_name > b->by_name;
	if (a->whole != b->whole)
		return a->whole;
	return a->map.n > b->map.n;
}

static bool fail_missing(
	const struct grid *grid, const struct candidate *c, int row, GError **error)
{
	g_autofree char *missing = layout_missing(c->layout, c->map.at);
	const struct roster_kind *kind = layout_recognise(c->layout, grid->title->str, NULL);

	kind = kind ? kind : layout_recognise(c->layout, grid->folded_name, NULL);
	if (kind)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s, row %d: it looks like a roster of %s, but the heading has no column "
			  "%s; add it, or name the one that is meant so"),
			grid->name, row, kind->label, missing);
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s, row %d: the heading has no column %s; add it, or name the one that is meant "
		  "so"),
		grid->name, row, missing);
}

static bool choose_layout(struct grid *grid, int row, GError **error)
{
	const struct candidate *best = NULL;

	for (guint i = 0; i < grid->candidates->len; i++) {
		struct candidate *c = candidate_at(grid, i);

		judge(grid, c);
		if (!best || is_better(c, best))
			best = c;
	}
	if (!best->whole)
		return fail_missing(grid, best, row, error);
	grid->layout = best->layout;
	grid->map = best->map;
	grid->foreign = best->foreign;
	if (best->joined) {
		join_headings(grid);
		grid->held = false;
	}
	return true;
}

/* The one that finds most columns in the row at hand. */
static int most_columns(const struct grid *grid)
{
	int most = 0;

	for (guint i = 0; i < grid->candidates->len; i++) {
		struct candidate *c = candidate_at(grid, i);

		map_record(grid, c->layout, &c->map);
		most = MAX(most, c->map.n);
	}
	return most;
}

static bool fail_heading(const struct grid *grid, GError **error)
{
	g_autofree char *needed = layout_needed(candidate_at(grid, 0)->layout);

	return jz_fail(error, JZ_ERROR_BAD,
		_("%s has no heading with columns such as %s; is it a roster?"), grid->name,
		needed);
}

static bool find_heading(struct grid *grid, GError **error)
{
	enum csv_step step;

	while ((step = source_next(grid->source, error)) == CSV_RECORD &&
		source_row(grid->source) <= HEADING_WITHIN) {
		int row = source_row(grid->source);

		if (most_columns(grid) < HEADING_CELLS) {
			add_title(grid);
			continue;
		}
		keep_headings(grid);
		return read_second_line(grid, error) && choose_layout(grid, row, error);
	}
	return step != CSV_FAILED && fail_heading(grid, error);
}

/* --- opening --------------------------------------------------------------------------------- */

/* Rows that were set aside name the file they came from; its name says what its title said. */
static bool peek_source(struct grid *grid, GError **error)
{
	enum csv_step step;

	if (grid->map.at[COLUMN_SOURCE] < 0)
		return true;
	step = grid_next(grid, error);
	if (step == CSV_RECORD) {
		g_autofree char *folded = layout_fold(grid_cell(grid, COLUMN_SOURCE));

		g_string_append_printf(grid->title, "%s\n", folded);
		grid->held = true;
	}
	return step != CSV_FAILED;
}

static void add_candidates(struct grid *grid, const struct layouts *all, const struct layout *of)
{
	const GPtrArray *list = layouts_list(all);

	for (guint i = 0; i < list->len; i++) {
		struct candidate c = {.layout = g_ptr_array_index(list, i)};

		if (!of || of == c.layout)
			g_array_append_val(grid->candidates, c);
	}
}

struct grid *grid_open(
	const char *path, const struct layouts *all, const struct layout *of, GError **error)
{
	g_autoptr(grid) grid = NULL;
	struct source *source = source_open(path, error);

	if (!source)
		return NULL;
	grid = g_new0(struct grid, 1);
	grid->source = source;
	grid->name = g_path_get_basename(path);
	grid->folded_name = layout_fold(grid->name);
	grid->title = g_string_new(NULL);
	grid->headings = g_ptr_array_new_with_free_func(g_free);
	grid->candidates = g_array_new(FALSE, TRUE, sizeof(struct candidate));
	add_candidates(grid, all, of);
	if (!grid->candidates->len)
		jz_fail(error, JZ_ERROR_BAD,
			_("no kind of roster is known; add one to forms/rosters"));
	else if (find_heading(grid, error) && peek_source(grid, error))
		return g_steal_pointer(&grid);
	return NULL;
}

void grid_free(struct grid *grid)
{
	if (!grid)
		return;
	source_free(grid->source);
	g_free(grid->name);
	g_free(grid->folded_name);
	g_array_unref(grid->candidates);
	g_string_free(grid->title, TRUE);
	g_ptr_array_unref(grid->headings);
	g_free(grid);
}

const struct layout *grid_layout(const struct grid *grid)
{
	return grid->layout;
}

const char *grid_name(const struct grid *grid)
{
	return grid->name;
}

const char *grid_title(const struct grid *grid)
{
	return grid->title->str;
}

const char *grid_foreign(const struct grid *grid)
{
	return grid->foreign;
}

bool grid_has(const struct grid *grid, enum column column)
{
	return grid->map.at[column] >= 0;
}

const char *grid_heading(const struct grid *grid, enum column column)
{
	int at = grid->map.at[column];

	if (at < 0 || at >= (int)grid->headings->len)
		return layout_word(grid->layout, column);
	return g_ptr_array_index(grid->headings, at);
}

const GPtrArray *grid_headings(const struct grid *grid)
{
	return grid->headings;
}

const char *grid_cell(const struct grid *grid, enum column column)
{
	return source_cell(grid->source, grid->map.at[column]);
}

const struct source *grid_source(const struct grid *grid)
{
	return grid->source;
}

/* --- rows ------------------------------------------------------------------------------------ */

static const char *id_cell(const struct grid *grid)
{
	const char *cell = grid_cell(grid, COLUMN_ID_NO);

	return *cell ? cell : grid_cell(grid, COLUMN_HEAD_ID);
}

static bool has_name(const struct grid *grid)
{
	return !is_blank(grid_cell(grid, COLUMN_NAME)) || !is_blank(grid_cell(grid, COLUMN_HEAD));
}

/* Also takes over the order of a repeated heading, should it be another one. */
static bool is_heading(struct grid *grid)
{
	struct map map;

	if (has_digit(id_cell(grid)))
		return false;
	map_record(grid, grid->layout, &map);
	if (map.n >= HEADING_CELLS && map_is_whole(grid->layout, &map))
		grid->map = map;
	return map.n >= 2;
}

static bool is_nobody(struct grid *grid)
{
	const char *first = NULL;
	int filled = 0;

	for (int i = 0; i < source_cells(grid->source); i++) {
		if (is_blank(source_cell(grid->source, i)))
			continue;
		first = first ? first : source_cell(grid->source, i);
		filled++;
	}
	/* Blank, or a serial number, a title, the name of a village above its people. */
	if (filled == 0 || (filled == 1 && !has_name(grid) && is_blank(id_cell(grid))))
		return true;
	if (layout_row(grid->layout, first) != ROW_OTHER || is_heading(grid))
		return true;
	if (!has_digit(id_cell(grid))) {
		g_autofree char *folded = layout_fold(first);

		return layout_recognise(grid->layout, folded, NULL) != NULL ||
			(filled == 1 && strstr(grid->title->str, folded));
	}
	return false;
}

/* Most rows are somebody at first sight; the others are looked at cell by cell. */
static bool is_somebody(struct grid *grid)
{
	const char *id = id_cell(grid);

	return (strlen(id) >= ID_LIKE && has_digit(id) && has_name(grid)) || !is_nobody(grid);
}

enum csv_step grid_next(struct grid *grid, GError **error)
{
	enum csv_step step = CSV_RECORD;

	if (grid->held) {
		grid->held = false;
		if (is_somebody(grid))
			return CSV_RECORD;
	}
	while ((step = source_next(grid->source, error)) == CSV_RECORD)
		if (is_somebody(grid))
			break;
	return step;
}
