/* Income and property lines, and the amount that follows from them. */
#include "config.h"

#include "model/evidence.h"

#include <string.h>

#include "base/i18n.h"
#include "model/rows.h"

void evidence_free(struct evidence *e)
{
	if (!e)
		return;
	g_free(e->section);
	g_free(e->kind);
	g_free(e->person_name);
	g_free(e->per);
	g_free(e->note);
	g_free(e->evidence);
	g_free(e->description);
	g_free(e->declared_as);
	g_free(e->state);
	g_free(e->from);
	g_free(e->to);
	g_free(e);
}

static fen amount_or_none(struct query *q, int col)
{
	return query_is_null(q, col) ? EVIDENCE_NONE : query_int(q, col);
}

static struct evidence *line_read(struct query *q, bool asset)
{
	struct evidence *e = g_new0(struct evidence, 1);
	e->asset = asset;
	e->id = query_int(q, 0);
	e->person = query_int(q, 1);
	e->person_name = query_dup(q, 2);
	e->section = query_dup(q, 3);
	e->kind = query_dup(q, 4);
	e->declared = amount_or_none(q, 5);
	e->surveyed = amount_or_none(q, 6);
	e->verified = amount_or_none(q, 7);
	e->declared_as = query_dup(q, 8);
	e->note = query_dup(q, 9);
	e->state = query_dup(q, 10);
	e->from = query_dup(q, 11);
	e->to = query_dup(q, 12);
	e->replaces = query_int(q, 13);
	if (asset) {
		e->description = query_dup(q, 14);
		e->exempt = query_int(q, 15) != 0;
	} else {
		e->per = query_dup(q, 14);
		e->months = (int)query_int(q, 15);
		e->evidence = query_dup(q, 16);
	}
	return e;
}

static GPtrArray *evidence_read(struct query *q, bool asset, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
	while (query_next(q))
		g_ptr_array_add(list, line_read(q, asset));
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

#define LINE                                                                                       \
	"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared, i.surveyed, i.verified,"    \
	" i.declared_as, i.note, coalesce(i.state, 'active'), i.from_date, i.to_date, i.replaces"
#define INCOME                                                                                     \
	LINE ", i.per, i.months, i.evidence FROM income_item i"                                    \
	     " LEFT JOIN person p ON p.id = i.person"
#define ASSETS                                                                                     \
	LINE ", i.description, i.exempt FROM asset_item i LEFT JOIN person p ON p.id = i.person"

GPtrArray *evidence_income(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			INCOME " WHERE i.casefile = $1 AND i.state = 'active' ORDER BY i.id", "i",
			casefile),
		false, error);
}

#define HOUSEHOLD "(SELECT household FROM casefile WHERE id = $1)"

GPtrArray *evidence_income_on(struct desk *desk, row_id casefile, day on, GError **error)
{
	char iso[DAY_LEN];
	return evidence_read(
		db_query(desk->db,
			INCOME
			" WHERE i.casefile = $1 AND i.state <> 'edit'"
			" AND (i.from_date IS NULL OR i.from_date <= $2)"
			" AND (i.to_date IS NULL OR i.to_date >= $2)"
			/* Somebody who never stood in the household is nobody to leave it. */
			" AND (NOT EXISTS (SELECT 1 FROM member m WHERE m.household = " HOUSEHOLD
			"   AND m.person = i.person AND m.to_date < $2)"
			"  OR EXISTS (SELECT 1 FROM member m WHERE m.household = " HOUSEHOLD
			"   AND m.person = i.person AND m.from_date <= $2"
			"   AND (m.to_date IS NULL OR m.to_date >= $2)))"
			" ORDER BY i.id",
			"it", casefile, day_to_iso(on, iso)),
		false, error);
}

GPtrArray *evidence_assets(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			ASSETS " WHERE i.casefile = $1 AND coalesce(i.state, 'active') = 'active'"
			       " ORDER BY i.id",
			"i", casefile),
		true, error);
}

fen evidence_counts(const struct evidence *e)
{
	if (e->verified != EVIDENCE_NONE)
		return e->verified;
	if (e->surveyed != EVIDENCE_NONE)
		return e->surveyed;
	return e->declared != EVIDENCE_NONE ? e->declared : 0;
}

char **evidence_unanswered(struct desk *desk, row_id casefile, bool assets, GError **error)
{
	const struct code_list *sections =
		library_codes(desk->lib, assets ? "asset_section" : "income_section");
	g_autoptr(GStrvBuilder) open = g_strv_builder_new();
	for (guint i = 0; sections && i < sections->codes->len; i++) {
		const struct code *s = g_ptr_array_index(sections->codes, i);
		GError *failed = NULL;
		gint64 found = 0;
		db_one_int(desk->db, &found, &failed,
			assets ? "SELECT (SELECT count(*) FROM asset_item WHERE casefile = $1 AND "
				 "section = $2)"
				 " + (SELECT count(*) FROM section_answer WHERE casefile = $1 AND "
				 "section = $2)"
			       : "SELECT (SELECT count(*) FROM income_item WHERE casefile = $1 AND "
				 "section = $2)"
				 " + (SELECT count(*) FROM section_answer WHERE casefile = $1 AND "
				 "section = $2)",
			"it", casefile, s->key);
		if (failed) {
			g_propagate_error(error, failed);
			return NULL;
		}
		if (!found)
			g_strv_builder_add(open, s->label);
	}
	return g_strv_builder_end(open);
}

