/* The findings that are kept: by check, one by one, and what came of them. */
#include "config.h"

#include "model/audit_result.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/rows.h"

bool audit_groups(struct desk *desk, bool (*see)(const struct audit_group *g, void *ctx), void *ctx,
	GError **error)
{
	bool more = true;
	struct query *q = db_query(desk->db,
		"SELECT period, audit, sum(outcome IS NULL),"
		" sum(outcome IS NULL AND severity = 'error'), count(*) FROM finding"
		" WHERE gone_on IS NULL AND (outcome IS NULL OR period IN"
		"  (SELECT period FROM (SELECT DISTINCT period FROM finding_run"
		"    WHERE length(period) = 4 ORDER BY period DESC LIMIT 2)"
		"   UNION SELECT max(period) FROM finding_run WHERE length(period) > 4))"
		" GROUP BY period, audit ORDER BY length(period) > 4, audit, period DESC",
		"");

	while (more && query_next(q)) {
		const struct audit_group g = {
			.def = library_audit(desk->lib, query_text(q, 1)),
			.period = query_text(q, 0),
			.open = (int)query_int(q, 2),
			.errors = (int)query_int(q, 3),
			.all = (int)query_int(q, 4),
		};

		/* A county's check whose file was taken away says nothing any more. */
		more = !g.def || see(&g, ctx);
	}
	return query_end(q, error);
}

bool audit_rows(struct desk *desk, const struct audit_def *def, const char *period,
	bool (*see)(const struct audit_row *r, void *ctx), void *ctx, GError **error)
{
	bool more = true;
	struct query *q = db_query(desk->db,
		"SELECT f.id, f.casefile, f.severity, f.subject, f.office, f.facts, f.first_seen,"
		" f.outcome, f.reason, w.name, f.settled_on,"
		" (SELECT o.name FROM casefile c JOIN person o ON o.id = coalesce(c.person,"
		"  (SELECT m.person FROM member m WHERE m.household = c.household"
		"   AND m.relation = '01' ORDER BY m.to_date IS NOT NULL, m.seq, m.id LIMIT 1))"
		"  WHERE c.id = f.casefile)"
		" FROM finding f LEFT JOIN operator w ON w.id = f.settled_by"
		" WHERE f.period = $1 AND f.audit = $2 AND f.gone_on IS NULL"
		" ORDER BY f.outcome IS NOT NULL, f.severity <> 'error', f.subject, f.part",
		"tt", period, def->key);

	while (more && query_next(q)) {
		row_id casefile = query_int(q, 1);
		bool masked = audit_is_masked(desk, casefile);
		g_autofree char *sentence = audit_sentence(desk, def, query_text(q, 5), masked);
		const struct audit_row r = {
			.id = query_int(q, 0),
			.casefile = casefile,
			.severity = audit_severity_parse(query_text(q, 2), def->severity),
			.subject = query_text(q, 3),
			.office = query_text(q, 4),
			.sentence = sentence,
			.first_seen = query_text(q, 6),
			.head = query_text(q, 11),
			.masked = masked,
			.outcome = query_text(q, 7),
			.reason = query_text(q, 8),
			.settled_by = query_text(q, 9),
			.settled_on = query_text(q, 10),
		};

		more = see(&r, ctx);
	}
	return query_end(q, error);
}

const char *audit_outcomes(const struct audit_def *def)
{
	return def->list ? "finding_disposition" : "finding_outcome";
}

static GArray *ids_of(struct desk *desk, const struct audit_def *def, const char *period, row_id id,
	GError **error)
{
	return rows_ids(
		db_query(desk->db,
			"SELECT id FROM finding WHERE period = $1 AND audit = $2 AND gone_on IS "
			"NULL"
			" AND CASE WHEN $3 = 0 THEN outcome IS NULL ELSE id = $3 END ORDER BY id",
			"tti", period, def->key, id),
		error);
}

bool audit_settle(struct desk *desk, const struct audit_def *def, const char *period, row_id id,
	const char *outcome, const char *reason, int *n, GError **error)
{
	g_autofree char *text = text_normal(reason ? reason : "");
	g_autoptr(GArray) ids = NULL;
	struct record r = record_of("finding");
	char today[DAY_LEN];

	if (!desk_needs(desk,
		    ROLE_CLERK | ROLE_REVIEWER | ROLE_APPROVER | ROLE_PAYER | ROLE_AUDITOR, error))
		return false;
	if (!code_list_find(library_codes(desk->lib, audit_outcomes(def)), outcome))
		return jz_fail(error, JZ_ERROR_BAD, _("there is no outcome \"%s\""), outcome);
	if (!*text)
		return jz_fail(error, JZ_ERROR_BAD,
			_("write in a few words what came of it; the audit reads it"));
	ids = ids_of(desk, def, period, id, error);
	struct change *c = ids ? desk_change(desk, "settle a finding", error) : NULL;
	bool ok = c != NULL;

	record_text(&r, "outcome", outcome);
	record_text(&r, "reason", text);
	record_text(&r, "settled_on", day_to_iso(day_today(), today));
	record_int(&r, "settled_by", desk->who.id);
	for (guint i = 0; ok && i < ids->len; i++)
		ok = change_update(c, g_array_index(ids, row_id, i), &r, NULL, error);
	*n = ids ? (int)ids->len : 0;
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

bool audit_open(struct desk *desk, int *open, int *lists, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT sum(length(period) = 4), sum(length(period) > 4) FROM finding"
		" WHERE gone_on IS NULL AND outcome IS NULL AND (length(period) = 4"
		"  OR period = (SELECT max(period) FROM finding_run WHERE length(period) > 4))",
		"");

	*open = *lists = 0;
	if (query_next(q)) {
		*open = (int)query_int(q, 0);
		*lists = (int)query_int(q, 1);
	}
	return query_end(q, error);
}
