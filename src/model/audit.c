#include "config.h"

#include "model/audit.h"

#include <string.h>
#include "base/i18n.h"
#include "model/audit_words.h"
#include "model/look.h"

/* The largest city takes a fraction of it; a county's slip must not stop the office. */
#define SECONDS 10
#define MONTHS 12

struct audit_period audit_this_year(void)
{
	int year, mon, mday;

	day_split(day_today(), &year, &mon, &mday);
	return (struct audit_period){day_make(year, 1, 1), day_today()};
}

/* --- what a query may ask for --------------------------------------------------------------- */

static void bind_value(
	struct query *q, const struct param_def *p, const char *name, const char *value)
{
	if (!value)
		return; /* not bound: NULL */
	if (p->type == PARAM_CODE)
		query_bind_text(q, name, value);
	else
		query_bind_int(q, name, g_ascii_strtoll(value, NULL, 10));
}

static void bind_param(struct desk *desk, struct query *q, const char *key, day on)
{
	const struct param_def *p = library_param(desk->lib, key);
	static const char *const areas[] = {"urban", "rural"};

	if (!p)
		return;
	bind_value(q, p, key, desk_policy(desk, key, "", on));
	for (int i = 0; p->by_area && i < 2; i++) {
		g_autofree char *name = g_strdup_printf("%s_%s", key, areas[i]);

		bind_value(q, p, name, desk_policy(desk, key, areas[i], on));
	}
}

static void bind_period(struct query *q, struct audit_period period)
{
	char text[DAY_LEN];

	query_bind_text(q, "from", day_to_iso(period.from, text));
	query_bind_text(q, "to", day_to_iso(period.to, text));
	query_bind_text(q, "today", day_to_iso(day_today(), text));
	query_bind_text(q, "from_month", month_to_iso(month_of(period.from), text));
	query_bind_text(q, "to_month", month_to_iso(month_of(period.to), text));
}

/* A mistake is somebody's file: say which. */
static void blame(const struct audit_def *def, GError **error)
{
	g_prefix_error(error, "%s:%d: %s: ", def->file, def->query_line, def->key);
}

struct query *audit_query(struct desk *desk, const struct audit_def *def,
	struct audit_period period, int seconds, GError **error)
{
	struct query *q = db_foreign_query(desk->db, def->sql, seconds, error);

	if (!q) {
		blame(def, error);
		return NULL;
	}
	g_autofree char *programmes = audit_programmes(desk, period.to);
	g_autofree char *excludes = audit_excludes(desk->lib);
	g_autofree char *unsteady = audit_unsteady(desk->lib);
	bind_period(q, period);
	query_bind_text(q, "programmes", programmes);
	query_bind_text(q, "excludes", excludes);
	query_bind_text(q, "unsteady", unsteady);
	query_bind_text(q, "office", desk->office.code);
	query_bind_text(q, "office_name", desk->office.short_name);
	for (char **key = def->params; *key; key++)
		bind_param(desk, q, *key, period.to);
	return q;
}

/* --- what it gives -------------------------------------------------------------------------- */

static const char *const column_names[AUDIT_COLUMNS] = {
	"kind", "subject", "casefile", "part", "office", "severity"};

const char *audit_column_name(enum audit_column column)
{
	return column_names[column];
}

void audit_columns(const struct query *q, int place[AUDIT_COLUMNS])
{
	for (int i = 0; i < AUDIT_COLUMNS; i++) {
		place[i] = -1;
		for (int col = 0; col < query_columns(q); col++)
			if (strcmp(query_name(q, col), column_names[i]) == 0)
				place[i] = col;
	}
}

static const char *cell(struct query *q, int place)
{
	return place < 0 ? "" : query_text(q, place);
}

/* The township of the household that a case is about. */
static char *office_of(struct desk *desk, row_id casefile)
{
	char *name = casefile ? db_one_text(desk->db, NULL,
					"SELECT t.name FROM casefile c"
					" JOIN household h ON h.id = c.household"
					" JOIN division d ON d.code = h.village"
					" JOIN division t ON t.code = d.parent WHERE c.id = $1",
					"i", casefile)
			      : NULL;

	return name ? name : g_strdup(desk->office.short_name);
}

