/* The household of an application and its members. */
#include "config.h"

#include "model/application_room.h"

#include "base/i18n.h"
#include "model/division.h"
#include "model/person.h"
#include "model/rows.h"

/* Columns of other tables, and the number, for which "none" is an answer. */
static const char *const not_of_person[] = {
	"relation", "counted", "uncounted_reason", "id_no", NULL};

/* --- which household ---------------------------------------------------------------------------
 */

/* Whoever has no number is known again by his place in the household; also when his number was
 * found meanwhile, by his name besides. */
static row_id known_stranger(struct saving *s, int row)
{
	gint64 person = 0;
	const char *id_no = application_field(s, "member", row, "id_no");
	if (s->household)
		db_one_int(s->desk->db, &person, NULL,
			"SELECT p.id FROM member m JOIN person p ON p.id = m.person"
			" WHERE m.household = $1 AND m.seq = $2 AND m.to_date IS NULL"
			" AND p.id_no IS NULL AND ($3 = '' OR p.name = $4)",
			"iitt", s->household, (gint64)row + 1, id_no,
			application_field(s, "member", row, "name"));
	return person;
}

/* Whom a row is about, 0 where nobody is known. */
static row_id known_person(struct saving *s, int row)
{
	const char *id_no = application_field(s, "member", row, "id_no");
	row_id person = *id_no ? person_by_id_no(s->desk->db, id_no) : 0;
	return person ? person : known_stranger(s, row);
}

static bool lives_there(struct saving *s, row_id household, int row)
{
	gint64 found = 0;
	db_one_int(s->desk->db, &found, NULL,
		"SELECT id FROM member WHERE household = $1 AND to_date IS NULL AND person = $2",
		"ii", household, known_person(s, row));
	return found != 0;
}

static int members_of(struct saving *s, row_id household)
{
	gint64 n = 0;
	db_one_int(s->desk->db, &n, NULL,
		"SELECT count(*) FROM member WHERE household = $1 AND to_date IS NULL", "i",
		household);
	return (int)n;
}

/* The first row of the form who does not live there, or -1. */
static int stranger(struct saving *s, row_id household)
{
	int block = application_block(s, "person", -1);
	for (int row = 0; row < entry_rows(s->e, block); row++)
		if (!lives_there(s, household, row))
			return row;
	return -1;
}

/* A household that another case runs for is changed there, not by a second application. */
static bool check_shared(struct saving *s, GError **error)
{
	int listed = entry_rows(s->e, application_block(s, "person", -1));
	int members = members_of(s, s->household), row = stranger(s, s->household);
	if (row >= 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s does not belong to the household of the applicant, which has "
			  "another running case; change the household there first"),
			application_field(s, "member", row, "name"));
	return members == listed ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("the household of the applicant has %d members in its other running "
			  "case, and %d here; enter all of them, or change the household there "
			  "first"),
			members, listed);
}

/* Something runs for the applicant alone, and the same people live there: it is the same household.
 * Where everything has ended, a new application begins anew. */
static bool is_same_household(struct saving *s, row_id person, row_id home)
{
	g_autoptr(GArray) running = casefile_running(s->desk, person);
	return home && running->len && stranger(s, home) < 0 &&
		members_of(s, home) == entry_rows(s->e, application_block(s, "person", -1));
}

/* Nobody else lives there, he does not since before, and no other case is about it. */
static bool is_of_this_case(struct saving *s)
{
	gint64 others = 0;
	db_one_int(s->desk->db, &others, NULL,
		"SELECT (SELECT count(*) FROM member WHERE household = $1 AND to_date IS NULL"
		"  AND (person <> $2 OR from_date < (SELECT applied_on FROM casefile"
		"   WHERE id = $3)))"
		" + (SELECT count(*) FROM casefile WHERE household = $1 AND id <> $3)",
		"iii", s->household, s->about, s->casefile);
	return !others;
}

/* Whom the case is about lives on where he lives.  Where it is about another than before (a number
 * was keyed wrongly), his home counts, not the other's. */
static void find_home(struct saving *s, row_id person, row_id home)
{
	bool other = s->about && person != s->about;
	if (home && (!s->household || other))
		s->household = home;
	else if (other && !is_of_this_case(s))
		s->household = 0;
	s->shared = s->household && casefile_household_busy(s->desk, s->household, s->casefile);
}

/* A person keeps living where he lives; a household is shared with its other running case. */
static bool find_household(struct saving *s, GError **error)
{
	row_id person = known_person(s, 0);
	row_id home = person ? casefile_home(s->desk, person) : 0;
	if (s->programme->individual) {
		find_home(s, person, home);
		return true;
	}
	if (s->casefile)
		home = s->household;
	s->shared = home && casefile_household_busy(s->desk, home, s->casefile);
	if (s->shared || is_same_household(s, person, home))
		s->household = home;
	return !s->shared || check_shared(s, error);
}

/* --- household and members ------------------------------------------------------------------- */

