/* The application form: to the rows of a new case, and back. */
#include "model/application.h"

#include "base/i18n.h"
#include "model/division.h"
#include "model/person.h"
#include "model/rows.h"
#include "store/draft.h"

/* Blocks of the form that become rows of income or property; the key is the section. */
static const char *const income_sections[] = {
	"wage", "business", "property", "transfer", "deduction"};
static const char *const asset_sections[] = {"deposit", "vehicle", "house", "enterprise"};
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
	int block = rows_block(entry_form(s->e), "member");
	for (int row = 0; row < entry_rows(s->e, block); row++) {
		g_autofree char *objection =
			application_object(s->desk, field(s, "member", row, "id_no"), s->casefile);
		if (objection)
			return jz_fail(error, JZ_ERROR_DENIED, "%s", objection);
	}
	return true;
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool save_household(struct saving *s, GError **error)
{
	struct record r = record_of("household");
	static const char *const skip[] = {"village", NULL};
	rows_record(&r, s->e, rows_block(entry_form(s->e), "household"), 0, skip, s->keep);
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
	rows_record(&r, s->e, rows_block(entry_form(s->e), "member"), row, member_fields, s->keep);
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
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(s->desk->db,
		"SELECT id FROM member WHERE person = $1 AND to_date IS NULL AND household <> $2",
		"ii", person, s->household);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	struct record r = record_of("member");
	record_text(&r, "to_date", day_to_iso(from - 1, iso));
	for (guint i = 0; i < ids->len; i++)
		if (!change_update(s->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return true;
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
	record_int(&r, "counted", !g_str_equal(field(s, "member", row, "counted"), "0"));
	record_text(&r, "uncounted_reason", field(s, "member", row, "uncounted_reason"));
	record_int(&r, "seq", row + 1);
	db_one_int(s->desk->db, &member, NULL,
		"SELECT id FROM member WHERE household = $1 AND person = $2 AND to_date IS NULL",
		"ii", s->household, person);
	if (member)
		return change_update(s->change, member, &r, NULL, error);
	record_text(&r, "from_date", from);
	return change_insert(s->change, &r, &member, error);
}

/* Members that the form no longer has were entered in error. */
static bool drop_members(struct saving *s, GError **error)
{
	g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(s->desk->db,
		"SELECT id, person FROM member WHERE household = $1 AND to_date IS NULL", "i",
		s->household);
	while (query_next(q)) {
		row_id id = query_int(q, 0), person = query_int(q, 1);
		bool kept = false;
		for (guint i = 0; i < s->persons->len; i++)
			kept = kept || g_array_index(s->persons, row_id, i) == person;
		if (!kept)
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
	int block = rows_block(entry_form(s->e), "member");
	for (int row = 0; row < entry_rows(s->e, block); row++)
		if (!save_member(s, row, error))
			return false;
	return drop_members(s, error);
}

/* The bank is kept by name, as rosters write it. */
static void record_bank(struct saving *s, struct record *r)
{
	const struct code_list *banks = library_codes(s->desk->lib, "bank");
	const char *key = field(s, "account", 0, "bank");
	record_text(r, "bank", banks && *key ? code_list_label(banks, key) : key);
}

static bool save_casefile(struct saving *s, const char *programme, GError **error)
{
	struct record r = record_of("casefile");
	static const char *const skip_bank[] = {"bank", NULL};
	rows_record(&r, s->e, rows_block(entry_form(s->e), "case"), 0, NULL, s->keep);
	rows_record(&r, s->e, rows_block(entry_form(s->e), "account"), 0, skip_bank, s->keep);
	record_bank(s, &r);
	if (s->casefile)
		return change_update(s->change, s->casefile, &r, NULL, error);
	const struct programme *p = library_programme(s->desk->lib, programme);
	if (!p)
		return jz_fail(
			error, JZ_ERROR_BAD, _("there is no programme %s in the forms"), programme);
	const struct state_def *first = g_ptr_array_index(p->states, 0);
	int year, mon, mday;
	day_split(day_from_iso(field(s, "case", 0, "applied_on")), &year, &mon, &mday);
	char *no = casefile_next_no(s->change, p->prefix, year);
	g_ptr_array_add(s->keep, no);
	record_text(&r, "file_no", no);
	record_text(&r, "programme", programme);
	record_text(&r, "state", first->key);
	record_int(&r, "household", s->household);
	return change_insert(s->change, &r, &s->casefile, error);
}

/* --- income and property --------------------------------------------------------------------- */

static bool clear_rows(struct saving *s, const char *table, const char *sql, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(s->desk->db, sql, "i", s->casefile);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < ids->len; i++)
		if (!change_delete(s->change, table, g_array_index(ids, row_id, i), error))
			return false;
	return true;
}

static bool save_line(struct saving *s, const char *table, int block, int row, GError **error)
{
	const struct block_def *def = g_ptr_array_index(entry_form(s->e)->blocks, block);
	static const char *const skip[] = {"person", NULL};
	struct record r = record_of(table);
	row_id id = 0;
	gint64 who = g_ascii_strtoll(field(s, def->key, row, "person"), NULL, 10);
	rows_record(&r, s->e, block, row, skip, s->keep);
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "section", def->key);
	if (who >= 1 && who <= s->persons->len)
		record_int(&r, "person", g_array_index(s->persons, row_id, who - 1));
	return change_insert(s->change, &r, &id, error);
}

static bool save_section(struct saving *s, const char *section, const char *table, GError **error)
{
	int block = rows_block(entry_form(s->e), section);
	if (block < 0)
		return true;
	for (int row = 0; row < entry_rows(s->e, block); row++)
		if (!save_line(s, table, block, row, error))
			return false;
	if (!entry_block_none(s->e, block))
		return true;
	struct record r = record_of("section_answer");
	row_id id = 0;
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "section", section);
	record_text(&r, "answer", "none");
	return change_insert(s->change, &r, &id, error);
}

