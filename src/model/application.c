/* The application form to the rows of a new case, or again to those of one that is still open. */
#include "config.h"

#include "model/application.h"

#include "base/i18n.h"
#include "model/division.h"
#include "model/person.h"
#include "model/rows.h"
#include "store/draft.h"

static const char *const member_fields[] = {"relation", "counted", "uncounted_reason", NULL};

struct saving {
	struct desk *desk;
	struct change *change;
	const struct entry *e;
	GPtrArray *keep;
	row_id casefile, household;
	GArray *persons; /* row_id of each member row of the form */
};

static const char *field(const struct saving *s, const char *block, int row, const char *key)
{
	const char *value = entry_get(s->e, block, row, key);
	return value ? value : "";
}

static int block_number(const struct saving *s, const char *key)
{
	return rows_block(entry_form(s->e), key);
}

/* --- duplicates ------------------------------------------------------------------------------ */

char *application_object(struct desk *desk, const char *id_no, row_id casefile)
{
	row_id person = id_no && *id_no ? person_by_id_no(desk->db, id_no) : 0;
	row_id other = person ? casefile_of_person(desk, person, casefile) : 0;
	if (!other)
		return NULL;
	g_autoptr(casefile) c = casefile_get(desk, other, NULL);
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	g_autofree char *name =
		db_one_text(desk->db, NULL, "SELECT name FROM person WHERE id = $1", "i", person);
	return g_strdup_printf(_("%s (%s) stands in file %s (%s) already; open that file instead"),
		name ? name : "", id_no, c ? c->file_no : "?", p ? p->label : "");
}

static bool refuse_duplicates(struct saving *s, GError **error)
{
	int block = block_number(s, "member");
	for (int row = 0; row < entry_rows(s->e, block); row++) {
		g_autofree char *objection =
			application_object(s->desk, field(s, "member", row, "id_no"), s->casefile);
		if (objection)
			return jz_fail(error, JZ_ERROR_DENIED, "%s", objection);
	}
	return true;
}

/* --- household and members ------------------------------------------------------------------- */

static bool save_household(struct saving *s, GError **error)
{
	struct record r = record_of("household");
	static const char *const skip[] = {"village", NULL};
	rows_record(&r, s->e, block_number(s, "household"), 0, skip, s->keep);
	char *village = division_village_code(s->desk, field(s, "household", 0, "village"));
	if (village)
		g_ptr_array_add(s->keep, village);
	record_text(&r, "village", village);
	record_text(&r, "area", field(s, "case", 0, "area"));
	if (s->household)
		return change_update(s->change, s->household, &r, NULL, error);
	return change_insert(s->change, &r, &s->household, error);
}

/* One person row for the id number, new or known; *person gets it. */
static bool save_person(struct saving *s, int row, row_id *person, GError **error)
{
	struct record r = record_of("person");
	const char *id_no = field(s, "member", row, "id_no");
	rows_record(&r, s->e, block_number(s, "member"), row, member_fields, s->keep);
	person_complete(&r, field(s, "member", row, "name"), id_no, s->keep);
	*person = *id_no ? person_by_id_no(s->desk->db, id_no) : 0;
	if (*person)
		return change_update(s->change, *person, &r, NULL, error);
	return change_insert(s->change, &r, person, error);
}

/* Whoever lived in a household whose case has ended leaves it the day before. */
static bool leave_other_households(struct saving *s, row_id person, day from, GError **error)
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
	return ids != NULL;
}

