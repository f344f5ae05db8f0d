#include "config.h"
#include "exchange/group.h"

#include <string.h>
#include "base/i18n.h"
#include "model/intake.h"

void group_init(struct group *g)
{
	g->line = g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
	g->n = 0;
}

void group_clear(struct group *g)
{
	g_clear_pointer(&g->line, g_ptr_array_unref);
	g->n = 0;
}

struct line *group_spare(struct group *g)
{
	if (g->n == g->line->len)
		g_ptr_array_add(g->line, line_new());
	return g_ptr_array_index(g->line, g->n);
}

void group_take(struct group *g)
{
	g->n++;
}

void group_begin(struct group *g)
{
	gpointer spare;

	if (g->n == 0)
		return;
	spare = g_ptr_array_index(g->line, g->n);
	g_ptr_array_index(g->line, g->n) = g_ptr_array_index(g->line, 0);
	g_ptr_array_index(g->line, 0) = spare;
	g->n = 0;
}

struct line *group_line(const struct group *g, guint i)
{
	return g_ptr_array_index(g->line, i);
}

/* --- who belongs to whom --------------------------------------------------------------------- */

static bool is_head(const struct grid *grid, const struct line *line)
{
	if (line->relation)
		return strcmp(line->relation, "01") == 0;
	if (grid_has(grid, COLUMN_NAME) && grid_has(grid, COLUMN_HEAD))
		return *line->head && strcmp(line->head, line->name) == 0;
	/* One column for names, and nothing that says who is who: who has an amount or a number of
	 * his own heads a household. */
	return line->has_amount || *line->serial;
}

static bool belongs(const struct group *g, const struct line *line)
{
	const struct line *head;

	if (g->n == 0)
		return false;
	head = group_line(g, 0);
	return (!*line->head || strcmp(line->head, head->name) == 0 ||
		       strcmp(line->head, head->head) == 0) &&
		(!*line->head_id || strcmp(line->head_id, head->id.number) == 0);
}

enum place group_place(const struct group *g, const struct grid *grid, const struct line *line)
{
	if (is_head(grid, line))
		return PLACE_HEAD;
	return belongs(g, line) ? PLACE_MEMBER : PLACE_NOWHERE;
}

/* --- faults of a household ------------------------------------------------------------------- */

static void judge_head(struct line *head, month for_month)
{
	if (*head->head && strcmp(head->head, head->name) != 0)
		line_fault(head, COLUMN_HEAD,
			_("two names for the head of the household; say who it is"));
	if (!head->has_amount && line_is_sound(head))
		line_fault(head, COLUMN_AMOUNT, _("the amount is missing; enter it"));
	if (head->month != MONTH_NONE && head->month != for_month)
		line_fault(head, COLUMN_MONTH,
			_("the row is of another month than the roster; import that month alone"));
}

/* Rosters that repeat the household's cells in each row repeat its amount; any other amount of a
 * member could mean anything. */
static void judge_member(const struct line *head, struct line *line)
{
	bool repeated = line->has_amount && *line->head && line->amount == head->amount;

	if (line->has_amount && !repeated) {
		g_autofree char *sentence = g_strdup_printf(
			_("an amount of its own, while that of the household stands in row %d; "
			  "give it once"),
			head->row);

		line_fault(line, COLUMN_AMOUNT, sentence);
	}
}

static void judge_twice(const struct group *g, guint i)
{
	struct line *line = group_line(g, i);

	for (guint k = 0; k < i; k++) {
		const struct line *other = group_line(g, k);

		if (strcmp(other->id.number, line->id.number) == 0) {
			g_autofree char *sentence = g_strdup_printf(
				_("the id number stands in row %d already; keep one of them"),
				other->row);

			line_fault(line, COLUMN_ID_NO, sentence);
			return;
		}
	}
}

void group_judge(struct group *g, month for_month)
{
	judge_head(group_line(g, 0), for_month);
	for (guint i = 1; i < g->n; i++) {
		struct line *line = group_line(g, i);

		judge_member(group_line(g, 0), line);
		if (line_is_sound(line))
			judge_twice(g, i);
		if (i >= INTAKE_PERSONS_MAX)
			line_fault(line, COLUMN_HEAD,
				_("the household has too many members; is a head missing?"));
	}
}