GPtrArray *evidence_lines(struct desk *desk, row_id casefile, bool asset, GError **error)
{
	return evidence_read(db_query(desk->db,
				     asset ? ASSETS " WHERE i.casefile = $1"
						    " ORDER BY coalesce(i.replaces, i.id), i.id"
					   : INCOME " WHERE i.casefile = $1"
						    " ORDER BY coalesce(i.replaces, i.id), i.id",
				     "i", casefile),
		asset, error);
}

void evidence_copy_columns(struct record *r, struct query *q, GPtrArray *keep)
{
	static const char *const texts[] = {"section", "kind", "per", "declared_as", "surveyed_as",
		"verified_as", "evidence", "note", "description", NULL};
	static const char *const numbers[] = {
		"person", "months", "declared", "surveyed", "verified", "exempt", NULL};
	for (int i = 0; i < query_columns(q); i++) {
		const char *column = g_intern_string(query_name(q, i));
		if (query_is_null(q, i))
			continue;
		if (g_strv_contains(numbers, column))
			record_int(r, column, query_int(q, i));
		if (!g_strv_contains(texts, column))
			continue;
		char *text = query_dup(q, i);
		g_ptr_array_add(keep, text);
		record_text(r, column, text);
	}
}

/* --- writing ------------------------------------------------------------------------------------
 */

struct editing {
	struct desk *desk;
	struct change *change;
	row_id casefile;
	bool asset;
	GPtrArray *keep;
};

static const char *table_of(bool asset)
{
	return asset ? "asset_item" : "income_item";
}

/* Amounts are entered by who took the application, and by who went there. */
static bool begin(struct editing *e, const char *reason, GError **error)
{
	if (!desk_needs(e->desk, ROLE_CLERK | ROLE_INVESTIGATOR, error) ||
		!casefile_writable(e->desk, e->casefile, error))
		return false;
	e->keep = g_ptr_array_new_with_free_func(g_free);
	e->change = desk_change(e->desk, reason, error);
	return e->change != NULL;
}

static bool begin_line(struct editing *e, row_id line, const char *reason, GError **error)
{
	return db_one_int(e->desk->db, &e->casefile, error,
		       e->asset ? "SELECT casefile FROM asset_item WHERE id = $1"
				: "SELECT casefile FROM income_item WHERE id = $1",
		       "i", line) &&
		begin(e, reason, error);
}

static bool end(struct editing *e, bool ok, GError **error)
{
	ok = ok && change_commit(&e->change, error);
	change_cancel(&e->change);
	g_clear_pointer(&e->keep, g_ptr_array_unref);
	return ok;
}

/* A version that waits: the columns of the line that it is to take the place of. */
static bool insert_version(struct editing *e, row_id *line, GError **error)
{
	struct record r = record_of(table_of(e->asset));
	struct query *q = db_query(e->desk->db,
		e->asset ? "SELECT * FROM asset_item WHERE id = $1"
			 : "SELECT * FROM income_item WHERE id = $1",
		"i", *line);
	if (query_next(q))
		evidence_copy_columns(&r, q, e->keep);
	if (!query_end(q, error))
		return false;
	record_int(&r, "casefile", e->casefile);
	record_text(&r, "state", "edit");
	record_int(&r, "replaces", *line);
	*line = 0;
	return change_insert(e->change, &r, line, error);
}

/* F11: of a case that is paid the line stays as it is until a decision; *line becomes the version
 * that waits for it. */
static bool version_of(struct editing *e, row_id *line, GError **error)
{
	gint64 waiting = 0;
	g_autofree char *state = db_one_text(e->desk->db, error,
		e->asset ? "SELECT coalesce(state, 'active') FROM asset_item WHERE id = $1"
			 : "SELECT state FROM income_item WHERE id = $1",
		"i", *line);
	if (!state)
		return false;
	if (g_str_equal(state, "superseded"))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("this line is not in force any more; change the one that took its "
			  "place"));
	if (g_str_equal(state, "edit") || !casefile_is_active(e->desk, e->casefile))
		return true;
	db_one_int(e->desk->db, &waiting, NULL,
		e->asset ? "SELECT id FROM asset_item WHERE replaces = $1 AND state = 'edit'"
			 : "SELECT id FROM income_item WHERE replaces = $1 AND state = 'edit'",
		"i", *line);
	if (!waiting)
		return insert_version(e, line, error);
	*line = waiting;
	return true;
}

