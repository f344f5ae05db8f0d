/* The rows of a case, or of a person, back into the application form. */
#include "config.h"

#include "model/application.h"
#include "model/rows.h"

/* Puts every column of a query's row into a row of a block, by column name. */
static void put_columns(struct query *q, struct entry *e, const char *block, int row)
{
	for (int i = 0; i < query_columns(q); i++)
		if (!query_is_null(q, i))
			entry_put(e, block, row, query_name(q, i), query_text(q, i));
}

/* Every block of the file but the account, whose bank is kept by name. */
static bool fill_case(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	const GPtrArray *blocks = entry_form(e)->blocks;
	struct query *q = db_query(desk->db, "SELECT * FROM casefile WHERE id = $1", "i", casefile);
	bool found = query_next(q);
	for (guint i = 0; found && i < blocks->len; i++) {
		const struct block_def *def = g_ptr_array_index(blocks, i);
		if (g_strcmp0(def->table, "casefile") == 0 && !g_str_equal(def->key, "account"))
			put_columns(q, e, def->key, 0);
	}
	return query_end(q, error);
}

/* A village is keyed by its last three digits. */
static bool fill_household(struct desk *desk, row_id household, struct entry *e, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT substr(village, 10) AS village, \"group\" AS \"group\", address, phone,"
		" housing FROM household WHERE id = $1",
		"i", household);
	if (query_next(q))
		put_columns(q, e, "household", 0);
	return query_end(q, error);
}

static bool fill_account(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	const struct code_list *banks = library_codes(desk->lib, "bank");
	struct query *q = db_query(desk->db,
		"SELECT account, holder, bank FROM casefile WHERE id = $1", "i", casefile);
	if (query_next(q)) {
		const struct code *bank = banks ? code_list_match(banks, query_text(q, 2)) : NULL;
		put_columns(q, e, "account", 0);
		entry_put(e, "account", 0, "bank", bank ? bank->key : "");
	}
	return query_end(q, error);
}

/* only: one of them, or 0. */
static bool fill_members(struct desk *desk, row_id household, row_id only, struct entry *e,
	GArray *persons, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT p.id, coalesce(p.id_no, '.') AS id_no, p.name, m.relation, p.sex, p.birth,"
		" m.counted, m.uncounted_reason, p.marriage, p.health, p.illness, "
		"p.disability_type,"
		" p.disability_level, p.labour, p.no_id_reason, p.nation, p.phone, p.schooling"
		" FROM member m JOIN person p ON p.id = m.person"
		" WHERE m.household = $1 AND m.to_date IS NULL AND ($2 = 0 OR m.person = $2)"
		" ORDER BY m.relation <> '01', m.seq, m.id",
		"ii", household, only);
	for (int row = 0; query_next(q); row++) {
		row_id person = query_int(q, 0);
		g_array_append_val(persons, person);
		put_columns(q, e, "member", row);
	}
	return query_end(q, error);
}

/* --- income and property --------------------------------------------------------------------- */

static void fill_person(
	struct entry *e, const char *section, int row, row_id person, const GArray *persons)
{
	for (guint i = 0; i < persons->len; i++) {
		g_autofree char *number = g_strdup_printf("%u", i + 1);
		if (g_array_index(persons, row_id, i) == person)
			entry_put(e, section, row, "person", number);
	}
}

/* An amount comes back as it was keyed: "1200*3", or "*" where nobody could tell. */
static void fill_declared(
	struct entry *e, const char *section, int row, const char *amount, const char *as)
{
	int block = rows_block(entry_form(e), section);
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, block);
	if (g_str_equal(as, "*")) {
		entry_put(e, section, row, "declared", "*");
		return;
	}
	entry_put(e, section, row, "declared", amount);
	for (guint i = 0; *as && i < def->fields->len; i++)
		if (g_str_equal(((struct field_def *)g_ptr_array_index(def->fields, i))->key,
			    "declared"))
			verdict_free(entry_set(e, (struct place){block, row, (int)i}, as));
}

