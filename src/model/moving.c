/* Members of a household coming and going. */
#include "config.h"

#include "model/moving.h"

#include <string.h>

#include "base/i18n.h"
#include "model/rows.h"

static const char head_code[] = "01";

static bool check_since(struct moving *m, GError **error)
{
	char iso[DAY_LEN];
	const char *label = m->f->action->label;
	g_autofree char *first = db_one_text(m->f->desk->db, error,
		"SELECT min(from_date) FROM member WHERE household = $1", "i", m->f->c->household);
	if (m->since > m->f->on)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the date %s is later than the day of the step; correct it"), label,
			day_to_iso(m->since, iso));
	if (first && m->since < day_from_iso(first))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: on %s there was no such household yet; it begins on %s"), label,
			day_to_iso(m->since, iso), first);
	return first ||
		jz_fail(error, JZ_ERROR_DENIED, _("%s: nobody stands in this household yet"),
			label);
}

bool moving_begin(struct moving *m, struct flow *f, GError **error)
{
	*m = (struct moving){.f = f, .since = effect_since(f)};
	m->members = household_members(f->desk, f->c->household, DAY_NONE, error);
	for (guint i = m->members ? m->members->len : 0; i-- > 0;)
		if (((const struct member *)g_ptr_array_index(m->members, i))->to != DAY_NONE)
			g_ptr_array_remove_index(m->members, i);
	return m->members && check_since(m, error);
}

void moving_end(struct moving *m)
{
	g_clear_pointer(&m->members, g_ptr_array_unref);
}

const struct member *moving_member(const struct moving *m, row_id person)
{
	for (guint i = 0; i < m->members->len; i++) {
		const struct member *one = g_ptr_array_index(m->members, i);
		if (one->person->id == person)
			return one;
	}
	return NULL;
}

const struct member *moving_head(const struct moving *m)
{
	return household_head(m->members);
}

/* --- from a day, to a day ----------------------------------------------------------------------
 */

static bool end_row(struct moving *m, const struct member *who, GError **error)
{
	char iso[DAY_LEN];
	struct record r = record_of("member");
	record_text(&r, "to_date", day_to_iso(m->since - 1, iso));
	return change_update(m->f->change, who->id, &r, NULL, error);
}

bool moving_take(struct moving *m, const struct member *who, GError **error)
{
	char iso[DAY_LEN], from[DAY_LEN];
	if (m->since <= who->from)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: %s belongs to the household only since %s, which is not before %s; "
			  "correct the date"),
			m->f->action->label, who->person->name, day_to_iso(who->from, from),
			day_to_iso(m->since, iso));
	if (!end_row(m, who, error))
		return false;
	g_ptr_array_remove(m->members, (gpointer)who);
	return true;
}

static bool insert_row(struct moving *m, row_id household, row_id person, const char *relation,
	bool counted, const char *reason, gint64 seq, GError **error)
{
	char iso[DAY_LEN];
	row_id id = 0;
	struct record r = record_of("member");
	record_int(&r, "household", household);
	record_int(&r, "person", person);
	record_text(&r, "relation", relation);
	record_text(&r, "from_date", day_to_iso(m->since, iso));
	record_int(&r, "counted", counted);
	record_text(&r, "uncounted_reason", counted ? NULL : reason);
	record_int(&r, "seq", seq);
	return change_insert(m->f->change, &r, &id, error);
}

bool moving_put(struct moving *m, row_id household, row_id person, const char *relation,
	bool counted, const char *reason, GError **error)
{
	gint64 last = 0;
	return db_one_int(m->f->desk->db, &last, error,
		       "SELECT coalesce(max(seq), 0) FROM member WHERE household = $1", "i",
		       household) &&
		insert_row(m, household, person, relation, counted, reason, last + 1, error);
}

/* --- another head ------------------------------------------------------------------------------
 */

static const char *said_relation(const struct moving *m, row_id person)
{
	const struct entry *e = m->f->entry;
	int block = rows_block(entry_form(e), "relation");
	for (int row = 0; block >= 0 && row < entry_rows(e, block); row++)
		if (effect_row(m->f, "relation", row, "who") == person)
			return entry_get(e, "relation", row, "relation");
	return NULL;
}