bool audit_is_masked(struct desk *desk, row_id casefile)
{
	g_autofree char *programme = casefile
		? db_one_text(desk->db, NULL, "SELECT programme FROM casefile WHERE id = $1", "i",
			  casefile)
		: NULL;

	return programme && look_is_restricted(desk, programme);
}

struct running {
	struct desk *desk;
	const struct audit_def *def;
	struct query *q;
	int place[AUDIT_COLUMNS];
};

static bool show(
	const struct running *r, bool (*see)(const struct audit_finding *f, void *ctx), void *ctx)
{
	row_id casefile =
		r->place[AUDIT_CASEFILE] < 0 ? 0 : query_int(r->q, r->place[AUDIT_CASEFILE]);
	g_autofree char *facts = audit_facts(r->def, r->q);
	g_autofree char *sentence =
		audit_sentence(r->desk, r->def, facts, audit_is_masked(r->desk, casefile));
	g_autofree char *office = r->place[AUDIT_OFFICE] < 0
		? office_of(r->desk, casefile)
		: g_strdup(cell(r->q, r->place[AUDIT_OFFICE]));
	const struct audit_finding f = {
		.def = r->def,
		.severity = audit_severity_parse(
			cell(r->q, r->place[AUDIT_SEVERITY]), r->def->severity),
		.kind = cell(r->q, r->place[AUDIT_KIND]),
		.subject = cell(r->q, r->place[AUDIT_SUBJECT]),
		.part = cell(r->q, r->place[AUDIT_PART]),
		.casefile = casefile,
		.office = office,
		.sentence = sentence,
		.facts = facts,
	};

	return see(&f, ctx);
}

/* casefile 0: of all. */
static bool run(struct desk *desk, const struct audit_def *def, struct audit_period period,
	row_id casefile, bool (*see)(const struct audit_finding *f, void *ctx), void *ctx,
	GError **error)
{
	struct running r = {.desk = desk, .def = def};

	r.q = audit_query(desk, def, period, SECONDS, error);
	if (!r.q)
		return false;
	if (casefile)
		query_bind_int(r.q, "casefile", casefile);
	audit_columns(r.q, r.place);
	while (query_next(r.q) && show(&r, see, ctx))
		continue;
	if (query_end(r.q, error))
		return true;
	blame(def, error);
	return false;
}

bool audit_run(struct desk *desk, const struct audit_def *def, struct audit_period period,
	bool (*see)(const struct audit_finding *f, void *ctx), void *ctx, GError **error)
{
	return run(desk, def, period, 0, see, ctx, error);
}

/* --- of one case ---------------------------------------------------------------------------- */

struct one_case {
	struct desk *desk;
	row_id casefile;
	bool (*see)(const struct audit_finding *f, void *ctx);
	void *ctx;
};

/* Somebody gave a reason for just this: model/audit_result.h. */
static bool is_explained(struct desk *desk, const struct audit_finding *f)
{
	gint64 n = 0;

	return db_one_int(desk->db, &n, NULL,
		       "SELECT count(*) FROM finding WHERE casefile = $1 AND audit = $2"
		       " AND subject = $3 AND coalesce(part, '') = $4 AND facts = $5"
		       " AND gone_on IS NULL AND outcome <> 'mended'",
		       "itttt", f->casefile, f->def->key, f->subject, f->part, f->facts) &&
		n > 0;
}

/* A check that does not heed :casefile tells of others, too. */
static bool see_of_case(const struct audit_finding *f, void *ctx)
{
	const struct one_case *o = ctx;

	return f->casefile != o->casefile || is_explained(o->desk, f) || o->see(f, o->ctx);
}

void audit_case(struct desk *desk, row_id casefile,
	bool (*see)(const struct audit_finding *f, void *ctx), void *ctx)
{
	const GPtrArray *all = library_audits(desk->lib);
	struct one_case o = {desk, casefile, see, ctx};
	struct audit_period period = audit_this_year();

	period.from = day_add_months(period.from, -MONTHS);
	for (guint i = 0; i < all->len; i++) {
		const struct audit_def *def = g_ptr_array_index(all, i);
		g_autoptr(GError) slip = NULL;

		if (def->entry)
			run(desk, def, period, casefile, see_of_case, &o, &slip);
	}
}