static bool save_member(struct saving *s, int row, GError **error)
{
	row_id person = 0, member = 0;
	const char *from = field(s, "case", 0, "applied_on");
	if (!save_person(s, row, &person, error) ||
		!leave_other_households(s, person, day_from_iso(from), error))
		return false;
	g_array_append_val(s->persons, person);
	struct record r = record_of("member");
	record_int(&r, "household", s->household);
	record_int(&r, "person", person);
	record_text(&r, "relation", field(s, "member", row, "relation"));
	record_text(&r, "from_date", from);
	record_int(&r, "counted", !g_str_equal(field(s, "member", row, "counted"), "0"));
	record_text(&r, "uncounted_reason", field(s, "member", row, "uncounted_reason"));
	record_int(&r, "seq", row + 1);
	db_one_int(s->desk->db, &member, NULL,
		"SELECT id FROM member WHERE household = $1 AND person = $2 AND to_date IS NULL",
		"ii", s->household, person);
	if (member)
		return change_update(s->change, member, &r, NULL, error);
	return change_insert(s->change, &r, &member, error);
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

static bool save_members(struct saving *s, GError **error)
{
	int block = block_number(s, "member");
	for (int row = 0; row < entry_rows(s->e, block); row++)
		if (!save_member(s, row, error))
			return false;
	return drop_members(s, error);
}

/* --- the file -------------------------------------------------------------------------------- */

/* The bank is kept by name, as rosters write it. */
static void record_bank(struct saving *s, struct record *r)
{
	const struct code_list *banks = library_codes(s->desk->lib, "bank");
	const char *key = field(s, "account", 0, "bank");
	record_text(r, "bank", banks && *key ? code_list_label(banks, key) : key);
}

static bool record_new_file(
	struct saving *s, const char *programme, struct record *r, GError **error)
{
	const struct programme *p = library_programme(s->desk->lib, programme);
	if (!p)
		return jz_fail(
			error, JZ_ERROR_BAD, _("there is no programme %s in the forms"), programme);
	const struct state_def *first = g_ptr_array_index(p->states, 0);
	int year, mon, mday;
	day_split(day_from_iso(field(s, "case", 0, "applied_on")), &year, &mon, &mday);
	char *no = casefile_next_no(s->change, p->prefix, year);
	g_ptr_array_add(s->keep, no);
	record_text(r, "file_no", no);
	record_text(r, "programme", p->key);
	record_text(r, "state", first->key);
	record_int(r, "household", s->household);
	return true;
}

static bool save_casefile(struct saving *s, const char *programme, GError **error)
{
	struct record r = record_of("casefile");
	static const char *const skip_bank[] = {"bank", NULL};
	rows_record(&r, s->e, block_number(s, "case"), 0, NULL, s->keep);
	rows_record(&r, s->e, block_number(s, "account"), 0, skip_bank, s->keep);
	record_bank(s, &r);
	if (s->casefile)
		return change_update(s->change, s->casefile, &r, NULL, error);
	return record_new_file(s, programme, &r, error) &&
		change_insert(s->change, &r, &s->casefile, error);
}

/* --- income and property --------------------------------------------------------------------- */

/* What a survey found stays with a line that is still about the same person and kind. */
static bool is_same_line(struct saving *s, bool asset, row_id line, row_id person, const char *kind)
{
	gint64 same = 0;
	db_one_int(s->desk->db, &same, NULL,
		asset ? "SELECT 1 FROM asset_item WHERE id = $1 AND person = $2 AND kind = $3"
		      : "SELECT 1 FROM income_item WHERE id = $1 AND person = $2 AND kind = $3",
		"iit", line, person, kind);
	return same != 0;
}

static void forget_findings(struct record *r)
{
	static const char *const columns[] = {"surveyed", "surveyed_as", "verified", "verified_as"};
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
		record_null(r, columns[i]);
}

/* line: the row that stands at this place already, or 0. */
static bool save_line(struct saving *s, bool asset, int block, int row, row_id line, GError **error)
{
	const struct block_def *def = g_ptr_array_index(entry_form(s->e)->blocks, block);
	static const char *const skip[] = {"person", NULL};
	struct record r = record_of(asset ? "asset_item" : "income_item");
	gint64 who = g_ascii_strtoll(field(s, def->key, row, "person"), NULL, 10);
	if (who < 1 || who > s->persons->len)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s, row %d: there is no such member; enter the member's number"),
			def->label, row + 1);
	row_id person = g_array_index(s->persons, row_id, who - 1);
	rows_record(&r, s->e, block, row, skip, s->keep);
	record_int(&r, "person", person);
	if (line) {
		if (!is_same_line(s, asset, line, person, field(s, def->key, row, "kind")))
			forget_findings(&r);
		return change_update(s->change, line, &r, NULL, error);
	}
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "section", def->key);
	return change_insert(s->change, &r, &line, error);
}

static bool save_answer(struct saving *s, const char *section, bool none, GError **error)
{
	gint64 id = 0;
	db_one_int(s->desk->db, &id, NULL,
		"SELECT id FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		s->casefile, section);
	if (none == (id != 0))
		return true;
	if (!none)
		return change_delete(s->change, "section_answer", id, error);
	struct record r = record_of("section_answer");
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "section", section);
	record_text(&r, "answer", "none");
	return change_insert(s->change, &r, &id, error);
}

