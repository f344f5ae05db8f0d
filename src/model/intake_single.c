/* The case of one person out of a roster, and a grant that was paid once. */
#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "base/i18n.h"
#include "model/casefile.h"

/* --- what is said of a case, a row each time it is said anew --------------------------------- */

#define SAID_MAX 3
struct said {
	const char *table, *on; /* on: the column of its day, or NULL */
	const char *newest;
	const char *column[SAID_MAX];
};

static const struct said assessment = {"assessment", "assessed_on",
	"SELECT level FROM assessment WHERE casefile = $1 ORDER BY assessed_on DESC, id DESC LIMIT "
	"1",
	{"level"}};
static const struct said support = {"support", "chosen_on",
	"SELECT form, institution_name FROM support WHERE casefile = $1"
	" ORDER BY chosen_on DESC, id DESC LIMIT 1",
	{"form", "institution_name"}};
static const struct said carer = {"carer", NULL,
	"SELECT name, id_no, relation FROM carer WHERE casefile = $1 ORDER BY id DESC LIMIT 1",
	{"name", "id_no", "relation"}};

static bool add_institution(struct intake *in, struct record *r, const char *name, GError **error)
{
	struct query *q = db_query(in->db, "SELECT id FROM institution WHERE name = $1", "t", name);

	if (query_next(q))
		record_int(r, "institution", query_int(q, 0));
	return query_end(q, error);
}

static bool write_said(struct intake *in, row_id casefile, const struct said *said,
	const char *const value[SAID_MAX], month m, GError **error)
{
	struct record r = record_of(said->table);

	record_int(&r, "casefile", casefile);
	if (said->on)
		record_text(&r, said->on, intake_keep_day(in, month_first(m)));
	for (int i = 0; i < SAID_MAX && said->column[i]; i++)
		record_text(&r, said->column[i], value[i]);
	if (said == &support && value[1] && !add_institution(in, &r, value[1], error))
		return false;
	return change_insert(in->change, &r, NULL, error);
}

/* A blank cell says nothing, so it changes nothing. */
static bool put_said(struct intake *in, row_id casefile, const struct said *said,
	const char *const value[SAID_MAX], month m, bool *differs, GError **error)
{
	bool same = false;
	struct query *q;

	if (!value[0])
		return true;
	q = db_query(in->db, said->newest, "i", casefile);
	if (query_next(q)) {
		same = true;
		for (int i = 0; i < SAID_MAX && said->column[i]; i++)
			same = same && (!value[i] || strcmp(query_text(q, i), value[i]) == 0);
	}
	if (!query_end(q, error))
		return false;
	if (same)
		return true;
	*differs = true;
	return !in->change || write_said(in, casefile, said, value, m, error);
}

static bool put_all_said(struct intake *in, row_id casefile, const struct intake_single *s,
	bool *differs, GError **error)
{
	const char *const level[SAID_MAX] = {s->care_level};
	const char *const form[SAID_MAX] = {s->support_form, s->institution};
	const char *const who[SAID_MAX] = {s->carer, s->carer_id, s->carer_relation};

	return put_said(in, casefile, &assessment, level, s->month, differs, error) &&
		put_said(in, casefile, &support, form, s->month, differs, error) &&
		put_said(in, casefile, &carer, who, s->month, differs, error);
}

/* --- amounts --------------------------------------------------------------------------------- */

static fen sum_of(const struct intake_single *s)
{
	fen sum = 0;

	for (int i = 0; i < s->n_part; i++)
		sum += s->part[i].amount;
	return sum;
}

static struct intake_award award_of(const struct intake_single *s)
{
	return (struct intake_award){
		.month = s->month,
		.members = 1,
		.base = s->n_part ? s->part[0].amount : 0,
		.supplement = s->n_part ? sum_of(s) - s->part[0].amount : 0,
		.year_income = -1,
		.part = s->part,
		.n_part = s->n_part,
	};
}

/* --- a new case ------------------------------------------------------------------------------ */

static struct intake_place place_of(const struct intake_single *s)
{
	return (struct intake_place){s->village, s->village_name, s->address, s->phone, s->area};
}

static bool find_household(
	struct intake *in, const struct intake_single *s, row_id *household, GError **error)
{
	const struct intake_place place = place_of(s);

	*household = 0;
	if (in->known[0] && !intake_lives(in, in->known[0], household, error))
		return false;
	if (*household)
		return true;
	return intake_add_person(in, 0, &s->person, error) &&
		intake_add_household(in, &place, household, error) &&
		intake_add_member(in, *household, 0, "01", s->month, error);
}

