#include "config.h"

#include "model/audit_result.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/rows.h"

/* Until the end of this month the year before is looked at, too. */
#define LAST_YEAR_UNTIL 3
#define SPANS_WITH_LAST_YEAR 3
#define MONTHS 12
#define QUARTER 3

/* --- a run ---------------------------------------------------------------------------------- */

struct span {
	char name[16]; /* "2026", "2026-Q4" */
	struct audit_period period;
	bool lists;
	struct audit_sums sums;
	GPtrArray *found; /* struct found * */
	GHashTable *ran;  /* keys of the checks that did not fail */
};

struct found {
	const struct audit_def *def;
	enum audit_severity severity;
	row_id casefile;
	char *key; /* audit, kind, subject, part, parted by tabs */
	char *kind, *subject, *part, *office, *facts;
};

static void found_free(gpointer data)
{
	struct found *f = data;

	g_free(f->key);
	g_free(f->kind);
	g_free(f->subject);
	g_free(f->part);
	g_free(f->office);
	g_free(f->facts);
	g_free(f);
}

static char *key_of(const char *audit, const char *kind, const char *subject, const char *part)
{
	return g_strjoin("\t", audit, kind, subject, part, NULL);
}

static bool see_found(const struct audit_finding *seen, void *ctx)
{
	struct span *s = ctx;
	struct found *f = g_new0(struct found, 1);

	f->def = seen->def;
	f->severity = seen->severity;
	f->casefile = seen->casefile;
	f->key = key_of(seen->def->key, seen->kind, seen->subject, seen->part);
	f->kind = g_strdup(seen->kind);
	f->subject = g_strdup(seen->subject);
	f->part = g_strdup(seen->part);
	f->office = g_strdup(seen->office);
	f->facts = g_strdup(seen->facts);
	g_ptr_array_add(s->found, f);
	return true;
}

/* What failed for one span is not asked for the next: it might take its whole time again. */
static void look(struct desk *desk, struct span *s, GHashTable *failed, GPtrArray *failures)
{
	const GPtrArray *all = library_audits(desk->lib);

	for (guint i = 0; i < all->len; i++) {
		const struct audit_def *def = g_ptr_array_index(all, i);
		g_autoptr(GError) why = NULL;
		guint before = s->found->len;

		if (def->list != s->lists || g_hash_table_contains(failed, def->key))
			continue;
		if (audit_run(desk, def, s->period, see_found, s, &why)) {
			g_hash_table_add(s->ran, def->key);
			continue;
		}
		g_hash_table_add(failed, def->key);
		g_ptr_array_set_size(s->found, (int)before);
		g_ptr_array_add(failures, g_strdup(why->message));
	}
}

/* What still is as it was last year is said once, for this year. */
static void drop_repeated(struct span *last, const struct span *this)
{
	g_autoptr(GHashTable) now = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < this->found->len; i++) {
		const struct found *f = g_ptr_array_index(this->found, i);

		g_hash_table_insert(now, f->key, f->facts);
	}
	for (guint i = last->found->len; i-- > 0;) {
		const struct found *f = g_ptr_array_index(last->found, i);

		if (g_strcmp0(g_hash_table_lookup(now, f->key), f->facts) == 0)
			g_ptr_array_remove_index(last->found, i);
	}
}

/* --- beside what is on file ------------------------------------------------------------------- */

struct kept {
	row_id id;
	char *facts, *severity;
	bool settled, mended;
	bool ran; /* its check did */
};

static void kept_free(gpointer data)
{
	struct kept *k = data;

	g_free(k->facts);
	g_free(k->severity);
	g_free(k);
}

static GHashTable *read_kept(struct desk *desk, const struct span *s, GError **error)
{
	g_autoptr(GHashTable) kept =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
	struct query *q = db_query(desk->db,
		"SELECT audit, kind, subject, part, id, facts, severity, outcome FROM finding"
		" WHERE period = $1 AND gone_on IS NULL",
		"t", s->name);

	while (query_next(q)) {
		struct kept *k = g_new0(struct kept, 1);

		k->id = query_int(q, 4);
		k->facts = query_dup(q, 5);
		k->severity = query_dup(q, 6);
		k->settled = !query_is_null(q, 7);
		k->mended = strcmp(query_text(q, 7), "mended") == 0;
		k->ran = g_hash_table_contains(s->ran, query_text(q, 0));
		g_hash_table_insert(kept,
			key_of(query_text(q, 0), query_text(q, 1), query_text(q, 2),
				query_text(q, 3)),
			k);
	}
	return query_end(q, error) ? g_steal_pointer(&kept) : NULL;
}

static void put_found(struct record *r, const struct found *f)
{
	if (f->casefile)
		record_int(r, "casefile", f->casefile);
	else
		record_null(r, "casefile");
	record_text(r, "office", f->office);
	record_text(r, "severity", audit_severity_word(f->severity));
	record_text(r, "facts", f->facts);
}

static bool add_found(struct change *c, const struct span *s, const struct found *f,
	const char *today, GError **error)
{
	struct record r = record_of("finding");

	record_text(&r, "period", s->name);
	record_text(&r, "audit", f->def->key);
	record_text(&r, "kind", f->kind);
	record_text(&r, "subject", f->subject);
	record_text(&r, "part", f->part);
	record_text(&r, "first_seen", today);
	put_found(&r, f);
	return change_insert(c, &r, NULL, error);
}

