/* Who has died is not paid any more from the moment it is known (K-31). */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "model/adjustment.h"
#include "model/payment_room.h"

/* Persons of whom this change says that they died: its entries are the last of the journal. */
static GArray *deaths(struct change *c, GError **error)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(change_db(c),
		"SELECT change_id, tbl, row, body FROM journal ORDER BY seq DESC", "");
	gint64 change = 0;

	while (query_next(q)) {
		row_id person = query_int(q, 2);

		if (change && query_int(q, 0) != change)
			break;
		change = query_int(q, 0);
		if (strcmp(query_text(q, 1), "person") == 0 &&
			strstr(query_text(q, 3), "\"death_date\""))
			g_array_append_val(list, person);
	}
	if (query_end(q, error))
		return list;
	g_array_unref(list);
	return NULL;
}

struct doomed {
	row_id payment, casefile, batch;
	char *why;
};

static void doomed_clear(gpointer data)
{
	g_free(((struct doomed *)data)->why);
}

/* Rows not yet sent for a month after that of the death. */
static bool find_rows(struct change *c, row_id person, GArray *rows, GError **error)
{
	struct query *q = db_query(change_db(c),
		"SELECT p.id, p.casefile, p.batch, o.name, o.death_date FROM member m"
		" JOIN person o ON o.id = m.person"
		" JOIN casefile c ON c.household = m.household"
		"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		" JOIN payment p ON p.casefile = c.id AND p.state = 'planned'"
		"  AND o.death_date < p.for_month || '-01'"
		/* By the step of his death he belonged to it until the day before. */
		"  AND (m.to_date IS NULL OR m.to_date >= date(o.death_date, '-1 day'))"
		" JOIN payment_batch b ON b.id = p.batch"
		"  AND b.state IN ('draft', 'checked', 'approved') WHERE m.person = $1",
		"i", person);

	while (query_next(q)) {
		const struct doomed d = {query_int(q, 0), query_int(q, 1), query_int(q, 2),
			payment_dead_words(query_text(q, 3), query_text(q, 4))};

		g_array_append_val(rows, d);
	}
	return query_end(q, error);
}

static bool hold_row(struct change *c, const struct doomed *d, GError **error)
{
	struct record row = record_of("payment"), batch = record_of("payment_batch");
	const struct finding_new f = {
		d->batch, d->payment, d->casefile, "check", "dead", "error", d->why};

	record_text(&row, "state", "held");
	record_text(&row, "hold", "dead");
	record_text(&row, "hold_reason", d->why);
	record_text(&batch, "state", "draft");
	record_null(&batch, "checked_by");
	record_null(&batch, "checked_on");
	record_null(&batch, "approved_by");
	record_null(&batch, "approved_on");
	return adjustment_release(c, d->payment, &row, error) &&
		change_update(c, d->payment, &row, NULL, error) &&
		payment_sum(c, d->batch, &batch, error) &&
		change_update(c, d->batch, &batch, NULL, error) &&
		finding_drop(c, d->batch, d->payment, "dead", error) && finding_add(c, &f, error);
}

/* Rows that were held for a death that was none, where nobody else of the household has died. */
static bool find_held(struct change *c, row_id person, GArray *rows, GError **error)
{
	struct query *q = db_query(change_db(c),
		"SELECT p.id, p.casefile, p.batch FROM person o JOIN member m ON m.person = o.id"
		" JOIN casefile c ON c.household = m.household"
		"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		" JOIN payment p ON p.casefile = c.id AND p.state = 'held' AND p.hold = 'dead'"
		" JOIN payment_batch b ON b.id = p.batch AND b.state IN ('draft', 'checked')"
		" WHERE o.id = $1 AND o.death_date IS NULL AND NOT EXISTS"
		" (SELECT 1 FROM member n JOIN person d ON d.id = n.person"
		"   WHERE n.household = c.household AND d.death_date < p.for_month || '-01'"
		"   AND CASE WHEN c.person IS NULL THEN n.counted = 1 ELSE n.person = c.person END"
		"   AND (n.to_date IS NULL OR n.to_date >= d.death_date))",
		"i", person);

	while (query_next(q)) {
		const struct doomed d = {query_int(q, 0), query_int(q, 1), query_int(q, 2), NULL};

		g_array_append_val(rows, d);
	}
	return query_end(q, error);
}

static bool release_row(struct change *c, const struct doomed *d, GError **error)
{
	struct record row = record_of("payment"), batch = record_of("payment_batch");

	record_text(&row, "state", "planned");
	record_null(&row, "hold");
	record_null(&row, "hold_reason");
	record_text(&batch, "state", "draft");
	record_null(&batch, "checked_by");
	record_null(&batch, "checked_on");
	return change_update(c, d->payment, &row, NULL, error) &&
		payment_sum(c, d->batch, &batch, error) &&
		change_update(c, d->batch, &batch, NULL, error) &&
		finding_drop(c, d->batch, d->payment, "dead", error);
}

static bool release_rows(struct change *c, const GArray *people, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct doomed));
	bool ok = true;

	for (guint i = 0; ok && i < people->len; i++)
		ok = find_held(c, g_array_index(people, row_id, i), rows, error);
	for (guint i = 0; ok && i < rows->len; i++)
		ok = release_row(c, &g_array_index(rows, struct doomed, i), error);
	return ok;
}

bool payment_hold_guard(struct change *c, GError **error)
{
	g_autoptr(GArray) people = deaths(c, error);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct doomed));
	bool ok = people != NULL;

	g_array_set_clear_func(rows, doomed_clear);
	for (guint i = 0; ok && i < people->len; i++)
		ok = find_rows(c, g_array_index(people, row_id, i), rows, error);
	for (guint i = 0; ok && i < rows->len; i++)
		ok = hold_row(c, &g_array_index(rows, struct doomed, i), error);
	return ok && release_rows(c, people, error);
}
