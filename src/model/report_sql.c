/* The statements that are made of the lines in a report's file: sums, and the names behind them.
 * Both come from the same query, so that a number and its names cannot differ. */
#include "config.h"

#include "model/report.h"

char *report_with(const struct library *lib)
{
	const GPtrArray *all = library_defines(lib);
	GString *with = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct report_define *d = g_ptr_array_index(all, i);
		g_string_append_printf(with, "%s %s AS (%s)", i ? "," : "WITH", d->key, d->query);
	}
	return g_string_free(with, FALSE);
}

/* A column that is reckoned from others has none of its own. */
char *report_table_sql(int no, const struct report_block *table)
{
	GString *sql = g_string_new(NULL);

	g_string_append_printf(sql, " SELECT %d, key, max(label)", no);
	for (guint i = 0; i < REPORT_COLUMNS; i++) {
		const struct report_column *c =
			i < table->columns->len ? g_ptr_array_index(table->columns, i) : NULL;
		if (!c || c->part)
			g_string_append(sql, ", NULL");
		else
			g_string_append_printf(sql, ", %s(\"%s\")",
				c->type == REPORT_WORDS ? "max" : "sum", c->key);
	}
	g_string_append_printf(sql, " FROM (%s) GROUP BY key", table->lines);
	return g_string_free(sql, FALSE);
}

char *report_sum_sql(int no, const char *lines, bool share)
{
	GString *sql = g_string_new(NULL);

	g_string_append_printf(
		sql, " SELECT %d, '', '', sum(n), %s", no, share ? "sum(\"of\")" : "NULL");
	for (int i = 2; i < REPORT_COLUMNS; i++)
		g_string_append(sql, ", NULL");
	g_string_append_printf(sql, " FROM (%s)", lines);
	return g_string_free(sql, FALSE);
}

/* What a case is called where the lines do not say it: whom it is about, and the village. */
#define SUBJECT                                                                                    \
	"coalesce(l.name, (SELECT o.name FROM person o WHERE o.id = coalesce(c.person, "           \
	"(SELECT m.person FROM member m WHERE m.household = c.household AND m.relation = '01' "    \
	"AND m.to_date IS NULL LIMIT 1))), c.file_no, '')"
#define VILLAGE                                                                                    \
	"coalesce(l.place, (SELECT coalesce(d.name, h.village_name) FROM household h "             \
	"LEFT JOIN division d ON d.code = h.village WHERE h.id = c.household), '')"
#define SELECT_NAMES " SELECT l.id, " SUBJECT " AS subject, " VILLAGE " AS village, l.note, "

/* Numbers of one column: of a share both its parts. */
static char *table_names(const char *with, const struct report_place *p)
{
	const struct report_column *c = p->column;

	return g_strdup_printf("%s" SELECT_NAMES "l.\"%s\", -1, c.programme "
			       "FROM (%s) l LEFT JOIN casefile c ON c.id = l.id "
			       "WHERE l.\"%s\" <> 0%s ORDER BY village, subject, l.id",
		with, c->part ? c->part : c->key, p->table->lines, c->part ? c->part : c->key,
		p->row ? " AND l.key = :row" : "");
}

static const char *lines_of(const struct report_place *p)
{
	const struct report_indicator *i = p->indicator;

	if (!i)
		return p->number->lines;
	if (i->share)
		return i->share;
	return p->whole ? i->denominator : i->numerator;
}

char *report_names_sql(const char *with, const struct report_place *p)
{
	bool share = p->indicator && p->indicator->share;

	if (p->table)
		return table_names(with, p);
	return g_strdup_printf("%s" SELECT_NAMES "l.n, %s, c.programme "
			       "FROM (%s) l LEFT JOIN casefile c ON c.id = l.id WHERE %s "
			       "ORDER BY %s village, subject, l.id",
		with, share ? "l.\"of\"" : "-1", lines_of(p), share ? "l.\"of\" <> 0" : "l.n <> 0",
		share ? "l.n < l.\"of\" DESC," : "");
}