bool evidence_set(struct desk *desk, row_id line, bool asset, const char *column, fen amount,
	const char *as, GError **error)
{
	g_autofree char *as_column = g_strconcat(column, "_as", NULL);
	struct record r = record_of(table_of(asset));
	struct editing e = {.desk = desk, .asset = asset};
	if (amount == EVIDENCE_NONE)
		record_null(&r, column);
	else
		record_int(&r, column, amount);
	record_text(&r, as_column, as);
	return end(&e,
		begin_line(&e, line, column, error) && version_of(&e, &line, error) &&
			change_update(e.change, line, &r, NULL, error),
		error);
}

bool evidence_write(
	struct desk *desk, row_id line, bool asset, const struct entry *form, GError **error)
{
	static const char *const skip[] = {"kind", "person", NULL};
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of(table_of(asset));
	struct editing e = {.desk = desk, .asset = asset};
	rows_record(&r, form, 0, 0, skip, keep);
	return end(&e,
		begin_line(&e, line, "amount", error) && version_of(&e, &line, error) &&
			change_update(e.change, line, &r, NULL, error),
		error);
}

static bool copy_line(
	struct editing *e, const struct evidence *line, bool verified, int *n, GError **error)
{
	fen said = verified ? line->verified : line->surveyed;
	bool known = line->declared != EVIDENCE_NONE || line->surveyed != EVIDENCE_NONE;
	bool running = casefile_is_active(e->desk, e->casefile);
	/* What is in force stays; what waits may be filled. */
	if (said != EVIDENCE_NONE || !known || g_str_equal(line->state, "superseded") ||
		(running && !g_str_equal(line->state, "edit")))
		return true;
	struct record r = record_of(table_of(line->asset));
	record_int(&r, verified ? "verified" : "surveyed", evidence_counts(line));
	*n += 1;
	return change_update(e->change, line->id, &r, NULL, error);
}

bool evidence_copy(struct desk *desk, row_id casefile, bool verified, int *n, GError **error)
{
	struct editing e = {.desk = desk, .casefile = casefile};
	bool ok = begin(&e, verified ? "verified" : "surveyed", error);
	*n = 0;
	for (int assets = 0; ok && assets < 2; assets++) {
		g_autoptr(GPtrArray) list = evidence_lines(desk, casefile, assets != 0, error);
		ok = list != NULL;
		for (guint i = 0; ok && i < list->len; i++)
			ok = copy_line(&e, g_ptr_array_index(list, i), verified, n, error);
	}
	return end(&e, ok, error);
}

/* The old line with its last day, and the columns of it that the new one keeps. */
static bool supersede(struct editing *e, row_id line, day from, struct record *r, GError **error)
{
	static const char *const columns[] = {"section", "kind", "per", "evidence"};
	struct record old = record_of("income_item");
	char last[DAY_LEN];
	struct query *q = db_query(e->desk->db,
		"SELECT section, kind, per, evidence, casefile, person, months"
		" FROM income_item WHERE id = $1 AND state = 'active'"
		" AND (from_date IS NULL OR from_date < $2)",
		"it", line, day_to_iso(from, last));
	bool found = query_next(q);
	for (guint i = 0; found && i < G_N_ELEMENTS(columns); i++) {
		char *text = query_dup(q, (int)i);
		g_ptr_array_add(e->keep, text);
		record_text(r, columns[i], text);
	}
	if (found) {
		record_int(r, "casefile", query_int(q, 4));
		if (!query_is_null(q, 5))
			record_int(r, "person", query_int(q, 5));
		if (!query_is_null(q, 6))
			record_int(r, "months", query_int(q, 6));
	}
	if (!query_end(q, error))
		return false;
	if (!found)
		return jz_fail(error, JZ_ERROR_BAD,
			_("this line changed on a later day already; change that one"));
	record_text(&old, "state", "superseded");
	record_text(&old, "to_date", day_to_iso(from - 1, last));
	return change_update(e->change, line, &old, NULL, error);
}

bool evidence_change(
	struct desk *desk, row_id line, day from, fen amount, const char *note, GError **error)
{
	struct record r = record_of("income_item");
	char iso[DAY_LEN];
	if (from == DAY_NONE || from > day_today())
		return jz_fail(error, JZ_ERROR_BAD,
			_("say from which day on the income changed, today at the latest"));
	if (amount < 0)
		return jz_fail(error, JZ_ERROR_BAD, _("the new amount is missing; key 0 for none"));
	struct editing e = {.desk = desk};
	bool ok = begin_line(&e, line, "income changed", error) &&
		supersede(&e, line, from, &r, error);
	record_int(&r, "verified", amount);
	record_text(&r, "note", note);
	record_text(&r, "from_date", day_to_iso(from, iso));
	return end(&e, ok && change_insert(e.change, &r, NULL, error), error);
}
