/* A report as text for eyes, and as lines for machines. */
#include "report/book.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "report/listing.h"

enum { PAGE = 100, LAST_LEAST = 24, INDENT = 4 };

/* --- for eyes ---------------------------------------------------------------------------------
 */

static void add_wrapped(GString *out, const char *text, int indent)
{
	g_auto(GStrv) lines = text_wrap(text, PAGE - indent);
	for (char **l = lines; *l; l++)
		g_string_append_printf(out, "%*s%s\n", l == lines ? indent : 0, "", *l);
}

static char *heading_of(const struct book_column *c)
{
	return c->unit ? g_strdup_printf("%s(%s)", c->label, c->unit) : g_strdup(c->label);
}

static int width_of(const struct book_table *t, guint i)
{
	const struct book_column *c = g_ptr_array_index(t->columns, i);
	g_autofree char *heading = heading_of(c);
	int width = text_columns(heading);
	for (guint k = 0; k < t->rows->len; k++) {
		const struct book_row *r = g_ptr_array_index(t->rows, k);
		bool caption = i == 0 && r->sum && !*r->cells[1].text; /* runs over the others */
		if (!caption)
			width = MAX(width, text_columns(r->cells[i].text));
	}
	return width;
}

static void end_line(GString *out)
{
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

/* The last column, where it is words, goes on in further lines. */
static void add_last(GString *out, const char *text, int start)
{
	g_auto(GStrv) lines = text_wrap(text, MAX(PAGE - start, LAST_LEAST));
	for (char **l = lines; *l; l++)
		g_string_append_printf(out, "%*s%s\n", l == lines ? 0 : start, "", *l);
	if (!*lines || !**lines) {
		g_string_truncate(out, out->len - (*lines ? 1 : 0));
		end_line(out);
	}
}

static void add_cells(GString *out, const struct book_table *t, const int *widths,
	const char *(*cell)(const void *row, guint i), const void *row)
{
	int start = 0;
	for (guint i = 0; i < t->columns->len; i++) {
		const struct book_column *c = g_ptr_array_index(t->columns, i);
		if (i == t->columns->len - 1 && !c->right) {
			add_last(out, cell(row, i), start);
			return;
		}
		text_append_padded(out, cell(row, i), widths[i], c->right);
		g_string_append(out, "  ");
		start += widths[i] + 2;
	}
	end_line(out);
}

static const char *cell_of_row(const void *row, guint i)
{
	return ((const struct book_row *)row)->cells[i].text;
}

static const char *cell_of_strings(const void *row, guint i)
{
	return ((char *const *)row)[i];
}

static void add_table(GString *out, const struct book_table *t)
{
	int widths[BOOK_COLUMNS] = {0};
	g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < t->columns->len; i++) {
		widths[i] = width_of(t, i);
		g_ptr_array_add(heads, heading_of(g_ptr_array_index(t->columns, i)));
	}
	add_cells(out, t, widths, cell_of_strings, heads->pdata);
	for (guint k = 0; k < t->rows->len; k++) {
		const struct book_row *r = g_ptr_array_index(t->rows, k);
		if (r->sum && t->columns->len > 1 && !*r->cells[1].text)
			g_string_append_printf(out, "%s\n", r->cells[0].text);
		else
			add_cells(out, t, widths, cell_of_row, r);
	}
}

char *book_text(const struct book *b)
{
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "%s\n%s  %s  %s\n", b->title, b->office, b->period, b->made_on);
	if (b->practice)
		g_string_append_printf(out, "%s\n", _("Practice: invented people"));
	for (guint i = 0; i < b->parts->len; i++) {
		const struct book_part *p = g_ptr_array_index(b->parts, i);
		if (p->kind == BOOK_TABLE)
			add_table(out, p->table);
		else if (p->kind == BOOK_HEADING)
			g_string_append_printf(out, "\n%s\n\n", p->text);
		else
			add_wrapped(out, p->text, INDENT);
	}
	if (b->note) {
		g_string_append_c(out, '\n');
		add_wrapped(out, b->note, 0);
	}
	return g_string_free(out, FALSE);
}

