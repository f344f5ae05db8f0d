#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "model/person.h"

static const char *keep(struct intake *in, char *text)
{
	g_ptr_array_add(in->keep, text);
	return text;
}

static const char *keep_day(struct intake *in, day d)
{
	char buf[DAY_LEN];

	return keep(in, g_strdup(day_to_iso(d, buf)));
}

static const char *keep_month(struct intake *in, month m)
{
	char buf[MONTH_LEN];

	return keep(in, g_strdup(month_to_iso(m, buf)));
}

/* --- a new household ------------------------------------------------------------------------- */

static bool add_person(struct intake *in, int i, const struct intake_person *who, GError **error)
{
	struct record r = record_of("person");

	if (in->known[i])
		return true;
	record_text(&r, "name", who->name);
	record_text(&r, "id_no", who->id_no);
	person_complete(&r, who->name, who->id_no, in->keep);
	return change_insert(in->change, &r, &in->known[i], error);
}

/* A roster without a column for the relation still says who the head is. */
static const char *relation_of(const struct intake_household *h, int i)
{
	if (i == 0)
		return "01";
	return h->person[i].relation ? h->person[i].relation : "99";
}

static bool add_member(struct intake *in, row_id household, const struct intake_household *h, int i,
	GError **error)
{
	struct record r = record_of("member");

	if (!add_person(in, i, &h->person[i], error))
		return false;
	record_int(&r, "household", household);
	record_int(&r, "person", in->known[i]);
	record_text(&r, "relation", relation_of(h, i));
	record_text(&r, "from_date", keep_day(in, month_first(h->month)));
	if (i > 0) /* the first, and counted, is what the table presets */
		record_int(&r, "seq", i + 1);
	return change_insert(in->change, &r, NULL, error);
}

/* Ends a membership with the month before the roster's, never before it began. */
static bool end_member(struct intake *in, row_id member, const char *from, month m, GError **error)
{
	struct record r = record_of("member");
	const char *to = keep_day(in, month_last(m - 1));

	record_text(&r, "to_date", strcmp(to, from) < 0 ? from : to);
	return change_update(in->change, member, &r, NULL, error);
}

/* Who moves in here has left where he lived, where no case runs any more. */
static bool leave_old_home(
	struct intake *in, row_id person, row_id household, month m, GError **error)
{
	row_id member[8];
	char *from[8];
	int n = 0;
	bool ok;
	struct query *q = db_query(in->db,
		"SELECT id, from_date FROM member"
		" WHERE person = $1 AND to_date IS NULL AND household <> $2",
		"ii", person, household);

	while (query_next(q) && n < (int)G_N_ELEMENTS(member)) {
		member[n] = query_int(q, 0);
		from[n++] = query_dup(q, 1);
	}
	ok = query_end(q, error);
	for (int i = 0; i < n; i++) {
		ok = ok && end_member(in, member[i], from[i], m, error);
		g_free(from[i]);
	}
	return ok;
}

static bool add_household(
	struct intake *in, const struct intake_household *h, row_id *household, GError **error)
{
	struct record r = record_of("household");

	record_text(&r, "village", h->village);
	record_text(&r, "village_name", h->village_name);
	record_text(&r, "address", h->address);
	record_text(&r, "area", h->area);
	record_text(&r, "phone", h->phone);
	return change_insert(in->change, &r, household, error);
}

/* The highest number is asked once for each programme and year; the same numbers as
 * casefile_next_no gives. */
static bool next_file_no(struct intake *in, const struct intake_household *h, GError **error)
{
	const struct programme *p = library_programme(in->lib, h->programme);
	g_autofree char *prefix = g_strdup_printf("%s-%04d-", p->prefix, h->month / 12);

	if (strcmp(prefix, in->prefix) != 0) {
		g_autofree char *end = g_strdup_printf("%s-%04d.", p->prefix, h->month / 12);
		g_autoptr(GError) why = NULL;
		g_autofree char *last = db_one_text(in->db, &why,
			"SELECT file_no FROM casefile WHERE file_no >= $1 AND file_no < $2"
			" ORDER BY length(file_no) DESC, file_no DESC LIMIT 1",
			"tt", prefix, end);

		if (why) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		in->number = last ? g_ascii_strtoll(last + strlen(prefix), NULL, 10) : 0;
		g_strlcpy(in->prefix, prefix, sizeof in->prefix);
	}
	in->number++;
	return true;
}

/* What a roster says about the account and the class; blank cells say nothing. */
static void put_case_facts(struct record *r, const struct intake_household *h)
{
	if (h->review_class)
		record_text(r, "review_class", h->review_class);
	if (h->bank)
		record_text(r, "bank", h->bank);
	if (h->account) {
		record_text(r, "account", h->account);
		/* Without a word about it the account beside the head's name is the head's. */
		record_text(r, "holder", h->holder ? h->holder : h->person[0].name);
	}
	if (h->year_income >= 0)
		record_int(r, "roster_income", h->year_income);
	if (h->stated_members > 0)
		record_int(r, "stated_members", h->stated_members);
}