static bool save_evidence(struct saving *s, GError **error)
{
	if (!clear_rows(
		    s, "income_item", "SELECT id FROM income_item WHERE casefile = $1", error) ||
		!clear_rows(
			s, "asset_item", "SELECT id FROM asset_item WHERE casefile = $1", error) ||
		!clear_rows(s, "section_answer",
			"SELECT id FROM section_answer WHERE casefile = $1", error))
		return false;
	for (guint i = 0; i < G_N_ELEMENTS(income_sections); i++)
		if (!save_section(s, income_sections[i], "income_item", error))
			return false;
	for (guint i = 0; i < G_N_ELEMENTS(asset_sections); i++)
		if (!save_section(s, asset_sections[i], "asset_item", error))
			return false;
	return true;
}

/* --- accepted soft checks --------------------------------------------------------------------- */

struct accepting {
	struct saving *s;
	GError **error;
	bool ok;
};

static void save_accepted(struct place at, const char *number, const char *reason, void *ctx)
{
	struct accepting *a = ctx;
	const struct field_def *f = entry_field(a->s->e, at);
	struct record r = record_of("accepted_check");
	row_id id = 0;
	record_int(&r, "casefile", a->s->casefile);
	record_text(&r, "form", entry_form(a->s->e)->key);
	record_text(&r, "number", number);
	record_text(&r, "place", f ? f->key : NULL);
	record_text(&r, "reason", reason);
	record_int(&r, "operator", a->s->desk->who.id);
	record_text(&r, "at", change_at(a->s->change));
	a->ok = a->ok && change_insert(a->s->change, &r, &id, a->error);
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool save_all(struct saving *s, const char *programme, const char *draft, GError **error)
{
	struct accepting a = {s, error, true};
	if (!refuse_duplicates(s, error) || !save_household(s, error) || !save_members(s, error) ||
		!save_casefile(s, programme, error) || !save_evidence(s, error))
		return false;
	entry_accepted(s->e, save_accepted, &a);
	return a.ok &&
		(!draft ||
			draft_drop(
				s->desk->db, s->desk->who.id, entry_form(s->e)->key, draft, error));
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

bool application_rewrite(struct desk *desk, row_id casefile, const struct entry *e,
	const char *draft_subject, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	if (!c)
		return false;
	struct saving s = {.desk = desk, .e = e, .casefile = casefile, .household = c->household};
	return saving_run(&s, "correct", c->programme, draft_subject, error);
}

/* --- back into the form ---------------------------------------------------------------------- */

/* Puts every column of a query's row into a row of a block, by column name. */
static void put_columns(struct query *q, struct entry *e, const char *block, int row)
{
	for (int i = 0; i < query_columns(q); i++)
		if (!query_is_null(q, i))
			entry_put(e, block, row, query_name(q, i), query_text(q, i));
}

static int row_for(struct entry *e, const char *block, int row)
{
	int b = rows_block(entry_form(e), block);
	while (b >= 0 && entry_rows(e, b) <= row)
		entry_add_row(e, b, -1);
	return row;
}

static bool fill_head(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT applied_on, area, reason, agent, relative_of_staff, relative_note FROM "
		"casefile"
		" WHERE id = $1",
		"i", casefile);
	if (query_next(q))
		put_columns(q, e, "case", 0);
	if (!query_end(q, error))
		return false;
	q = db_query(desk->db,
		"SELECT substr(h.village, 10) AS village, h.\"group\" AS \"group\", h.address, "
		"h.phone,"
		" h.housing FROM household h JOIN casefile c ON c.household = h.id WHERE c.id = $1",
		"i", casefile);
	if (query_next(q))
		put_columns(q, e, "household", 0);
	if (!query_end(q, error))
		return false;
	const struct code_list *banks = library_codes(desk->lib, "bank");
	q = db_query(desk->db, "SELECT bank, account, holder FROM casefile WHERE id = $1", "i",
		casefile);
	if (query_next(q)) {
		const struct code *bank = banks ? code_list_match(banks, query_text(q, 0)) : NULL;
		put_columns(q, e, "account", 0);
		entry_put(e, "account", 0, "bank", bank ? bank->key : "");
	}
	return query_end(q, error);
}

static bool fill_members(
	struct desk *desk, row_id household, struct entry *e, GArray *persons, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT p.id, p.id_no, p.name, m.relation, p.sex, p.birth, m.counted, "
		"m.uncounted_reason,"
		" p.marriage, p.health, p.illness, p.disability_type, p.disability_level, p.labour"
		" FROM member m JOIN person p ON p.id = m.person"
		" WHERE m.household = $1 AND m.to_date IS NULL ORDER BY m.seq, m.id",
		"i", household);
	for (int row = 0; query_next(q); row++) {
		row_id person = query_int(q, 0);
		g_array_append_val(persons, person);
		put_columns(q, e, "member", row_for(e, "member", row));
	}
	return query_end(q, error);
}

