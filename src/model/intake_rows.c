#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "model/person.h"

const char *intake_keep(struct intake *in, char *text)
{
	g_ptr_array_add(in->keep, text);
	return text;
}

const char *intake_keep_day(struct intake *in, day d)
{
	char buf[DAY_LEN];

	return intake_keep(in, g_strdup(day_to_iso(d, buf)));
}

const char *intake_keep_month(struct intake *in, month m)
{
	char buf[MONTH_LEN];

	return intake_keep(in, g_strdup(month_to_iso(m, buf)));
}

/* --- a new household ------------------------------------------------------------------------- */

bool intake_add_person(struct intake *in, int i, const struct intake_person *who, GError **error)
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

bool intake_add_member(
	struct intake *in, row_id household, int i, const char *relation, month m, GError **error)
{
	struct record r = record_of("member");

	record_int(&r, "household", household);
	record_int(&r, "person", in->known[i]);
	record_text(&r, "relation", relation);
	record_text(&r, "from_date", intake_keep_day(in, month_first(m)));
	if (i > 0) /* the first, and counted, is what the table presets */
		record_int(&r, "seq", i + 1);
	return change_insert(in->change, &r, NULL, error);
}

static bool add_member(struct intake *in, row_id household, const struct intake_household *h, int i,
	GError **error)
{
	bool known = in->known[i] != 0;

	return intake_add_person(in, i, &h->person[i], error) &&
		(!known || intake_leave_home(in, in->known[i], household, h->month, error)) &&
		intake_add_member(in, household, i, relation_of(h, i), h->month, error);
}

static struct intake_place place_of(const struct intake_household *h)
{
	return (struct intake_place){h->village, h->village_name, h->address, h->phone, h->area};
}

/* The highest number is asked once for each programme and year; the same numbers as
 * casefile_next_no gives. */
const char *intake_file_no(struct intake *in, const char *programme, month m, GError **error)
{
	const struct programme *p = library_programme(in->lib, programme);
	g_autofree char *prefix = g_strdup_printf("%s-%04d-", p->prefix, m / 12);

	if (strcmp(prefix, in->prefix) != 0) {
		g_autofree char *end = g_strdup_printf("%s-%04d.", p->prefix, m / 12);
		g_autoptr(GError) why = NULL;
		g_autofree char *last = db_one_text(in->db, &why,
			"SELECT file_no FROM casefile WHERE file_no >= $1 AND file_no < $2"
			" ORDER BY length(file_no) DESC, file_no DESC LIMIT 1",
			"tt", prefix, end);

		if (why) {
			g_propagate_error(error, g_steal_pointer(&why));
			return NULL;
		}
		in->number = last ? g_ascii_strtoll(last + strlen(prefix), NULL, 10) : 0;
		g_strlcpy(in->prefix, prefix, sizeof in->prefix);
	}
	in->number++;
	return intake_keep(in, g_strdup_printf("%s%04" G_GINT64_FORMAT, in->prefix, in->number));
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
	const char *file_no = intake_file_no(in, h->programme, h->month, error);

	if (!file_no)
		return false;
	record_text(&r, "file_no", file_no);
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

static struct intake_award award_of(const struct intake_household *h)
{
	return (struct intake_award){
		.month = h->month,
		.members = award_members(h),
		.base = h->amount,
		.year_income = h->year_income,
	};
}

bool intake_add_step(struct intake *in, row_id casefile, const char *state, GError **error)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", casefile);
	record_text(&r, "action", "import");
	record_text(&r, "done_on", intake_keep(in, g_strndup(change_at(in->change), DAY_LEN - 1)));
	record_int(&r, "operator", change_operator(in->change));
	record_text(&r, "from_state", state);
	record_text(&r, "to_state", state);
	return change_insert(in->change, &r, NULL, error);
}

static bool merge_members(struct intake *in, row_id household, const struct intake_household *h,
	bool *differs, GError **error);

/* The head's own household takes a new case, unless it was only assumed that he lives alone. */
static bool find_old_household(struct intake *in, row_id *household, GError **error)
{
	bool assumed = false;

	*household = in->home.is_head ? in->home.household : 0;
	if (*household && !intake_is_assumed(in, *household, in->known[0], &assumed, error))
		return false;
	if (assumed)
		*household = 0;
	return true;
}

static bool write_members(
	struct intake *in, const struct intake_household *h, row_id *household, GError **error)
{
	const struct intake_place place = place_of(h);
	bool differs;

	if (!find_old_household(in, household, error))
		return false;
	if (*household)
		return merge_members(in, *household, h, &differs, error);
	if (!intake_add_household(in, &place, household, error))
		return false;
	for (int i = 0; i < h->n_person; i++)
		if (!add_member(in, *household, h, i, error))
			return false;
	return true;
}

bool intake_write_new(
	struct intake *in, const struct intake_household *h, const char *state, GError **error)
{
	const struct intake_award award = award_of(h);
	row_id household = 0, casefile = 0;

	return write_members(in, h, &household, error) &&
		add_case(in, h, household, state, &casefile, error) &&
		intake_add_award(in, casefile, &award, error) &&
		intake_add_step(in, casefile, state, error);
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
		ok = !in->change || intake_end_member(in, m->id, m->from, h->month, error);
	}
	if (members)
		g_array_free(members, TRUE);
	return ok;
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
	const struct intake_award award = award_of(h);
	const struct intake_place place = place_of(h);
	struct award_before before;

	if (!intake_compare_award(in, in->home.casefile, &award, differs, &before, error))
		return false;
	/* An older roster adds to the history of the money; of persons it knows less. */
	if (before.later)
		return true;
	/* Payments were all that was known of it. */
	if (!before.any && in->change && in->home.imported &&
		!intake_recount(in, in->home.casefile, award.members, error))
		return false;
	return merge_members(in, in->home.household, h, differs, error) &&
		(!in->home.imported ||
			(compare_facts(in, h, differs, error) &&
				intake_fill_household(in, in->home.household, &place, !before.any,
					differs, error)));
}