static bool add_case(struct intake *in, const struct intake_household *h, row_id household,
	const char *state, row_id *casefile, GError **error)
{
	struct record r = record_of("casefile");

	if (!next_file_no(in, h, error))
		return false;
	record_text(&r, "file_no",
		keep(in, g_strdup_printf("%s%04" G_GINT64_FORMAT, in->prefix, in->number)));
	record_text(&r, "programme", h->programme);
	record_int(&r, "household", household);
	record_text(&r, "area", h->area);
	record_text(&r, "state", state);
	record_text(&r, "origin", "imported");
	put_case_facts(&r, h);
	record_text(&r, "roster_ref", h->roster_ref);
	if (h->granted)
		record_text(&r, "granted_on", h->granted);
	return change_insert(in->change, &r, casefile, error);
}

/* The money was fixed for the number that the roster states, whoever of them could be taken. */
static int award_members(const struct intake_household *h)
{
	return h->stated_members > 0 ? h->stated_members : h->n_person;
}

static bool add_award(struct intake *in, const struct intake_household *h, row_id casefile,
	const char *to_month, GError **error)
{
	struct record r = record_of("award");

	record_int(&r, "casefile", casefile);
	record_text(&r, "from_month", keep_month(in, h->month));
	record_text(&r, "to_month", to_month);
	record_int(&r, "members", award_members(h));
	record_int(&r, "base", h->amount);
	if (h->year_income >= 0)
		record_int(&r, "year_income", h->year_income);
	return change_insert(in->change, &r, NULL, error);
}

static bool add_step(struct intake *in, row_id casefile, const char *state, GError **error)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", casefile);
	record_text(&r, "action", "import");
	record_text(&r, "done_on", keep(in, g_strndup(change_at(in->change), DAY_LEN - 1)));
	record_int(&r, "operator", change_operator(in->change));
	record_text(&r, "from_state", state);
	record_text(&r, "to_state", state);
	return change_insert(in->change, &r, NULL, error);
}

static bool merge_members(struct intake *in, row_id household, const struct intake_household *h,
	bool *differs, GError **error);

bool intake_write_new(
	struct intake *in, const struct intake_household *h, const char *state, GError **error)
{
	row_id household = in->home.is_head ? in->home.household : 0, casefile = 0;
	bool old = household != 0, differs;

	for (int i = 0; i < h->n_person; i++)
		if (in->known[i] && !leave_old_home(in, in->known[i], household, h->month, error))
			return false;
	if (!old && !add_household(in, h, &household, error))
		return false;
	if (old && !merge_members(in, household, h, &differs, error))
		return false;
	for (int i = 0; !old && i < h->n_person; i++)
		if (!add_member(in, household, h, i, error))
			return false;
	return add_case(in, h, household, state, &casefile, error) &&
		add_award(in, h, casefile, NULL, error) && add_step(in, casefile, state, error);
}

/* --- what differs ---------------------------------------------------------------------------- */

struct old_member {
	row_id id, person;
	char relation[8], from[DAY_LEN];
	bool named; /* in the roster, too */
};

static GArray *read_members(struct intake *in, row_id household, GError **error)
{
	GArray *members = g_array_new(FALSE, TRUE, sizeof(struct old_member));
	struct query *q = db_query(in->db,
		"SELECT id, person, relation, from_date FROM member"
		" WHERE household = $1 AND to_date IS NULL ORDER BY seq, id",
		"i", household);

	while (query_next(q)) {
		struct old_member m = {.id = query_int(q, 0), .person = query_int(q, 1)};

		g_strlcpy(m.relation, query_text(q, 2), sizeof m.relation);
		g_strlcpy(m.from, query_text(q, 3), sizeof m.from);
		g_array_append_val(members, m);
	}
	if (query_end(q, error))
		return members;
	g_array_free(members, TRUE);
	return NULL;
}

static struct old_member *find_member(GArray *members, row_id person)
{
	for (guint i = 0; person && i < members->len; i++) {
		struct old_member *m = &g_array_index(members, struct old_member, i);

		if (m->person == person)
			return m;
	}
	return NULL;
}

static bool correct_relation(
	struct intake *in, const struct old_member *m, const char *relation, GError **error)
{
	struct record r = record_of("member");

	record_text(&r, "relation", relation);
	return change_update(in->change, m->id, &r, NULL, error);
}