/* Other facts, or found again after somebody said that it is mended: open again. */
static bool change_found(struct change *c, const struct kept *k, const struct found *f,
	const char *today, bool *fresh, GError **error)
{
	struct record r = record_of("finding");

	*fresh = strcmp(k->facts, f->facts) != 0 || k->mended;
	put_found(&r, f);
	if (*fresh) {
		record_text(&r, "changed_on", today);
		record_null(&r, "outcome");
		record_null(&r, "reason");
		record_null(&r, "settled_on");
		record_null(&r, "settled_by");
	}
	return change_update(c, k->id, &r, NULL, error);
}

static bool write_found(
	struct change *c, struct span *s, GHashTable *kept, const char *today, GError **error)
{
	for (guint i = 0; i < s->found->len; i++) {
		const struct found *f = g_ptr_array_index(s->found, i);
		const struct kept *k = g_hash_table_lookup(kept, f->key);
		bool fresh = true;

		if (!(k ? change_found(c, k, f, today, &fresh, error)
			: add_found(c, s, f, today, error)))
			return false;
		s->sums.found++;
		s->sums.fresh += fresh;
		g_hash_table_remove(kept, f->key);
	}
	return true;
}

static bool close_gone(
	struct change *c, struct span *s, GHashTable *kept, const char *today, GError **error)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, kept);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct kept *k = value;
		struct record r = record_of("finding");

		if (!k->ran)
			continue;
		record_text(&r, "gone_on", today);
		if (!k->settled) {
			record_text(&r, "outcome", "mended");
			record_text(&r, "settled_on", today);
		}
		s->sums.gone++;
		if (!change_update(c, k->id, &r, NULL, error))
			return false;
	}
	return true;
}

static bool add_run(struct change *c, const struct span *s, const char *today, GError **error)
{
	struct record r = record_of("finding_run");
	char first[DAY_LEN], last[DAY_LEN];

	record_text(&r, "period", s->name);
	record_text(&r, "from_date", day_to_iso(s->period.from, first));
	record_text(&r, "to_date", day_to_iso(s->period.to, last));
	record_text(&r, "run_on", today);
	record_int(&r, "operator", change_operator(c));
	record_int(&r, "found", s->sums.found);
	record_int(&r, "fresh", s->sums.fresh);
	record_int(&r, "gone", s->sums.gone);
	return change_insert(c, &r, NULL, error);
}

static bool keep(struct desk *desk, struct change *c, struct span *s, GError **error)
{
	g_autoptr(GHashTable) kept = read_kept(desk, s, error);
	char today[DAY_LEN];

	day_to_iso(day_today(), today);
	if (!kept || !write_found(c, s, kept, today, error) ||
		!close_gone(c, s, kept, today, error))
		return false;
	return (!s->sums.fresh && !s->sums.gone) || add_run(c, s, today, error);
}

/* --- the spans ------------------------------------------------------------------------------ */

static void span_add(GArray *spans, const char *name, day from, day to, bool lists)
{
	struct span s = {.period = {from, to}, .lists = lists};

	g_strlcpy(s.name, name, sizeof s.name);
	s.found = g_ptr_array_new_with_free_func(found_free);
	s.ran = g_hash_table_new(g_str_hash, g_str_equal);
	g_array_append_val(spans, s);
}

static void span_clear(gpointer data)
{
	struct span *s = data;

	g_ptr_array_unref(s->found);
	g_hash_table_unref(s->ran);
}

static GArray *spans_of_today(void)
{
	GArray *spans = g_array_new(FALSE, TRUE, sizeof(struct span));
	day today = day_today();
	int year, mon, mday;
	char name[16];

	g_array_set_clear_func(spans, span_clear);
	day_split(today, &year, &mon, &mday);
	if (mon <= LAST_YEAR_UNTIL) {
		g_snprintf(name, sizeof name, "%d", year - 1);
		span_add(spans, name, day_make(year - 1, 1, 1), day_make(year - 1, MONTHS, 31),
			false);
	}
	g_snprintf(name, sizeof name, "%d", year);
	span_add(spans, name, day_make(year, 1, 1), today, false);
	g_snprintf(name, sizeof name, "%d-Q%d", year, (mon - 1) / QUARTER + 1);
	span_add(spans, name, day_make(year, (mon - 1) / QUARTER * QUARTER + 1, 1), today, true);
	return spans;
}

bool audit_result_run(
	struct desk *desk, struct audit_sums *sums, GPtrArray *failures, GError **error)
{
	g_autoptr(GArray) spans = spans_of_today();
	g_autoptr(GHashTable) failed = g_hash_table_new(g_str_hash, g_str_equal);
	struct change *c;
	bool ok;

	*sums = (struct audit_sums){0};
	for (guint i = 0; i < spans->len; i++)
		look(desk, &g_array_index(spans, struct span, i), failed, failures);
	if (spans->len == SPANS_WITH_LAST_YEAR)
		drop_repeated(&g_array_index(spans, struct span, 0),
			&g_array_index(spans, struct span, 1));
	c = desk_change(desk, "check", error);
	ok = c != NULL;
	for (guint i = 0; ok && i < spans->len; i++) {
		struct span *s = &g_array_index(spans, struct span, i);

		ok = keep(desk, c, s, error);
		sums->found += s->sums.found;
		sums->fresh += s->sums.fresh;
		sums->gone += s->sums.gone;
	}
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
