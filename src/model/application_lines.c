/* The lines of an application: income, property, and whatever else the form asks for. */
#include "config.h"

#include "model/application_room.h"

#include "base/i18n.h"
#include "model/rows.h"

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
	gint64 who = g_ascii_strtoll(application_field(s, def->key, row, "person"), NULL, 10);
	if (who < 1 || who > s->persons->len)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s, row %d: there is no such member; enter the member's number"),
			def->label, row + 1);
	row_id person = g_array_index(s->persons, row_id, who - 1);
	rows_record(&r, s->e, block, row, skip, s->keep);
	record_int(&r, "person", person);
	if (line) {
		if (!is_same_line(
			    s, asset, line, person, application_field(s, def->key, row, "kind")))
			forget_findings(&r);
		return change_update(s->change, line, &r, NULL, error);
	}
	record_int(&r, "casefile", s->casefile);
	record_text(&r, "section", def->key);
	if (s->state) {
		record_text(&r, "state", s->state);
		record_text(&r, "from_date", s->since);
	}
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
static bool save_section(
	struct saving *s, bool asset, int block, const char *section, GError **error)
{
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
	const char *table = assets ? "asset_item" : "income_item";
	for (int b = application_block(s, table, -1); b >= 0; b = application_block(s, table, b)) {
		const struct block_def *def = g_ptr_array_index(entry_form(s->e)->blocks, b);
		if (!save_section(s, assets, b, def->key, error))
			return false;
	}
	return true;
}

static bool add_section(struct saving *s, bool asset, int block, GError **error)
{
	const struct block_def *def = g_ptr_array_index(entry_form(s->e)->blocks, block);
	int n = entry_rows(s->e, block);
	for (int i = 0; i < n; i++)
		if (!save_line(s, asset, block, i, 0, error))
			return false;
	return !n || save_answer(s, def->key, false, error);
}

bool application_add_lines(struct saving *s, GError **error)
{
	const GPtrArray *blocks = entry_form(s->e)->blocks;
	for (guint b = 0; b < blocks->len; b++) {
		const char *table = ((struct block_def *)g_ptr_array_index(blocks, b))->table;
		bool asset = g_strcmp0(table, "asset_item") == 0;
		if ((asset || g_strcmp0(table, "income_item") == 0) &&
			!add_section(s, asset, (int)b, error))
			return false;
	}
	return true;
}

/* --- what else the form asks for ---------------------------------------------------------------
 */

static bool is_other_table(const char *table)
{
	static const char *const own[] = {
		"casefile", "household", "person", "income_item", "asset_item", NULL};
	return table && !g_strv_contains(own, table);
}

static bool save_fact(struct saving *s, const struct block_def *def, int block, int row,
	row_id known, GError **error)
{
	struct record r = record_of(def->table);
	rows_record(&r, s->e, block, row, NULL, s->keep);
	if (known)
		return change_update(s->change, known, &r, NULL, error);
	record_int(&r, "casefile", s->casefile);
	return change_insert(s->change, &r, &known, error);
}

/* Rows of one block onto those of its table that are there, in order. */
static bool save_facts(struct saving *s, int block, GError **error)
{
	const struct block_def *def = g_ptr_array_index(entry_form(s->e)->blocks, block);
	g_autofree char *sql = g_strdup_printf(
		"SELECT id FROM \"%s\" WHERE casefile = $1 ORDER BY id", def->table);
	g_autoptr(GArray) known =
		rows_ids(db_query(s->desk->db, g_intern_string(sql), "i", s->casefile), error);
	guint n = (guint)entry_rows(s->e, block);
	bool ok = known != NULL;
	for (guint i = 0; ok && i < n; i++)
		ok = save_fact(s, def, block, (int)i,
			i < known->len ? g_array_index(known, row_id, i) : 0, error);
	for (guint i = n; ok && i < known->len; i++)
		ok = change_delete(s->change, def->table, g_array_index(known, row_id, i), error);
	return ok &&
		(!def->none_required ||
			save_answer(s, def->key, entry_block_none(s->e, block), error));
}

static bool save_others(struct saving *s, GError **error)
{
	const GPtrArray *blocks = entry_form(s->e)->blocks;
	for (guint i = 0; i < blocks->len; i++)
		if (is_other_table(((struct block_def *)g_ptr_array_index(blocks, i))->table) &&
			!save_facts(s, (int)i, error))
			return false;
	return true;
}

bool application_save_lines(struct saving *s, GError **error)
{
	return save_evidence(s, false, error) && save_evidence(s, true, error) &&
		save_others(s, error);
}
