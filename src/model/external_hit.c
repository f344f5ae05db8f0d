/* The hits of the lists: who is in them, and what came of it. */
#include "config.h"

#include "base/i18n.h"
#include "model/external_room.h"

bool external_sums(struct desk *desk, bool (*see)(const struct external_sum *s, void *ctx),
	void *ctx, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT l.kind, max(l.taken_on), count(*), sum(l.n_rows), max(h.hits), max(h.open)"
		" FROM external_list l LEFT JOIN"
		" (SELECT kind, count(*) hits, sum(disposition IS NULL) open FROM external_record"
		"   WHERE person IS NOT NULL GROUP BY kind) h ON h.kind = l.kind"
		" GROUP BY l.kind",
		"");
	bool more = true;

	while (more && query_next(q)) {
		const struct external_sum s = {
			.kind = query_text(q, 0),
			.taken_on = query_text(q, 1),
			.lists = (int)query_int(q, 2),
			.rows = (int)query_int(q, 3),
			.hits = (int)query_int(q, 4),
			.open = (int)query_int(q, 5),
		};

		more = see(&s, ctx);
	}
	return query_end(q, error);
}

int external_open(struct desk *desk)
{
	gint64 n = 0;

	db_one_int(desk->db, &n, NULL,
		"SELECT count(*) FROM external_record WHERE person IS NOT NULL"
		" AND disposition IS NULL",
		"");
	return (int)n;
}

/* --- hits ------------------------------------------------------------------------------------ */

#define HIT                                                                                        \
	"SELECT r.id, r.person, c.id, r.kind, l.source, l.as_of, r.line, p.name, p.id_no,"         \
	" r.matched, c.file_no, c.programme, coalesce(d.name, h.village_name), r.happened,"        \
	" r.until, r.other_name, r.detail, r.amount, r.disposition, r.disposed_on, o.name, r.note" \
	" FROM external_record r JOIN external_list l ON l.id = r.list"                            \
	" JOIN person p ON p.id = r.person"                                                        \
	" LEFT JOIN casefile c ON c.id ="                                                          \
	"  (SELECT f.id FROM member m JOIN casefile f ON f.household = m.household"                \
	"    AND (f.person IS NULL OR f.person = m.person) WHERE m.person = r.person"              \
	"    ORDER BY m.to_date IS NOT NULL, f.id DESC LIMIT 1)"                                   \
	" LEFT JOIN household h ON h.id = c.household"                                             \
	" LEFT JOIN division d ON d.code = h.village"                                              \
	" LEFT JOIN operator o ON o.id = r.disposed_by"                                            \
	" WHERE ($1 IS NULL OR r.kind = $1) AND ($2 = 0 OR r.disposition IS NULL)"
#define AFTER HIT " AND r.id > $3 ORDER BY r.id LIMIT $4"
#define BEFORE HIT " AND ($3 = 0 OR r.id < $3) ORDER BY r.id DESC LIMIT $4"

static void read_hit(struct query *q, struct external_hit *h)
{
	*h = (struct external_hit){
		.id = query_int(q, 0),
		.person = query_int(q, 1),
		.casefile = query_int(q, 2),
		.kind = query_text(q, 3),
		.source = query_text(q, 4),
		.as_of = query_text(q, 5),
		.line = (int)query_int(q, 6),
		.name = query_text(q, 7),
		.id_number = query_text(q, 8),
		.matched = query_text(q, 9),
		.file_no = query_text(q, 10),
		.programme = query_text(q, 11),
		.village = query_text(q, 12),
		.happened = query_text(q, 13),
		.until = query_text(q, 14),
		.other_name = query_text(q, 15),
		.detail = query_text(q, 16),
		.amount = query_is_null(q, 17) ? -1 : query_int(q, 17),
		.disposition = query_text(q, 18),
		.disposed_on = query_text(q, 19),
		.disposed_by = query_text(q, 20),
		.note = query_text(q, 21),
	};
}

bool external_hits(struct desk *desk, const char *kind, bool only_open, row_id anchor, bool before,
	int n, bool (*see)(const struct external_hit *h, void *ctx), void *ctx, GError **error)
{
	struct query *q = db_query(desk->db, before ? BEFORE : AFTER, "tiii", kind,
		(gint64)only_open, anchor, (gint64)n);
	struct external_hit h;
	bool more = true;

	while (more && query_next(q)) {
		read_hit(q, &h);
		more = see(&h, ctx);
	}
	return query_end(q, error);
}

/* --- what came of one ------------------------------------------------------------------------ */

struct hit_known {
	row_id person;
	char *happened;
	bool death;
};

static bool find_hit(struct desk *desk, row_id hit, struct hit_known *h, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT r.person, r.happened, json_extract(l.extra, '$.death')"
		" FROM external_record r JOIN external_list l ON l.id = r.list WHERE r.id = $1",
		"i", hit);

	if (query_next(q)) {
		h->person = query_int(q, 0);
		h->happened = query_dup(q, 1);
		h->death = query_int(q, 2) == 1;
	}
	return query_end(q, error) &&
		(h->person ||
			jz_fail(error, JZ_ERROR_BAD,
				_("the row is about nobody known here; there is nothing to "
				  "settle")));
}

static bool says(const struct code *code, const char *attribute)
{
	return g_strcmp0(code_attribute(code, attribute), "yes") == 0;
}

static bool write_hit(struct desk *desk, row_id hit, const struct hit_known *h,
	const struct code *code, const char *note, GError **error)
{
	struct change *c = desk_change(desk, "settle a hit", error);
	struct record r = record_of("external_record");
	char today[DAY_LEN];
	bool undoes = says(code, "undoes"), ok;

	record_text(&r, "disposition", says(code, "open") ? NULL : code->key);
	record_text(&r, "disposed_on", day_to_iso(day_today(), today));
	record_int(&r, "disposed_by", desk->who.id);
	record_text(&r, "note", note);
	if (undoes)
		record_int(&r, "undone", 1);
	else
		record_null(&r, "undone");
	ok = c && change_update(c, hit, &r, NULL, error);
	if (ok && h->death)
		ok = undoes ? external_take_death_back(c, hit, h->person, error)
			    : external_enter_death(c, hit, h->person, h->happened, error);
	ok = ok && (!undoes || answers_take_back(c, hit, h->person, error));
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

bool external_dispose(
	struct desk *desk, row_id hit, const char *code, const char *note, GError **error)
{
	const struct code_list *list = library_codes(desk->lib, "list_disposition");
	const struct code *found = code_list_find(list, code);
	struct hit_known h = {0};
	bool ok;

	if (!desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR | ROLE_REVIEWER, error))
		return false;
	if (!found)
		return jz_fail(error, JZ_ERROR_USAGE, _("there is no disposition \"%s\""), code);
	if (!says(found, "open") && (!note || !*note))
		return jz_fail(error, JZ_ERROR_BAD,
			_("say in a few words how it was found out and what was done"));
	ok = find_hit(desk, hit, &h, error) && write_hit(desk, hit, &h, found, note, error);
	g_free(h.happened);
	return ok;
}