/* Rows of the form go onto the lines that are there, in order; lines left over go. */
static bool save_section(struct saving *s, bool asset, const char *section, GError **error)
{
	int block = block_number(s, section);
	guint n = (guint)entry_rows(s->e, block);
	g_autoptr(GArray) lines = rows_ids(
		db_query(s->desk->db,
			asset ? "SELECT id FROM asset_item WHERE casefile = $1 AND section = $2"
				" ORDER BY id"
			      : "SELECT id FROM income_item WHERE casefile = $1 AND section = $2"
				" AND state = 'active' ORDER BY id",
			"it", s->casefile, section),
		error);
	bool ok = lines != NULL;
	for (guint i = 0; ok && i < n; i++)
		ok = save_line(s, asset, block, (int)i,
			i < lines->len ? g_array_index(lines, row_id, i) : 0, error);
	for (guint i = n; ok && i < lines->len; i++)
		ok = change_delete(s->change, asset ? "asset_item" : "income_item",
			g_array_index(lines, row_id, i), error);
	return ok && save_answer(s, section, entry_block_none(s->e, block), error);
}

static bool save_evidence(struct saving *s, bool assets, GError **error)
{
	const struct code_list *sections =
		library_codes(s->desk->lib, assets ? "asset_section" : "income_section");
	for (guint i = 0; sections && i < sections->codes->len; i++) {
		const struct code *section = g_ptr_array_index(sections->codes, i);
		if (!save_section(s, assets, section->key, error))
			return false;
	}
	return true;
}

/* --- accepted soft checks -------------------------------------------------------------------- */

/* The form as it stands now says what was accepted. */
static bool save_accepted(struct saving *s, GError **error)
{
	g_autoptr(GArray) before =
		rows_ids(db_query(s->desk->db,
				 "SELECT id FROM accepted_check WHERE casefile = $1 AND form = $2",
				 "it", s->casefile, entry_form(s->e)->key),
			error);
	for (guint i = 0; before && i < before->len; i++)
		if (!change_delete(
			    s->change, "accepted_check", g_array_index(before, row_id, i), error))
			return false;
	return before && rows_accepted(s->change, s->casefile, s->e, error);
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool save_all(struct saving *s, const char *programme, const char *draft, GError **error)
{
	if (!rows_complete(s->e, error) || !refuse_duplicates(s, error) ||
		!save_household(s, error) || !save_members(s, error) ||
		!save_casefile(s, programme, error) || !save_evidence(s, false, error) ||
		!save_evidence(s, true, error) || !save_accepted(s, error))
		return false;
	return !draft ||
		draft_drop(s->desk->db, s->desk->who.id, entry_form(s->e)->key, draft, error);
}

static bool saving_run(struct saving *s, const char *reason, const char *programme,
	const char *draft, GError **error)
{
	s->keep = g_ptr_array_new_with_free_func(g_free);
	s->persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	s->change = desk_change(s->desk, reason, error);
	bool ok = s->change && save_all(s, programme, draft, error) &&
		change_commit(&s->change, error);
	change_cancel(&s->change);
	g_array_unref(s->persons);
	g_ptr_array_unref(s->keep);
	return ok;
}

bool application_save(struct desk *desk, const char *programme, const struct entry *e,
	const char *draft_subject, row_id *casefile, GError **error)
{
	struct saving s = {.desk = desk, .e = e};
	bool ok = saving_run(&s, "apply", programme, draft_subject, error);
	*casefile = ok ? s.casefile : 0;
	return ok;
}

/* Once accepted, a file is not rewritten unless a reviewer sent it back (F26). */
bool application_may_rewrite(struct desk *desk, const struct casefile *c, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	const struct state_def *now = p ? programme_state(p, c->state) : NULL;
	if (now && (now == g_ptr_array_index(p->states, 0) || c->returned_to))
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("file %s is \"%s\"; its application changes only when it is sent back"),
		c->file_no, now ? now->label : c->state);
}

bool application_rewrite(struct desk *desk, row_id casefile, const struct entry *e,
	const char *draft_subject, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	if (!c || !application_may_rewrite(desk, c, error))
		return false;
	struct saving s = {.desk = desk, .e = e, .casefile = casefile, .household = c->household};
	return saving_run(&s, "correct", c->programme, draft_subject, error);
}