static bool merge_one(struct intake *in, row_id household, const struct intake_household *h, int i,
	struct old_member *m, bool *differs, GError **error)
{
	const char *relation = i > 0 ? h->person[i].relation : "01";

	if (!m) {
		*differs = true;
		return !in->change || add_member(in, household, h, i, error);
	}
	m->named = true;
	if (!relation || strcmp(relation, m->relation) == 0)
		return true;
	*differs = true;
	return !in->change || correct_relation(in, m, relation, error);
}

static bool merge_members(struct intake *in, row_id household, const struct intake_household *h,
	bool *differs, GError **error)
{
	GArray *members = read_members(in, household, error);
	bool ok = members != NULL;

	for (int i = 0; ok && i < h->n_person; i++)
		ok = merge_one(
			in, household, h, i, find_member(members, in->known[i]), differs, error);
	for (guint i = 0; ok && h->complete && i < members->len; i++) {
		const struct old_member *m = &g_array_index(members, struct old_member, i);

		if (m->named)
			continue;
		*differs = true;
		ok = !in->change || end_member(in, m->id, m->from, h->month, error);
	}
	if (members)
		g_array_free(members, TRUE);
	return ok;
}

struct old_award {
	row_id id;
	month from, to; /* to MONTH_NONE: still running */
	fen amount;
	bool any, covers, later; /* covers the roster's month; later: there is one after it */
	month next;              /* from of the first one after it */
};

static bool read_award(
	struct intake *in, row_id casefile, month m, struct old_award *a, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT id, from_month, to_month, base + supplement FROM award"
		" WHERE casefile = $1 ORDER BY from_month, id",
		"i", casefile);

	memset(a, 0, sizeof *a);
	while (query_next(q)) {
		month from = month_from_iso(query_text(q, 1));
		month to = query_is_null(q, 2) ? MONTH_NONE : month_from_iso(query_text(q, 2));

		a->any = true;
		if (from > m && !a->later) {
			a->later = true;
			a->next = from;
		}
		if (from > m || (to != MONTH_NONE && to < m))
			continue;
		a->covers = true;
		a->id = query_int(q, 0);
		a->from = from;
		a->to = to;
		a->amount = query_int(q, 3);
	}
	return query_end(q, error);
}

/* An amount that was wrong from its first month is corrected; a later change starts a new award and
 * leaves the history of the old one. */
static bool write_award(struct intake *in, const struct intake_household *h,
	const struct old_award *a, GError **error)
{
	struct record r = record_of("award");
	const char *to = NULL;

	if (a->covers && a->from == h->month) {
		record_int(&r, "base", h->amount);
		record_int(&r, "members", award_members(h));
		return change_update(in->change, a->id, &r, NULL, error);
	}
	if (a->covers) {
		if (a->to != MONTH_NONE)
			to = keep_month(in, a->to);
		record_text(&r, "to_month", keep_month(in, h->month - 1));
		if (!change_update(in->change, a->id, &r, NULL, error))
			return false;
	} else if (a->later) {
		to = keep_month(in, a->next - 1);
	}
	return add_award(in, h, in->home.casefile, to, error);
}

static bool same_text(struct query *q, int col, const char *value)
{
	return !value || strcmp(query_text(q, col), value) == 0;
}

static bool compare_facts(
	struct intake *in, const struct intake_household *h, bool *differs, GError **error)
{
	struct record r = record_of("casefile");
	bool same = true;
	struct query *q = db_query(in->db,
		"SELECT review_class, bank, account, holder, roster_income, stated_members"
		" FROM casefile WHERE id = $1",
		"i", in->home.casefile);

	if (query_next(q))
		same = same_text(q, 0, h->review_class) && same_text(q, 1, h->bank) &&
			same_text(q, 2, h->account) && same_text(q, 3, h->holder) &&
			(h->year_income < 0 || query_int(q, 4) == h->year_income) &&
			(h->stated_members == 0 || query_int(q, 5) == h->stated_members);
	if (!query_end(q, error))
		return false;
	if (same)
		return true;
	*differs = true;
	put_case_facts(&r, h);
	return !in->change || change_update(in->change, in->home.casefile, &r, NULL, error);
}

/* A case decided here has its own account, class and members on file: only who and how much count
 * for it. */
bool intake_compare(
	struct intake *in, const struct intake_household *h, bool *differs, GError **error)
{
	struct old_award award;

	if (!read_award(in, in->home.casefile, h->month, &award, error))
		return false;
	if (!award.covers || award.amount != h->amount) {
		*differs = true;
		if (in->change && !write_award(in, h, &award, error))
			return false;
	}
	/* An older roster adds to the history of the money; of persons it knows less. */
	if (award.later)
		return true;
	return merge_members(in, in->home.household, h, differs, error) &&
		(!in->home.imported || compare_facts(in, h, differs, error));
}