static void put_case_facts(struct record *r, const struct intake_single *s)
{
	if (s->bank)
		record_text(r, "bank", s->bank);
	if (s->account) {
		record_text(r, "account", s->account);
		record_text(r, "holder", s->holder ? s->holder : s->person.name);
	}
	if (s->placing)
		record_text(r, "placing", s->placing);
}

static bool add_case(struct intake *in, const struct intake_single *s, bool of_household,
	const char *state, row_id household, row_id *casefile, GError **error)
{
	struct record r = record_of("casefile");
	const char *file_no = intake_file_no(in, s->programme, s->month, error);

	if (!file_no)
		return false;
	record_text(&r, "file_no", file_no);
	record_text(&r, "programme", s->programme);
	record_int(&r, "household", household);
	if (!of_household)
		record_int(&r, "person", in->known[0]);
	record_text(&r, "area", s->area);
	record_text(&r, "state", state);
	record_text(&r, "origin", "imported");
	put_case_facts(&r, s);
	record_text(&r, "roster_ref", s->roster_ref);
	if (s->granted)
		record_text(&r, "granted_on", s->granted);
	return change_insert(in->change, &r, casefile, error);
}

bool intake_write_case(struct intake *in, const struct intake_single *s, bool of_household,
	const char *state, row_id *casefile, GError **error)
{
	row_id household;

	return find_household(in, s, &household, error) &&
		add_case(in, s, of_household, state, household, casefile, error) &&
		intake_add_step(in, *casefile, state, error);
}

static bool write_monthly(
	struct intake *in, const struct intake_single *s, const char *state, GError **error)
{
	const struct intake_award award = award_of(s);
	row_id casefile = 0;
	bool differs;

	return intake_write_case(in, s, false, state, &casefile, error) &&
		intake_add_award(in, casefile, &award, error) &&
		put_all_said(in, casefile, s, &differs, error);
}

/* --- what differs ---------------------------------------------------------------------------- */

static bool find_running(struct intake *in, const struct intake_single *s, GError **error)
{
	struct home *home = &in->home;
	struct query *q = db_query(in->db,
		"SELECT id, household, file_no, state, origin FROM casefile"
		" WHERE person = $1 AND programme = $2 ORDER BY id DESC",
		"it", in->known[0], s->programme);

	memset(home, 0, sizeof *home);
	while (in->known[0] && !home->casefile && query_next(q)) {
		if (casefile_is_over(in->lib, s->programme, query_text(q, 3)))
			continue;
		home->casefile = query_int(q, 0);
		home->household = query_int(q, 1);
		g_strlcpy(home->file_no, query_text(q, 2), sizeof home->file_no);
		home->active =
			g_strcmp0(query_text(q, 3), intake_active_state(in, s->programme)) == 0;
		home->imported = strcmp(query_text(q, 4), "imported") == 0;
	}
	return query_end(q, error);
}

static bool same_text(struct query *q, int col, const char *value)
{
	return !value || strcmp(query_text(q, col), value) == 0;
}

static bool compare_facts(
	struct intake *in, const struct intake_single *s, bool *differs, GError **error)
{
	struct record r = record_of("casefile");
	bool same = true;
	struct query *q = db_query(in->db,
		"SELECT bank, account, holder, placing FROM casefile WHERE id = $1", "i",
		in->home.casefile);

	if (query_next(q))
		same = same_text(q, 0, s->bank) && same_text(q, 1, s->account) &&
			same_text(q, 2, s->holder) && same_text(q, 3, s->placing);
	if (!query_end(q, error))
		return false;
	if (same)
		return true;
	*differs = true;
	put_case_facts(&r, s);
	return !in->change || change_update(in->change, in->home.casefile, &r, NULL, error);
}

/* Of a household that has a case of its own, that case's rosters say where it is. */
static bool fill_place(
	struct intake *in, const struct intake_single *s, bool *differs, GError **error)
{
	const struct intake_place place = place_of(s);
	bool told = true;

	if (in->home.household && !intake_is_of_case(in, in->home.household, &told, error))
		return false;
	return told || intake_fill_household(in, in->home.household, &place, false, differs, error);
}

/* A case decided here has its own facts on file: only how much counts for it. */
static bool compare(struct intake *in, const struct intake_single *s, bool *differs, GError **error)
{
	const struct intake_award award = award_of(s);
	struct award_before before;

	if (!intake_compare_award(in, in->home.casefile, &award, differs, &before, error))
		return false;
	if (before.later || !in->home.imported)
		return true;
	return compare_facts(in, s, differs, error) &&
		put_all_said(in, in->home.casefile, s, differs, error) &&
		fill_place(in, s, differs, error);
}