/* "05/06": of a man, of a woman. */
static char *of_sex(const char *word, const char *sex)
{
	const char *slash = strchr(word, '/');
	if (!slash)
		return g_strdup(word);
	if (!sex)
		return NULL;
	return *sex == 'M' ? g_strndup(word, (gsize)(slash - word)) : g_strdup(slash + 1);
}

/* What somebody is to the new head, who was `was` to the old one. */
static char *derived_relation(const struct moving *m, const struct member *who, const char *was)
{
	const struct code_list *list = library_codes(m->f->desk->lib, "relation");
	const struct code *code = list ? code_list_find(list, who->relation) : NULL;
	g_autofree char *key = g_strconcat("from_", was, NULL);
	const char *word = code ? code_attribute(code, key) : NULL;
	return word ? of_sex(word, who->person->sex) : NULL;
}

/* A row that begins on that day (or later: he came to a household that had its new head) is only
 * about the new one. */
static bool relate(struct moving *m, const struct member *who, const char *relation, GError **error)
{
	struct record r = record_of("member");
	gint64 seq = 1;
	if (g_str_equal(who->relation, relation))
		return true;
	record_text(&r, "relation", relation);
	if (who->from >= m->since)
		return change_update(m->f->change, who->id, &r, NULL, error);
	return db_one_int(m->f->desk->db, &seq, error, "SELECT seq FROM member WHERE id = $1", "i",
		       who->id) &&
		end_row(m, who, error) &&
		insert_row(m, m->f->c->household, who->person->id, relation, who->counted,
			who->uncounted_reason, seq, error);
}

static bool relate_all(struct moving *m, const struct member *head, GError **error)
{
	g_autofree char *was = g_strdup(head->relation);
	for (guint i = 0; i < m->members->len; i++) {
		const struct member *one = g_ptr_array_index(m->members, i);
		const char *said = said_relation(m, one->person->id);
		g_autofree char *relation = one == head ? g_strdup(head_code)
			: said && *said                 ? g_strdup(said)
							: derived_relation(m, one, was);
		if (!relation)
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%s: what is %s to the new head %s? Say so under relations"),
				m->f->action->label, one->person->name, head->person->name);
		if (one != head && g_str_equal(relation, head_code))
			return jz_fail(error, JZ_ERROR_DENIED,
				_("%s: a household has one head, %s; correct the relation of %s"),
				m->f->action->label, head->person->name, one->person->name);
		if (!relate(m, one, relation, error))
			return false;
	}
	return true;
}

bool moving_name_head(struct moving *m, row_id person, GError **error)
{
	char iso[DAY_LEN], from[DAY_LEN];
	const struct member *head = moving_member(m, person);
	if (!head)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the new head does not live in the household; choose another member"),
			m->f->action->label);
	if (head->person->death_date)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: %s died on %s; choose another member as the head"),
			m->f->action->label, head->person->name, head->person->death_date);
	if (head->from > m->since)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: %s belongs to the household only since %s, which is not before %s; "
			  "correct the date"),
			m->f->action->label, head->person->name, day_to_iso(head->from, from),
			day_to_iso(m->since, iso));
	return relate_all(m, head, error);
}

bool moving_replace_head(struct moving *m, row_id leaver, row_id head, GError **error)
{
	const struct member *now = moving_head(m);
	if (!now || now->person->id != leaver)
		return true;
	if (!head || head == leaver)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: %s is the head of the household; say who is the head from then on"),
			m->f->action->label, now->person->name);
	return true;
}

/* --- what else goes with it --------------------------------------------------------------------
 */

bool moving_count(struct moving *m, int by, GError **error)
{
	const struct casefile *c = m->f->c;
	struct record r = record_of("casefile");
	if (!c->stated_members || !by)
		return true;
	record_int(&r, "stated_members", MAX(c->stated_members + by, 1));
	return change_update(m->f->change, c->id, &r, NULL, error);
}

void moving_say(struct moving *m, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *said = g_strdup_vprintf(format, args);
	va_end(args);
	const char *note = effect_said(m->f, "note");
	/* TRANSLATORS: between what happened and what was noted about it */
	m->f->note =
		effect_keep(m->f, note ? g_strconcat(said, _("; "), note, NULL) : g_strdup(said));
}