static bool save_household(struct saving *s, GError **error)
{
	struct record r = record_of("household");
	static const char *const skip[] = {"village", NULL};
	int block = application_block(s, "household", -1);
	if (s->shared)
		return true;
	if (block >= 0) {
		rows_record(&r, s->e, block, 0, skip, s->keep);
		char *village = division_village_code(
			s->desk, application_field(s, "household", 0, "village"));
		if (village)
			g_ptr_array_add(s->keep, village);
		record_text(&r, "village", village);
	}
	record_text(&r, "area", application_area(s));
	if (s->household)
		return change_update(s->change, s->household, &r, NULL, error);
	return change_insert(s->change, &r, &s->household, error);
}

/* One person row for the id number, new or known; *person gets it. */
bool application_save_person(struct saving *s, int row, row_id *person, GError **error)
{
	struct record r = record_of("person");
	const char *id_no = application_field(s, "member", row, "id_no");
	rows_record(&r, s->e, application_block(s, "person", -1), row, not_of_person, s->keep);
	record_text(&r, "id_no", id_no);
	person_complete(&r, application_field(s, "member", row, "name"), id_no, s->keep);
	*person = known_person(s, row);
	if (*person)
		return change_update(s->change, *person, &r, NULL, error);
	return change_insert(s->change, &r, person, error);
}

/* The cases that are about him alone move with him. */
bool application_move_cases(struct saving *s, row_id person, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(db_query(s->desk->db,
						 "SELECT id FROM casefile WHERE person = $1"
						 " AND household <> $2",
						 "ii", person, s->household),
		error);
	struct record r = record_of("casefile");
	record_int(&r, "household", s->household);
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(s->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return ids != NULL;
}

/* Whoever lived in a household whose case has ended leaves it the day before. */
bool application_leave_others(struct saving *s, row_id person, day from, GError **error)
{
	char iso[DAY_LEN];
	g_autoptr(GArray) ids =
		rows_ids(db_query(s->desk->db,
				 "SELECT id FROM member WHERE person = $1 AND to_date IS NULL"
				 " AND household <> $2",
				 "ii", person, s->household),
			error);
	struct record r = record_of("member");
	record_text(&r, "to_date", day_to_iso(from - 1, iso));
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(s->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return ids && application_move_cases(s, person, error);
}

static const char *or_default(const char *said, const char *usual)
{
	return *said ? said : usual;
}

static bool put_member(struct saving *s, int row, row_id person, GError **error)
{
	row_id member = 0;
	struct record r = record_of("member");
	record_int(&r, "household", s->household);
	record_int(&r, "person", person);
	record_text(
		&r, "relation", or_default(application_field(s, "member", row, "relation"), "01"));
	record_text(&r, "from_date", application_field(s, "case", 0, "applied_on"));
	record_int(
		&r, "counted", !g_str_equal(application_field(s, "member", row, "counted"), "0"));
	record_text(
		&r, "uncounted_reason", application_field(s, "member", row, "uncounted_reason"));
	record_int(&r, "seq", row + 1);
	db_one_int(s->desk->db, &member, NULL,
		"SELECT id FROM member WHERE household = $1 AND person = $2 AND to_date IS NULL",
		"ii", s->household, person);
	if (member && s->programme->individual) /* he lives there as he did */
		return true;
	if (member)
		return change_update(s->change, member, &r, NULL, error);
	return change_insert(s->change, &r, &member, error);
}

static bool save_member(struct saving *s, int row, GError **error)
{
	row_id person = 0;
	const char *from = application_field(s, "case", 0, "applied_on");
	if (!application_save_person(s, row, &person, error))
		return false;
	g_array_append_val(s->persons, person);
	if (s->shared)
		return true;
	return application_leave_others(s, person, day_from_iso(from), error) &&
		put_member(s, row, person, error);
}

static bool is_in_form(const struct saving *s, row_id person)
{
	for (guint i = 0; i < s->persons->len; i++)
		if (g_array_index(s->persons, row_id, i) == person)
			return true;
	return false;
}

/* Members that the form no longer has were entered in error. */
static bool drop_members(struct saving *s, GError **error)
{
	g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(s->desk->db,
		"SELECT id, person FROM member WHERE household = $1 AND to_date IS NULL", "i",
		s->household);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		if (!is_in_form(s, query_int(q, 1)))
			g_array_append_val(gone, id);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < gone->len; i++)
		if (!change_delete(s->change, "member", g_array_index(gone, row_id, i), error))
			return false;
	return true;
}

/* The one whom the case was about by mistake; nobody else is touched by it. */
static bool drop_mistaken(struct saving *s, GError **error)
{
	gint64 member = 0;
	if (!s->about || is_in_form(s, s->about))
		return true;
	db_one_int(s->desk->db, &member, NULL,
		"SELECT m.id FROM member m JOIN casefile c ON c.id = $3"
		" WHERE m.household = $1 AND m.person = $2 AND m.to_date IS NULL"
		" AND c.household = m.household",
		"iii", s->household, s->about, s->casefile);
	return !member || change_delete(s->change, "member", member, error);
}

static bool save_members(struct saving *s, GError **error)
{
	int block = application_block(s, "person", -1);
	for (int row = 0; row < entry_rows(s->e, block); row++)
		if (!save_member(s, row, error))
			return false;
	if (s->shared)
		return true;
	return s->programme->individual ? drop_mistaken(s, error) : drop_members(s, error);
}

bool application_save_people(struct saving *s, GError **error)
{
	return find_household(s, error) && save_household(s, error) && save_members(s, error);
}
