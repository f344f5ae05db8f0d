/* What a row of another department's list says besides the person. */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/line_room.h"

#define MONTH_DIGITS 6 /* 202311 */

static const char *kept(const struct row *r, const char *text)
{
	return *text ? g_string_chunk_insert(r->line->keep, text) : NULL;
}

/* 202311 is a month here, not a day of 2020. */
static bool is_month_like(const char *word)
{
	return strlen(word) == MONTH_DIGITS && strspn(word, "0123456789") == MONTH_DIGITS &&
		(g_str_has_prefix(word, "19") || g_str_has_prefix(word, "20"));
}

/* A day, or a month where the list says no more; NULL where it says nothing. */
static const char *when(const struct row *r, enum column column)
{
	const char *word = grid_has(r->grid, column) ? row_optional(r, column) : NULL;
	char iso[DAY_LEN];
	month m;
	day d;

	if (!word)
		return NULL;
	m = month_parse(word, day_today());
	if (m != MONTH_NONE && (is_month_like(word) || day_parse(word, day_today()) == DAY_NONE))
		return kept(r, month_to_iso(m, iso));
	d = row_date(r, column);
	if (d != DAY_NONE && d > day_today())
		row_fault(r, column, _("%s has not come yet; compare it with the list"), word);
	return kept(r, day_to_iso(d, iso));
}

static void read_other(const struct row *r)
{
	struct line *line = r->line;
	struct rid other;
	const char *name =
		grid_has(r->grid, COLUMN_OTHER) ? row_kept(r, COLUMN_OTHER, text_name) : "";
	enum rid_status status = rid_parse(grid_cell(r->grid, COLUMN_OTHER_ID), &other);

	line->other = kept(r, name);
	line->other_id = status == RID_OK ? kept(r, other.number) : NULL;
	if (status != RID_OK && status != RID_EMPTY) {
		g_autofree char *sentence = rid_message(status, &other);

		line_fault(line, COLUMN_OTHER_ID, sentence);
	}
}

/* Sort and name of a thing in one: 小型轿车 晋C89005. */
static void read_detail(const struct row *r)
{
	const char *sort = row_optional(r, COLUMN_SORT), *detail = row_optional(r, COLUMN_DETAIL);
	g_autofree char *both = NULL;

	r->line->detail = sort ? sort : detail;
	if (!sort || !detail)
		return;
	both = g_strconcat(sort, " ", detail, NULL);
	r->line->detail = kept(r, both);
}

static void read_birth(const struct row *r)
{
	struct line *line = r->line;
	char iso[DAY_LEN];
	day born = line->id.birth;

	if (!*line->id.number)
		born = row_date(r, COLUMN_BIRTH);
	line->born = kept(r, day_to_iso(born, iso));
	if (!*line->id.number && born == DAY_NONE && line_is_sound(line))
		line_fault(line, COLUMN_ID_NO,
			_("neither an id number nor a day of birth; without one nobody can say "
			  "who it is"));
}

void line_read_record(struct line_reader *reader, const struct grid *grid, struct line *line)
{
	const struct row row = {reader, grid, line};

	read_birth(&row);
	line->happened = when(&row, COLUMN_HAPPENED);
	line->until = when(&row, COLUMN_UNTIL);
	read_other(&row);
	read_detail(&row);
}