static bool fill_section(struct desk *desk, row_id casefile, struct entry *e, const char *section,
	bool asset, const GArray *persons, GError **error)
{
	struct query *q = db_query(desk->db,
		asset ? "SELECT person, kind, description, declared FROM asset_item"
			" WHERE casefile = $1 AND section = $2 ORDER BY id"
		      : "SELECT person, kind, per, declared, months, evidence FROM income_item"
			" WHERE casefile = $1 AND section = $2 ORDER BY id",
		"it", casefile, section);
	for (int row = 0; query_next(q); row++) {
		row_id person = query_int(q, 0);
		put_columns(q, e, section, row_for(e, section, row));
		for (guint i = 0; i < persons->len; i++) {
			g_autofree char *number = g_strdup_printf("%u", i + 1);
			if (g_array_index(persons, row_id, i) == person)
				entry_put(e, section, row, "person", number);
		}
	}
	if (!query_end(q, error))
		return false;
	gint64 none = 0;
	db_one_int(desk->db, &none, NULL,
		"SELECT count(*) FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		casefile, section);
	int block = rows_block(entry_form(e), section);
	if (none && block >= 0)
		entry_set_block_none(e, block, true);
	return true;
}

bool application_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	if (!c || !fill_head(desk, casefile, e, error) ||
		!fill_members(desk, c->household, e, persons, error))
		return false;
	for (guint i = 0; i < G_N_ELEMENTS(income_sections); i++)
		if (!fill_section(desk, casefile, e, income_sections[i], false, persons, error))
			return false;
	for (guint i = 0; i < G_N_ELEMENTS(asset_sections); i++)
		if (!fill_section(desk, casefile, e, asset_sections[i], true, persons, error))
			return false;
	return true;
}

bool application_prefill(struct desk *desk, row_id person, struct entry *e, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT id_no, name, sex, birth, marriage, health, illness, disability_type,"
		" disability_level, labour FROM person WHERE id = $1",
		"i", person);
	if (query_next(q))
		put_columns(q, e, "member", row_for(e, "member", 0));
	if (!query_end(q, error))
		return false;
	entry_put(e, "member", 0, "relation", "01");
	return true;
}

/* --- the account alone ----------------------------------------------------------------------- */

bool application_save_account(
	struct desk *desk, row_id casefile, const struct entry *e, GError **error)
{
	static const char *const skip[] = {"bank", NULL};
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	const struct code_list *banks = library_codes(desk->lib, "bank");
	const char *bank = entry_get(e, "casefile", 0, "bank");
	struct record r = record_of("casefile");
	rows_record(&r, e, 0, 0, skip, keep);
	record_text(&r, "bank", banks && bank && *bank ? code_list_label(banks, bank) : bank);
	struct change *change = desk_change(desk, "account", error);
	bool ok = change && change_update(change, casefile, &r, NULL, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool application_fill_account(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	const struct code_list *banks = library_codes(desk->lib, "bank");
	struct query *q = db_query(desk->db,
		"SELECT bank, account, holder, account_note, keeper FROM casefile WHERE id = $1",
		"i", casefile);
	if (query_next(q)) {
		const struct code *bank = banks ? code_list_match(banks, query_text(q, 0)) : NULL;
		put_columns(q, e, "casefile", 0);
		entry_put(e, "casefile", 0, "bank", bank ? bank->key : "");
	}
	return query_end(q, error);
}
