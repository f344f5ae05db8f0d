/* A list answers the check where it is still waited for (N7, D-21): who stands in it was found, and
 * of who does not, nothing was found where the list is complete for the office.  An answer that is
 * there, whoever gave it, stays. */
#include "config.h"

#include <string.h>
#include "base/money.h"
#include "model/casefile.h"
#include "model/external_room.h"

#define TOLD_LEN 400 /* bytes of an answer: who wants all of it opens the list */

struct answers {
	const struct external_list *list;
	char on[DAY_LEN];  /* the day of its answers */
	GHashTable *told;  /* person, gint64 * -> GString *: what the list says */
	GHashTable *doubt; /* char *: a row of this name may be about anybody so called */
	bool blind;        /* of a row nobody knows even the name */
	struct external_answered n;
};

struct waiting {
	row_id id, person;
	char *name;
	bool numbered, over; /* over: of a case that has ended */
};

static void told_free(void *text)
{
	g_string_free(text, TRUE);
}

struct answers *answers_new(const struct external_list *list)
{
	struct answers *a;

	if (!list->answers || !*list->answers)
		return NULL;
	a = g_new0(struct answers, 1);
	a->list = list;
	if (list->as_of && *list->as_of)
		g_strlcpy(a->on, list->as_of, sizeof a->on);
	else
		day_to_iso(day_today(), a->on);
	a->told = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, told_free);
	a->doubt = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return a;
}

void answers_free(struct answers *a)
{
	if (!a)
		return;
	g_hash_table_unref(a->told);
	g_hash_table_unref(a->doubt);
	g_free(a);
}

/* --- what the rows say ----------------------------------------------------------------------- */

static void tell(GString *told, const char *words)
{
	if (words && *words)
		g_string_append_printf(told, "%s%s", told->len ? "，" : "", words);
}

/* "小型普通客车 晋C34529，2021-06-18" */
static char *words_of_fact(const struct external_fact *f)
{
	GString *words = g_string_new(NULL);
	char money[MONEY_LEN];

	tell(words, f->detail);
	tell(words, f->other_name);
	tell(words, f->happened);
	if (f->until && *f->until)
		g_string_append_printf(words, "—%s", f->until);
	if (f->amount >= 0) {
		g_autofree char *yuan = g_strconcat(money_print(f->amount, money), "元", NULL);

		tell(words, yuan);
	}
	return g_string_free(words, FALSE);
}

void answers_hit(struct answers *a, row_id person, const struct external_fact *f)
{
	g_autofree char *words = NULL;
	GString *told;
	gint64 *key;

	if (!a)
		return;
	told = g_hash_table_lookup(a->told, &person);
	words = words_of_fact(f);
	if (!told) {
		key = g_new(gint64, 1);
		*key = person;
		told = g_string_new(words);
		g_hash_table_insert(a->told, key, told);
	} else if (told->len + strlen(words) < TOLD_LEN) {
		g_string_append_printf(told, "；%s", words);
	} else if (!g_str_has_suffix(told->str, "……")) {
		g_string_append(told, "；……");
	}
}

void answers_doubt(struct answers *a, const char *name)
{
	if (!a)
		return;
	if (!name || !*name)
		a->blind = true;
	else
		g_hash_table_add(a->doubt, g_strdup(name));
}

/* --- who waits ------------------------------------------------------------------------------- */

static void waiting_clear(void *waiting)
{
	g_free(((struct waiting *)waiting)->name);
}

static GArray *find_waiting(
	const struct answers *a, struct db *db, const char *source, GError **error)
{
	GArray *list = g_array_new(FALSE, TRUE, sizeof(struct waiting));
	struct query *q = db_query(db,
		"SELECT v.id, v.person, p.name, coalesce(p.id_no, '') <> '', c.programme, c.state"
		" FROM verification v JOIN casefile c ON c.id = v.casefile"
		" JOIN person p ON p.id = v.person"
		" WHERE v.state = 'asked' AND v.source = $1 ORDER BY v.id",
		"t", source);

	g_array_set_clear_func(list, waiting_clear);
	while (query_next(q)) {
		struct waiting w = {
			.id = query_int(q, 0),
			.person = query_int(q, 1),
			.name = query_dup(q, 2),
			.numbered = query_int(q, 3) == 1,
			.over = casefile_is_over(a->list->lib, query_text(q, 4), query_text(q, 5)),
		};

		g_array_append_val(list, w);
	}
	if (!query_end(q, error))
		g_clear_pointer(&list, g_array_unref);
	return list;
}

/* Who has no number here is not missing from a list of numbers. */
static bool is_missing(const struct answers *a, const struct waiting *w)
{
	return a->list->covers && !a->blind && w->numbered &&
		!g_hash_table_contains(a->doubt, w->name);
}

/* --- the answers ----------------------------------------------------------------------------- */

static bool give(struct answers *a, struct change *change, row_id list, const struct waiting *w,
	const char *told, GError **error)
{
	struct record r = record_of("verification");
	g_autofree char *result = told && *told ? g_strdup_printf("%s（%s）", told, a->list->source)
						: g_strdup(a->list->source);

	if (!change)
		return true;
	record_text(&r, "state", told ? "found" : "nothing");
	record_text(&r, "reported_on", a->on);
	record_text(&r, "result", result);
	record_int(&r, "list", list);
	return change_update(change, w->id, &r, NULL, error);
}

static bool give_source(struct answers *a, struct db *db, struct change *change, row_id list,
	const char *source, GError **error)
{
	g_autoptr(GArray) waiting = find_waiting(a, db, source, error);
	bool ok = waiting != NULL;

	for (guint i = 0; ok && i < waiting->len; i++) {
		const struct waiting *w = &g_array_index(waiting, struct waiting, i);
		const GString *told = g_hash_table_lookup(a->told, &w->person);

		if (w->over)
			continue;
		a->n.found += told != NULL;
		if (told || is_missing(a, w)) {
			a->n.nothing += !told;
			ok = give(a, change, list, w, told ? told->str : NULL, error);
		} else {
			a->n.left++;
		}
	}
	return ok;
}

bool answers_give(struct answers *a, struct db *db, struct change *change, row_id list,
	struct external_answered *n, GError **error)
{
	memset(n, 0, sizeof *n);
	if (!a)
		return true;
	for (const char *const *source = a->list->answers; *source; source++)
		if (!give_source(a, db, change, list, *source, error))
			return false;
	*n = a->n;
	return true;
}

/* --- it was somebody else -------------------------------------------------------------------- */

static GArray *answers_from(struct db *db, row_id record, row_id person, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(db,
		"SELECT v.id FROM verification v JOIN external_list l"
		" ON l.id = json_extract(v.extra, '$.list')"
		" WHERE v.person = $2 AND v.state = 'found'"
		" AND l.kind = (SELECT kind FROM external_record WHERE id = $1)",
		"ii", record, person);

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		g_clear_pointer(&ids, g_array_unref);
	return ids;
}

bool answers_take_back(struct change *c, row_id record, row_id person, GError **error)
{
	g_autoptr(GArray) ids = answers_from(change_db(c), record, person, error);
	bool ok = ids != NULL;

	for (guint i = 0; ok && i < ids->len; i++) {
		struct record r = record_of("verification");

		record_text(&r, "state", "asked");
		record_null(&r, "reported_on");
		record_null(&r, "result");
		record_null(&r, "list");
		ok = change_update(c, g_array_index(ids, row_id, i), &r, NULL, error);
	}
	return ok;
}