/* --- for machines -----------------------------------------------------------------------------
 */

static void add_line(struct listing *l, const char *table, const char *row, const char *label,
	const char *column, const char *unit, const char *value)
{
	listing_cell(l, table);
	listing_cell(l, row);
	listing_cell(l, label);
	listing_cell(l, column);
	listing_cell(l, unit);
	listing_cell(l, value);
}

/* Counts and fen are whole, shares have two decimals. */
static const char *machine_number(enum report_type type, gint64 n, char buf[BOOK_TEXT_LEN])
{
	if (type == REPORT_PERCENT || type == REPORT_RATIO)
		return book_hundredths(n, buf);
	g_snprintf(buf, BOOK_TEXT_LEN, "%" G_GINT64_FORMAT, n);
	return buf;
}

static const char *machine_unit(enum report_type type, const char *unit)
{
	return type == REPORT_YUAN || type == REPORT_WAN ? "fen" : unit;
}

static void list_row(struct listing *l, const struct report_table *t, const struct report_row *row)
{
	char buf[BOOK_TEXT_LEN];
	for (guint i = 0; i < t->def->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(t->def->columns, i);
		const struct report_cell *cell = &row->cells[i];
		const char *value = c->type == REPORT_WORDS ? cell->words
			: cell->known                       ? machine_number(c->type, cell->n, buf)
							    : "";
		if (value && *value)
			add_line(l, t->def->key, row->key ? row->key : "total", row->label, c->key,
				machine_unit(c->type, c->unit), value);
	}
}

static void list_counts(struct listing *l, const char *table, const GPtrArray *counts)
{
	char buf[BOOK_TEXT_LEN];
	for (guint i = 0; i < counts->len; i++) {
		const struct report_count *n = g_ptr_array_index(counts, i);
		add_line(l, table, n->def->key, n->def->label, "n",
			machine_unit(n->def->type, n->def->unit),
			machine_number(n->def->type, n->n, buf));
	}
}

static void list_score(struct listing *l, const struct report_score *s)
{
	static const char *const states[] = {"counted", "judged", "waiting", "no_data"};
	const struct report_indicator *d = s->def;
	const char *unit = machine_unit(d->type, d->counts);
	char buf[BOOK_TEXT_LEN];
	g_snprintf(buf, sizeof(buf), "%d", d->weight);
	add_line(l, "indicator", d->key, d->label, "weight", NULL, buf);
	add_line(l, "indicator", d->key, d->label, "state", NULL, states[s->state]);
	if (s->state == SCORE_COUNTED) {
		add_line(l, "indicator", d->key, d->label, "numerator", unit,
			machine_number(d->type, s->numerator, buf));
		if (s->denominator)
			add_line(l, "indicator", d->key, d->label, "denominator", unit,
				machine_number(d->type, s->denominator, buf));
		add_line(l, "indicator", d->key, d->label, "value", d->unit,
			book_hundredths(s->value, buf));
	}
	if (s->state == SCORE_COUNTED || s->state == SCORE_JUDGED)
		add_line(l, "indicator", d->key, d->label, "points", NULL,
			book_hundredths(s->points, buf));
}

char *book_tsv(const struct report_run *run)
{
	static const char *const keys[] = {"table", "row", "label", "column", "unit", "value"};
	g_autoptr(listing) l = listing_new();
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		listing_column(l, keys[i], keys[i], false);
	for (guint i = 0; i < run->tables->len; i++) {
		const struct report_table *t = g_ptr_array_index(run->tables, i);
		for (guint k = 0; k < t->rows->len; k++)
			list_row(l, t, g_ptr_array_index(t->rows, k));
	}
	list_counts(l, "number", run->numbers);
	list_counts(l, "problem", run->problems);
	for (guint i = 0; i < run->scores->len; i++)
		list_score(l, g_ptr_array_index(run->scores, i));
	return listing_tsv(l);
}