static bool fill_section(struct desk *desk, row_id casefile, struct entry *e, const char *section,
	bool asset, const GArray *persons, GError **error)
{
	int block = rows_block(entry_form(e), section);
	gint64 none = 0;
	if (block < 0)
		return true;
	struct query *q = db_query(desk->db,
		asset ? "SELECT person AS whose, declared AS amount, declared_as, kind, description"
			" FROM asset_item WHERE casefile = $1 AND section = $2 ORDER BY id"
		      : "SELECT person AS whose, declared AS amount, declared_as, kind, per, "
			"months,"
			" evidence FROM income_item WHERE casefile = $1 AND section = $2"
			" AND state = 'active' ORDER BY id",
		"it", casefile, section);
	for (int row = 0; query_next(q); row++) {
		put_columns(q, e, section, row);
		fill_person(e, section, row, query_int(q, 0), persons);
		fill_declared(e, section, row, query_text(q, 1), query_text(q, 2));
	}
	if (!query_end(q, error))
		return false;
	db_one_int(desk->db, &none, NULL,
		"SELECT count(*) FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		casefile, section);
	entry_set_block_none(e, block, none != 0);
	return true;
}

static bool fill_sections(
	struct desk *desk, row_id casefile, struct entry *e, const GArray *persons, GError **error)
{
	const GPtrArray *blocks = entry_form(e)->blocks;
	for (guint i = 0; i < blocks->len; i++) {
		const struct block_def *def = g_ptr_array_index(blocks, i);
		bool asset = g_strcmp0(def->table, "asset_item") == 0;
		if ((asset || g_strcmp0(def->table, "income_item") == 0) &&
			!fill_section(desk, casefile, e, def->key, asset, persons, error))
			return false;
	}
	return true;
}

/* --- what else the form asks for ------------------------------------------------------------- */

static bool fill_facts(
	struct desk *desk, row_id casefile, struct entry *e, int block, GError **error)
{
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, block);
	g_autofree char *sql =
		g_strdup_printf("SELECT * FROM \"%s\" WHERE casefile = $1 ORDER BY id", def->table);
	gint64 none = 0;
	struct query *q = db_query(desk->db, g_intern_string(sql), "i", casefile);
	for (int row = 0; query_next(q); row++)
		put_columns(q, e, def->key, row);
	if (!query_end(q, error))
		return false;
	db_one_int(desk->db, &none, NULL,
		"SELECT count(*) FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		casefile, def->key);
	if (def->none_required)
		entry_set_block_none(e, block, none != 0);
	return true;
}

static bool fill_others(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	static const char *const own[] = {
		"casefile", "household", "person", "income_item", "asset_item", NULL};
	const GPtrArray *blocks = entry_form(e)->blocks;
	for (guint i = 0; i < blocks->len; i++) {
		const char *table = ((struct block_def *)g_ptr_array_index(blocks, i))->table;
		if (table && !g_strv_contains(own, table) &&
			!fill_facts(desk, casefile, e, (int)i, error))
			return false;
	}
	return true;
}

/* --- accepted soft checks -------------------------------------------------------------------- */

/* "wage 1 declared", as application_save writes it. */
static bool place_read(const struct entry *e, const char *text, struct place *at)
{
	g_auto(GStrv) part = g_strsplit(text, " ", 3);
	if (g_strv_length(part) != 3)
		return false;
	at->block = rows_block(entry_form(e), part[0]);
	at->row = (int)g_ascii_strtoll(part[1], NULL, 10) - 1;
	if (at->block < 0)
		return false;
	const struct block_def *def = g_ptr_array_index(entry_form(e)->blocks, at->block);
	for (guint i = 0; i < def->fields->len; i++)
		if (g_str_equal(((struct field_def *)g_ptr_array_index(def->fields, i))->key,
			    part[2])) {
			at->field = (int)i;
			return true;
		}
	return false;
}

static bool fill_accepted(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT number, reason, coalesce(place, '') FROM accepted_check"
		" WHERE casefile = $1 AND form = $2 ORDER BY id",
		"it", casefile, entry_form(e)->key);
	while (query_next(q)) {
		struct place at;
		if (place_read(e, query_text(q, 2), &at))
			entry_accept(e, at, query_text(q, 0), query_text(q, 1));
	}
	return query_end(q, error);
}

bool application_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	return c && fill_case(desk, casefile, e, error) &&
		fill_household(desk, c->household, e, error) &&
		fill_account(desk, casefile, e, error) &&
		fill_members(desk, c->household, c->person, e, persons, error) &&
		fill_sections(desk, casefile, e, persons, error) &&
		fill_others(desk, casefile, e, error) && fill_accepted(desk, casefile, e, error);
}

static bool prefill_person(struct desk *desk, row_id person, struct entry *e, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT coalesce(id_no, '.') AS id_no, name, sex, birth, marriage, health, illness,"
		" disability_type, disability_level, labour, no_id_reason, nation, phone, schooling"
		" FROM person WHERE id = $1",
		"i", person);
	if (query_next(q))
		put_columns(q, e, "member", 0);
	if (!query_end(q, error))
		return false;
	entry_put(e, "member", 0, "relation", "01");
	return true;
}

/* The household that somebody lives in, or lived in last, says where; one that another case runs
 * for comes with all its members. */
bool application_prefill(struct desk *desk, const struct programme *p, row_id person,
	struct entry *e, GError **error)
{
	gint64 household = 0;
	g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	row_id home = casefile_home(desk, person);
	bool whole = !p->individual && home && casefile_household_busy(desk, home, 0);
	if (!(whole ? fill_members(desk, home, 0, e, persons, error)
		    : prefill_person(desk, person, e, error)))
		return false;
	db_one_int(desk->db, &household, NULL,
		"SELECT household FROM member WHERE person = $1"
		" ORDER BY to_date IS NOT NULL, from_date DESC, id DESC LIMIT 1",
		"i", person);
	return fill_household(desk, household, e, error);
}
