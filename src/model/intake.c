/* What a roster says about a household, put beside what is known: who the persons are, whether a
 * case runs already, what has changed since.  New households are written by intake_rows.c. */
#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/person.h"

/* --- beginning ------------------------------------------------------------------------------- */

const char *intake_active_state(const struct intake *in, const char *programme)
{
	const struct programme *p = library_programme(in->lib, programme);

	for (guint i = 0; p && i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);

		if (s->kind == STATE_ACTIVE)
			return s->key;
	}
	return NULL;
}

static struct intake *intake_new(
	struct db *db, const struct library *lib, bool once, GError **error)
{
	struct intake *in = g_new0(struct intake, 1);
	gint64 any = 0;

	in->db = db;
	in->lib = lib;
	in->keep = g_ptr_array_new_with_free_func(g_free);
	if (db_one_int(db, &any, error, "SELECT EXISTS (SELECT 1 FROM person)", "")) {
		in->empty = once && !any;
		return in;
	}
	intake_end(in);
	return NULL;
}

struct intake *intake_begin(struct change *c, const struct library *lib, bool once, GError **error)
{
	static const char *const tables[] = {
		"person", "household", "member", "casefile", "award", "step", NULL};
	struct intake *in = intake_new(change_db(c), lib, once, error);

	if (!in)
		return NULL;
	in->change = c;
	if (in->empty && !change_bulk(c, tables, error))
		g_clear_pointer(&in, intake_end);
	return in;
}

struct intake *intake_preview(struct db *db, const struct library *lib, bool once, GError **error)
{
	return intake_new(db, lib, once, error);
}

void intake_end(struct intake *in)
{
	if (!in)
		return;
	g_ptr_array_unref(in->keep);
	g_clear_pointer(&in->batches, g_hash_table_unref);
	g_free(in->conflict);
	g_free(in);
}

const char *intake_conflict(const struct intake *in, int *person)
{
	if (person)
		*person = in->conflict_person;
	return in->conflict;
}

void intake_reset(struct intake *in)
{
	g_clear_pointer(&in->conflict, g_free);
	g_ptr_array_set_size(in->keep, 0);
	memset(in->known, 0, sizeof in->known);
}

bool intake_refuse(struct intake *in, int person, const char *format, ...)
{
	va_list ap;

	g_free(in->conflict);
	va_start(ap, format);
	in->conflict = g_strdup_vprintf(format, ap);
	va_end(ap);
	in->conflict_person = person;
	return true;
}

/* --- who is known ---------------------------------------------------------------------------- */

/* The person behind an id number; a different name means that one of the two is wrong. */
bool intake_know_person(struct intake *in, int i, const struct intake_person *who, GError **error)
{
	struct query *q =
		db_query(in->db, "SELECT id, name FROM person WHERE id_no = $1", "t", who->id_no);

	in->known[i] = 0;
	if (query_next(q)) {
		in->known[i] = query_int(q, 0);
		if (strcmp(query_text(q, 1), who->name) != 0)
			intake_refuse(in, i,
				_("the id number belongs to %s in the database; compare both "
				  "papers"),
				query_text(q, 1));
	}
	return query_end(q, error);
}

/* Where a known person lives, and whether a case of the programme runs there. */
static bool find_home(
	struct intake *in, row_id person, const char *programme, struct home *home, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT m.household, m.relation, c.id, c.file_no, c.state, c.origin"
		" FROM member m LEFT JOIN casefile c ON c.household = m.household"
		" AND c.programme = $2"
		" WHERE m.person = $1 AND m.to_date IS NULL ORDER BY c.id DESC",
		"it", person, programme);

	memset(home, 0, sizeof *home);
	while (query_next(q)) {
		bool runs = !query_is_null(q, 2) &&
			!casefile_is_over(in->lib, programme, query_text(q, 4));

		if (home->casefile || (home->household && !runs))
			continue;
		home->household = query_int(q, 0);
		home->is_head = strcmp(query_text(q, 1), "01") == 0;
		if (!runs)
			continue;
		home->casefile = query_int(q, 2);
		g_strlcpy(home->file_no, query_text(q, 3), sizeof home->file_no);
		home->imported = strcmp(query_text(q, 5), "imported") == 0;
		home->active = g_strcmp0(query_text(q, 4), intake_active_state(in, programme)) == 0;
	}
	return query_end(q, error);
}

void intake_refuse_case(struct intake *in, int person, const char *file_no)
{
	intake_refuse(in, person, _("stands in file %s already; settle that case first"), file_no);
}

/* Nobody may stand in two running cases of one programme (D-09, F1); a case of another one is found
 * by the checks (K-30). */
static bool check_others(struct intake *in, const struct intake_household *h, GError **error)
{
	for (int i = 1; i < h->n_person && !in->conflict; i++) {
		struct home home;

		if (!in->known[i])
			continue;
		if (!find_home(in, in->known[i], h->programme, &home, error))
			return false;
		if (home.casefile && home.casefile != in->home.casefile)
			intake_refuse_case(in, i, home.file_no);
	}
	return true;
}

static bool look_up(struct intake *in, const struct intake_household *h, GError **error)
{
	memset(&in->home, 0, sizeof in->home);
	if (in->empty)
		return true;
	for (int i = 0; i < h->n_person && !in->conflict; i++)
		if (!intake_know_person(in, i, &h->person[i], error))
			return false;
	if (in->conflict)
		return true;
	if (in->known[0] && !find_home(in, in->known[0], h->programme, &in->home, error))
		return false;
	if (in->home.casefile && (!in->home.is_head || !in->home.active)) {
		intake_refuse_case(in, 0, in->home.file_no);
		return true;
	}
	return check_others(in, h, error);
}

/* --- putting --------------------------------------------------------------------------------- */

static bool put_known_case(struct intake *in, const struct intake_household *h,
	enum intake_result *result, GError **error)
{
	struct change *change = in->change;
	bool differs = false;

	/* Looked at first: what was decided here is not for a roster to change. */
	in->change = in->home.imported ? change : NULL;
	if (!intake_compare(in, h, &differs, error)) {
		in->change = change;
		return false;
	}
	in->change = change;
	*result = differs ? INTAKE_CHANGED : INTAKE_SAME;
	if (differs && !in->home.imported) {
		intake_refuse(in, 0,
			_("differs from file %s, which was decided here; compare both"),
			in->home.file_no);
		*result = INTAKE_CONFLICT;
	}
	return true;
}

bool intake_put(struct intake *in, const struct intake_household *h, enum intake_result *result,
	GError **error)
{
	const char *state = intake_active_state(in, h->programme);

	intake_reset(in);
	if (!state || h->n_person < 1 || h->n_person > INTAKE_PERSONS_MAX)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the programme \"%s\" has no state for households that are paid"),
			h->programme);
	if (!look_up(in, h, error))
		return false;
	if (in->conflict) {
		*result = INTAKE_CONFLICT;
		return true;
	}
	if (in->home.casefile)
		return put_known_case(in, h, result, error);
	*result = INTAKE_NEW;
	return !in->change || intake_write_new(in, h, state, error);
}
