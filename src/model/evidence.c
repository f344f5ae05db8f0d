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
	g_free(e);
}

static fen amount_or_none(struct query *q, int col)
{
	return query_is_null(q, col) ? EVIDENCE_NONE : query_int(q, col);
}

static GPtrArray *evidence_read(struct query *q, bool asset, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
	while (query_next(q)) {
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
		if (asset) {
			e->description = query_dup(q, 10);
			e->exempt = query_int(q, 11) != 0;
		} else {
			e->per = query_dup(q, 10);
			e->months = (int)query_int(q, 11);
			e->evidence = query_dup(q, 12);
		}
		g_ptr_array_add(list, e);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

GPtrArray *evidence_income(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared,"
			" i.surveyed, i.verified, i.declared_as, i.note, i.per, i.months,"
			" i.evidence FROM income_item i LEFT JOIN person p ON p.id = i.person"
			" WHERE i.casefile = $1 AND i.state = 'active' ORDER BY i.id",
			"i", casefile),
		false, error);
}

GPtrArray *evidence_income_on(struct desk *desk, row_id casefile, day on, GError **error)
{
	char iso[DAY_LEN];
	return evidence_read(
		db_query(desk->db,
			"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared,"
			" i.surveyed, i.verified, i.declared_as, i.note, i.per, i.months,"
			" i.evidence FROM income_item i LEFT JOIN person p ON p.id = i.person"
			" WHERE i.casefile = $1 AND (i.from_date IS NULL OR i.from_date <= $2)"
			" AND (i.state = 'active' OR i.state = 'superseded' AND i.to_date >= $2)"
			" ORDER BY i.id",
			"it", casefile, day_to_iso(on, iso)),
		false, error);
}

GPtrArray *evidence_assets(struct desk *desk, row_id casefile, GError **error)
{
	return evidence_read(
		db_query(desk->db,
			"SELECT i.id, i.person, p.name, i.section, i.kind, i.declared,"
			" i.surveyed, i.verified, i.declared_as, i.note, i.description,"
			" i.exempt FROM asset_item i LEFT JOIN person p ON p.id = i.person"
			" WHERE i.casefile = $1 ORDER BY i.id",
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

/* Amounts are entered by who took the application, and by who went there. */
static struct change *begin(struct desk *desk, const char *reason, GError **error)
{
	if (!desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR, error))
		return NULL;
	return desk_change(desk, reason, error);
}

bool evidence_set(struct desk *desk, row_id line, bool asset, const char *column, fen amount,
	const char *as, GError **error)
{
	g_autofree char *as_column = g_strconcat(column, "_as", NULL);
	struct record r = record_of(asset ? "asset_item" : "income_item");
	if (amount == EVIDENCE_NONE)
		record_null(&r, column);
	else
		record_int(&r, column, amount);
	record_text(&r, as_column, as);
	struct change *change = begin(desk, column, error);
	bool ok = change && change_update(change, line, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool evidence_write(
	struct desk *desk, row_id line, bool asset, const struct entry *e, GError **error)
{
	static const char *const skip[] = {"kind", "person", NULL};
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of(asset ? "asset_item" : "income_item");
	rows_record(&r, e, 0, 0, skip, keep);
	struct change *change = begin(desk, "amount", error);
	bool ok = change && change_update(change, line, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool evidence_copy(struct desk *desk, row_id casefile, bool verified, int *n, GError **error)
{
	struct change *change = begin(desk, verified ? "verified" : "surveyed", error);
	bool ok = change != NULL;
	*n = 0;
	for (int assets = 0; ok && assets < 2; assets++) {
		g_autoptr(GPtrArray) list = assets ? evidence_assets(desk, casefile, error)
						   : evidence_income(desk, casefile, error);
		ok = list != NULL;
		for (guint i = 0; ok && i < list->len; i++) {
			const struct evidence *e = g_ptr_array_index(list, i);
			fen said = verified ? e->verified : e->surveyed;
			bool known = e->declared != EVIDENCE_NONE || e->surveyed != EVIDENCE_NONE;
			if (said != EVIDENCE_NONE || !known)
				continue;
			struct record r = record_of(assets ? "asset_item" : "income_item");
			record_int(&r, verified ? "verified" : "surveyed", evidence_counts(e));
			ok = change_update(change, e->id, &r, NULL, error);
			*n += 1;
		}
	}
	ok = ok && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

/* The old line with its last day, and the columns of it that the new one keeps. */
static bool supersede(struct desk *desk, struct change *change, row_id line, day from,
	struct record *r, GPtrArray *keep, GError **error)
{
	static const char *const columns[] = {"section", "kind", "per", "evidence"};
	struct record old = record_of("income_item");
	char last[DAY_LEN];
	struct query *q = db_query(desk->db,
		"SELECT section, kind, per, evidence, casefile, person, months"
		" FROM income_item WHERE id = $1 AND state = 'active'"
		" AND (from_date IS NULL OR from_date < $2)",
		"it", line, day_to_iso(from, last));
	bool found = query_next(q);
	for (guint i = 0; found && i < G_N_ELEMENTS(columns); i++) {
		char *text = query_dup(q, (int)i);
		g_ptr_array_add(keep, text);
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
	return change_update(change, line, &old, NULL, error);
}

bool evidence_change(
	struct desk *desk, row_id line, day from, fen amount, const char *note, GError **error)
{
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of("income_item");
	char iso[DAY_LEN];
	if (from == DAY_NONE || from > day_today())
		return jz_fail(error, JZ_ERROR_BAD,
			_("say from which day on the income changed, today at the latest"));
	if (amount < 0)
		return jz_fail(error, JZ_ERROR_BAD, _("the new amount is missing; key 0 for none"));
	struct change *change = begin(desk, "income changed", error);
	bool ok = change && supersede(desk, change, line, from, &r, keep, error);
	record_int(&r, "verified", amount);
	record_text(&r, "note", note);
	record_text(&r, "from_date", day_to_iso(from, iso));
	ok = ok && change_insert(change, &r, NULL, error) && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}
