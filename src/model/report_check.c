/* `jiuzhu forms check`: every query of a report's file is prepared on an empty database, as a sum
 * and as a list of names, so that a wrong column is found by whoever writes it. */
#include "config.h"

#include "model/report.h"

#include "base/i18n.h"

struct proving {
	struct db *db;
	const struct library *lib;
	const char *file, *with;
	struct ini_complaints *c;
};

static int bind_known(const struct proving *p, struct query *q)
{
	static const char *const known[] = {
		"year", "from", "to", "from_month", "to_month", "today", "row"};
	const GPtrArray *params = library_params(p->lib);
	int n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		n += query_bind_int(q, known[i], 0);
	for (guint i = 0; i < params->len; i++)
		n += query_bind_int(q, ((struct param_def *)g_ptr_array_index(params, i))->key, 0);
	return n;
}

/* Takes sql over. */
static void prove(const struct proving *p, char *sql, int line)
{
	g_autoptr(GError) error = NULL;
	struct query *q = db_foreign_query(p->db, sql, 1, &error);

	if (!q)
		ini_complain(p->c, p->file, line, "%s", error->message);
	else if (bind_known(p, q) != query_parameters(q))
		ini_complain(p->c, p->file, line,
			_("the query asks for a parameter that nobody gives it"));
	if (q)
		query_end(q, NULL);
	g_free(sql);
}

static void prove_table(const struct proving *p, const struct report_block *b)
{
	g_autofree char *part = report_table_sql(0, b);
	prove(p, g_strconcat(p->with, part, NULL), b->line);
	for (guint i = 0; i < b->columns->len; i++) {
		struct report_place place = {
			.table = b, .column = g_ptr_array_index(b->columns, i), .row = ""};
		if (place.column->type != REPORT_WORDS)
			prove(p, report_names_sql(p->with, &place), b->line);
	}
}

static void prove_numbers(const struct proving *p, const GPtrArray *numbers)
{
	for (guint i = 0; i < numbers->len; i++) {
		struct report_place place = {.number = g_ptr_array_index(numbers, i)};
		if (place.number->lines)
			prove(p, report_names_sql(p->with, &place), place.number->line);
	}
}

static void prove_indicator(const struct proving *p, const struct report_indicator *i)
{
	struct report_place place = {.indicator = i};

	if (i->numerator || i->share)
		prove(p, report_names_sql(p->with, &place), i->line);
	place.whole = true;
	if (i->denominator)
		prove(p, report_names_sql(p->with, &place), i->line);
}

static void prove_report(struct proving *p, const struct report_def *r)
{
	p->file = r->file;
	for (guint i = 0; i < r->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(r->blocks, i);
		if (b->kind == REPORT_TABLE && b->lines)
			prove_table(p, b);
	}
	prove_numbers(p, r->numbers);
	prove_numbers(p, r->problems);
	for (guint i = 0; i < r->indicators->len; i++)
		prove_indicator(p, g_ptr_array_index(r->indicators, i));
}

/* What no report asks for would be proved by nothing else. */
static void prove_defines(struct proving *p)
{
	const GPtrArray *all = library_defines(p->lib);

	for (guint i = 0; i < all->len; i++) {
		const struct report_define *d = g_ptr_array_index(all, i);
		p->file = d->file;
		prove(p, g_strdup_printf("%s SELECT * FROM %s", p->with, d->key), d->line);
	}
}

void report_check(const struct library *lib, struct ini_complaints *c)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = db_scratch(&error);
	g_autofree char *with = report_with(lib);
	struct proving p = {db, lib, NULL, with, c};
	const GPtrArray *all = library_reports(lib);

	if (!db) {
		ini_complain(c, "reports", 0, "%s", error->message);
		return;
	}
	prove_defines(&p);
	for (guint i = 0; i < all->len; i++)
		prove_report(&p, g_ptr_array_index(all, i));
}
