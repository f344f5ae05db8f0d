/* Puts the lists of other departments into a database, for the tests of the checks:
 *
 *     take_outside DATABASE OUTSIDE.tsv
 *
 * kind, name, id_number, happened, until, amount (fen), other_name, other_id_number, detail.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "store/change.h"

enum { KIND, NAME, ID_NUMBER, HAPPENED, UNTIL, AMOUNT, OTHER_NAME, OTHER_ID, DETAIL, COLUMNS };

static row_id list_of(struct change *c, GHashTable *lists, const char *kind, GError **error)
{
	row_id *known = g_hash_table_lookup(lists, kind), id = 0;
	struct record r = record_of("external_list");

	if (known)
		return *known;
	record_text(&r, "kind", kind);
	record_text(&r, "source", "outside.tsv");
	record_text(&r, "digest", kind);
	record_text(&r, "taken_on", "2024-01-02");
	record_int(&r, "n_rows", 0);
	record_int(&r, "n_rejected", 0);
	if (!change_insert(c, &r, &id, error))
		return 0;
	g_hash_table_insert(lists, g_strdup(kind), g_memdup2(&id, sizeof id));
	return id;
}

static bool take(struct change *c, GHashTable *lists, char **cell, int line, GError **error)
{
	static const char *const texts[COLUMNS] = {[KIND] = "kind",
		[NAME] = "name",
		[ID_NUMBER] = "id_number",
		[HAPPENED] = "happened",
		[UNTIL] = "until",
		[OTHER_NAME] = "other_name",
		[OTHER_ID] = "other_id_number",
		[DETAIL] = "detail"};
	struct record r = record_of("external_record");
	gint64 list = list_of(c, lists, cell[KIND], error), person = 0;

	record_int(&r, "list", list);
	record_int(&r, "line", line);
	for (int i = 0; i < COLUMNS; i++)
		if (texts[i])
			record_text(&r, texts[i], cell[i]);
	if (*cell[AMOUNT])
		record_int(&r, "amount", g_ascii_strtoll(cell[AMOUNT], NULL, 10));
	if (db_one_int(change_db(c), &person, NULL, "SELECT id FROM person WHERE id_no = $1", "t",
		    cell[ID_NUMBER])) {
		record_int(&r, "person", person);
		record_text(&r, "matched", "id");
	}
	return list && change_insert(c, &r, NULL, error);
}

static bool take_all(struct change *c, const char *text, GError **error)
{
	g_autoptr(GHashTable) lists =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (int i = 1; lines[i] && *lines[i]; i++) {
		g_auto(GStrv) cell = g_strsplit(lines[i], "\t", -1);

		if (g_strv_length(cell) != COLUMNS)
			return jz_fail(
				error, JZ_ERROR_BAD, "line %d has not %d cells", i + 1, COLUMNS);
		if (!take(c, lists, cell, i + 1, error))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	const struct change_by by = {0, "test"};
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (argc != 3)
		return 2;
	i18n_init("en");
	g_autoptr(db) db = db_open(argv[1], DB_WRITE, &error);
	struct change *c = db ? change_begin(db, &by, "import", &error) : NULL;
	bool ok = c && g_file_get_contents(argv[2], &text, NULL, &error) &&
		take_all(c, text, &error) && change_commit(&c, &error);

	change_cancel(&c);
	if (!ok)
		fprintf(stderr, "%s\n", error->message);
	return ok ? 0 : 1;
}