static bool put_running(struct intake *in, const struct intake_single *s,
	enum intake_result *result, GError **error)
{
	struct change *change = in->change;
	bool differs = false, ok;

	if (!in->home.active) {
		intake_refuse_case(in, 0, in->home.file_no);
		*result = INTAKE_CONFLICT;
		return true;
	}
	/* Looked at first: what was decided here is not for a roster to change. */
	in->change = in->home.imported ? change : NULL;
	ok = compare(in, s, &differs, error);
	in->change = change;
	*result = differs ? INTAKE_CHANGED : INTAKE_SAME;
	if (ok && differs && !in->home.imported) {
		intake_refuse(in, 0,
			_("differs from file %s, which was decided here; compare both"),
			in->home.file_no);
		*result = INTAKE_CONFLICT;
	}
	return ok;
}

static bool put_monthly(struct intake *in, const struct intake_single *s, const char *state,
	enum intake_result *result, GError **error)
{
	if (!in->empty && !find_running(in, s, error))
		return false;
	if (!in->empty && in->home.casefile)
		return put_running(in, s, result, error);
	*result = INTAKE_NEW;
	return !in->change || write_monthly(in, s, state, error);
}

/* --- grants ---------------------------------------------------------------------------------- */

static bool find_grant(
	struct intake *in, const struct intake_single *s, bool *there, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT 1 FROM casefile c JOIN decision d ON d.casefile = c.id"
		" LEFT JOIN hardship h ON h.casefile = c.id"
		" WHERE c.person = $1 AND c.programme = $2 AND d.kind = 'confirm'"
		" AND d.decided_on = $3 AND d.amount = $4"
		" AND ($5 = '' OR coalesce(h.cause, $5) = $5) LIMIT 1",
		"ittit", in->known[0], s->programme, s->decided_on, sum_of(s),
		s->cause ? s->cause : "");

	*there = in->known[0] && query_next(q);
	return query_end(q, error);
}

static bool add_decision(struct intake *in, const struct intake_single *s, row_id casefile,
	row_id *decision, GError **error)
{
	struct record r = record_of("decision");

	record_int(&r, "casefile", casefile);
	record_text(&r, "kind", "confirm");
	record_text(&r, "decided_on", s->decided_on);
	record_int(&r, "members", 1);
	record_int(&r, "amount", sum_of(s));
	record_text(&r, "from_month", intake_keep_month(in, s->month));
	record_text(&r, "source", s->source);
	return change_insert(in->change, &r, decision, error);
}

static bool add_hardship(
	struct intake *in, const struct intake_single *s, row_id casefile, GError **error)
{
	struct record r = record_of("hardship");

	if (!s->cause)
		return true;
	record_int(&r, "casefile", casefile);
	record_text(&r, "cause", s->cause);
	record_text(&r, "event", s->event);
	return change_insert(in->change, &r, NULL, error);
}

static bool write_grant(
	struct intake *in, const struct intake_single *s, const char *state, GError **error)
{
	struct intake_award award = award_of(s);
	row_id casefile = 0;

	award.to = intake_keep_month(in, s->month);
	return intake_write_case(in, s, false, state, &casefile, error) &&
		add_hardship(in, s, casefile, error) &&
		add_decision(in, s, casefile, &award.decision, error) &&
		intake_add_award(in, casefile, &award, error);
}

static bool put_grant(struct intake *in, const struct intake_single *s, const char *state,
	enum intake_result *result, GError **error)
{
	bool there = false;

	if (!in->empty && !find_grant(in, s, &there, error))
		return false;
	*result = there ? INTAKE_SAME : INTAKE_NEW;
	return there || !in->change || write_grant(in, s, state, error);
}

bool intake_put_single(struct intake *in, const struct intake_single *s, enum intake_result *result,
	GError **error)
{
	const char *state = s->state ? s->state : intake_active_state(in, s->programme);

	intake_reset(in);
	if (!state)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the programme \"%s\" has no state for households that are paid"),
			s->programme);
	if (!in->empty && !intake_know_person(in, 0, &s->person, error))
		return false;
	if (in->conflict) {
		*result = INTAKE_CONFLICT;
		return true;
	}
	return s->decided_on ? put_grant(in, s, state, result, error)
			     : put_monthly(in, s, state, result, error);
}
