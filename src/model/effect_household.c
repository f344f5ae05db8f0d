/* Changes of a household: members come, leave and die, another head, another address, corrections
 * (F4).  Each is one form and one change; what is refused leaves nothing behind. */
#include "config.h"

#include "model/moving.h"

#include "base/i18n.h"
#include "model/application_room.h"
#include "model/division.h"
#include "model/rows.h"

/* The parts of an application, for members and lines that come to a running case. */
static struct saving saving_of(struct flow *f, const char *since)
{
	return (struct saving){
		.desk = f->desk,
		.change = f->change,
		.programme = f->programme,
		.e = f->entry,
		.keep = f->keep,
		.casefile = f->c->id,
		.household = f->c->household,
		.persons = g_array_new(FALSE, FALSE, sizeof(row_id)),
		.since = since,
		.state = "active",
	};
}

/* --- join --------------------------------------------------------------------------------------
 */

static bool check_home(struct moving *m, row_id person, const char *name, GError **error)
{
	struct desk *desk = m->f->desk;
	const struct casefile *c = m->f->c;
	row_id home = person ? casefile_home(desk, person) : 0;
	if (home == c->household && home)
		return jz_fail(
			error, JZ_ERROR_DENIED, _("%s belongs to this household already"), name);
	if (!home || !casefile_household_busy(desk, home, 0))
		return true;
	g_autofree char *file_no = db_one_text(desk->db, NULL,
		"SELECT max(file_no) FROM casefile WHERE household = $1 AND person IS NULL", "i",
		home);
	return jz_fail(error, JZ_ERROR_DENIED,
		_("%s lives in the household of file %s; let %s leave it there first"), name,
		file_no ? file_no : "?", name);
}

/* F1, D-09: nobody is in two cases that exclude each other. */
static bool check_joiner(struct moving *m, struct saving *s, int row, GError **error)
{
	const char *name = application_field(s, "member", row, "name");
	const char *id_no = application_field(s, "member", row, "id_no");
	bool counted = !g_str_equal(application_field(s, "member", row, "counted"), "0");
	row_id person = *id_no ? person_by_id_no(s->desk->db, id_no) : 0;
	g_autofree char *objection =
		counted ? application_object(s->desk, s->programme, id_no, s->casefile) : NULL;
	g_autofree char *died = person
		? db_one_text(s->desk->db, NULL, "SELECT death_date FROM person WHERE id = $1", "i",
			  person)
		: NULL;
	if (objection)
		return jz_fail(error, JZ_ERROR_DENIED, "%s", objection);
	if (died)
		return jz_fail(error, JZ_ERROR_DENIED, _("%s died on %s; check the id number"),
			name, died);
	if (g_str_equal(application_field(s, "member", row, "relation"), "01"))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s joins a household that has its head; enter what %s is to the head"),
			name, name);
	return check_home(m, person, name, error);
}

static bool join_one(struct moving *m, struct saving *s, int row, int *counted, GError **error)
{
	row_id person = 0;
	bool counts = !g_str_equal(application_field(s, "member", row, "counted"), "0");
	if (!check_joiner(m, s, row, error) || !application_save_person(s, row, &person, error) ||
		!application_leave_others(s, person, m->since, error))
		return false;
	g_array_append_val(s->persons, person);
	*counted += counts;
	return moving_put(m, s->household, person, application_field(s, "member", row, "relation"),
		counts, application_field(s, "member", row, "uncounted_reason"), error);
}

bool effect_join_after(struct flow *f, GError **error)
{
	struct moving m;
	int counted = 0, block = rows_block(entry_form(f->entry), "member");
	bool ok = moving_begin(&m, f, error);
	struct saving s = saving_of(f, effect_iso(f, m.since));
	g_autoptr(GString) names = g_string_new(NULL);
	for (int row = 0; ok && row < entry_rows(f->entry, block); row++) {
		ok = join_one(&m, &s, row, &counted, error);
		g_string_append_printf(names, "%s%s", row ? _(", ") : "",
			application_field(&s, "member", row, "name"));
	}
	ok = ok && application_add_lines(&s, error) && moving_count(&m, counted, error);
	if (ok)
		moving_say(&m, _("joined on %s: %s"), s.since, names->str);
	g_array_unref(s.persons);
	moving_end(&m);
	return ok;
}

/* --- leave, die --------------------------------------------------------------------------------
 */

static const struct member *said_member(struct moving *m, GError **error)
{
	const struct member *who = moving_member(m, effect_row(m->f, "step", 0, "who"));
	if (!who)
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: choose somebody who belongs to the household"), m->f->action->label);
	return who;
}

/* The last one does not leave: the case ends. */
static bool check_last(struct moving *m, GError **error)
{
	return m->members->len > 1 ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: nobody would be left in file %s; end the case instead"),
			m->f->action->label, m->f->c->file_no);
}

/* Takes him out, and names the head where it was he. */
static bool take_and_follow(struct moving *m, const struct member *who, GError **error)
{
	row_id head = effect_row(m->f, "step", 0, "new_head");
	bool was_head = who == moving_head(m);
	int counted = who->counted;
	return moving_replace_head(m, who->person->id, head, error) && moving_take(m, who, error) &&
		moving_count(m, -counted, error) && (!was_head || moving_name_head(m, head, error));
}

bool effect_leave_after(struct flow *f, GError **error)
{
	struct moving m;
	char iso[DAY_LEN];
	bool ok = moving_begin(&m, f, error) && check_last(&m, error);
	const struct member *who = ok ? said_member(&m, error) : NULL;
	g_autofree char *name = who ? g_strdup(who->person->name) : NULL;
	const struct code_list *reasons = library_codes(f->desk->lib, "leave_reason");
	const char *cause = effect_said(f, "cause");
	ok = who && take_and_follow(&m, who, error);
	if (ok)
		moving_say(&m, _("%s left on %s: %s"), name, day_to_iso(m.since, iso),
			reasons && cause ? code_list_label(reasons, cause) : "");
	moving_end(&m);
	return ok;
}

static bool record_death(struct moving *m, const struct member *who, GError **error)
{
	char iso[DAY_LEN];
	struct record r = record_of("person");
	record_text(&r, "death_date", day_to_iso(m->since, iso));
	if (who->person->death_date)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s died on %s, as registered; correct that first if it is wrong"),
			who->person->name, who->person->death_date);
	return change_update(m->f->change, who->person->id, &r, NULL, error);
}

/* Who died alone stays in his file, which is ended next; from the day of death on a member is none.
 */
bool effect_decease_after(struct flow *f, GError **error)
{
	struct moving m;
	char iso[DAY_LEN];
	bool ok = moving_begin(&m, f, error);
	const struct member *who = ok ? said_member(&m, error) : NULL;
	g_autofree char *name = who ? g_strdup(who->person->name) : NULL;
	ok = who && record_death(&m, who, error) &&
		(m.members->len == 1 || take_and_follow(&m, who, error));
	if (ok)
		moving_say(&m, _("%s died on %s"), name, day_to_iso(m.since, iso));
	moving_end(&m);
	return ok;
}

/* --- another head ------------------------------------------------------------------------------
 */

bool effect_head_after(struct flow *f, GError **error)
{
	struct moving m;
	char iso[DAY_LEN];
	row_id person = effect_row(f, "step", 0, "new_head");
	bool ok = moving_begin(&m, f, error);
	const struct member *old = ok ? moving_head(&m) : NULL;
	const struct member *head = ok ? moving_member(&m, person) : NULL;
	g_autofree char *was = g_strdup(old ? old->person->name : _("nobody"));
	g_autofree char *name = g_strdup(head ? head->person->name : "");
	if (ok && old && old == head)
		ok = jz_fail(error, JZ_ERROR_DENIED,
			_("%s is the head of the household already; choose another member"), name);
	ok = ok && moving_name_head(&m, person, error);
	if (ok)
		moving_say(&m, _("head from %s on: %s (before: %s)"), day_to_iso(m.since, iso),
			name, was);
	moving_end(&m);
	return ok;
}

/* --- another address ---------------------------------------------------------------------------
 */

static bool move_household(struct flow *f, GError **error)
{
	static const char *const fields[] = {"group", "address", "phone", "area"};
	struct record r = record_of("household");
	const char *village = effect_said(f, "village");
	if (village)
		record_text(&r, "village", effect_keep(f, division_village_code(f->desk, village)));
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		if (effect_said(f, fields[i]))
			record_text(&r, fields[i], effect_said(f, fields[i]));
	return r.n == 0 ? jz_fail(error, JZ_ERROR_BAD, _("%s: enter what is different now"),
				  f->action->label)
			: change_update(f->change, f->c->household, &r, NULL, error);
}

/* The area decides which standard counts, so the case goes with the household. */
static bool move_case(struct flow *f, GError **error)
{
	const char *area = effect_said(f, "area");
	struct record r = record_of("casefile");
	record_text(&r, "area", area);
	if (area && !g_strv_contains((const char *const *)f->programme->areas, area))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: %s is not for that area; end the case and apply for another one"),
			f->action->label, f->programme->label);
	return !area || change_update(f->change, f->c->id, &r, NULL, error);
}

bool effect_move_after(struct flow *f, GError **error)
{
	struct moving m;
	char iso[DAY_LEN];
	bool ok = moving_begin(&m, f, error);
	g_autoptr(household) h = ok ? household_get(f->desk, f->c->household, error) : NULL;
	ok = h && move_household(f, error) && move_case(f, error);
	if (ok)
		moving_say(&m, _("moved on %s; before: %s %s"), day_to_iso(m.since, iso),
			h->village_name ? h->village_name : "", h->address ? h->address : "");
	moving_end(&m);
	return ok;
}

/* --- what was entered wrong ---------------------------------------------------------------------
 */

static bool check_number(struct flow *f, row_id person, const char *id_no, GError **error)
{
	row_id other = id_no ? person_by_id_no(f->desk->db, id_no) : 0;
	g_autofree char *name = other ? db_one_text(f->desk->db, NULL,
						"SELECT name FROM person WHERE id = $1", "i", other)
				      : NULL;
	if (!other || other == person)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("the id number %s belongs to %s; check it with the card"), id_no,
		name ? name : "?");
}

static bool correct_person(struct flow *f, row_id person, GString *was, GError **error)
{
	struct record r = record_of("person");
	const char *name = effect_said(f, "name"), *id_no = effect_said(f, "id_no");
	const char *birth = effect_said(f, "birth");
	struct person *p = person_get(f->desk, person, error);
	if (!p || !check_number(f, person, id_no, error)) {
		person_free(p);
		return false;
	}
	g_string_append_printf(
		was, "%s %s %s", p->name, p->id_no ? p->id_no : "", p->birth ? p->birth : "");
	if (name)
		record_text(&r, "name", name);
	if (id_no) {
		record_text(&r, "id_no", id_no);
		record_null(&r, "no_id_reason");
	}
	if (birth)
		record_text(&r, "birth", birth);
	g_autofree char *called = g_strdup(name ? name : p->name);
	bool changes = r.n > 0;
	person_free(p);
	if (changes)
		person_complete(&r, called, id_no, f->keep);
	return !changes || change_update(f->change, person, &r, NULL, error);
}

/* The relation to the head; who the head is, is no matter of writing. */
static bool correct_relation(struct flow *f, row_id person, GError **error)
{
	const char *relation = effect_said(f, "relation");
	gint64 id = 0;
	g_autofree char *now = NULL;
	struct record r = record_of("member");
	if (!relation)
		return true;
	if (!db_one_int(f->desk->db, &id, error,
		    "SELECT id FROM member WHERE household = $1 AND person = $2"
		    " ORDER BY to_date IS NOT NULL, id DESC LIMIT 1",
		    "ii", f->c->household, person))
		return false;
	now = db_one_text(f->desk->db, NULL, "SELECT relation FROM member WHERE id = $1", "i", id);
	if (g_str_equal(relation, "01") != (g_strcmp0(now, "01") == 0))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: who is the head changes by a step of its own, \"change of head\""),
			f->action->label);
	record_text(&r, "relation", relation);
	return change_update(f->change, id, &r, NULL, error);
}

/* F48: entered in error; nothing paid changes, in a closed file neither (F35). */
bool effect_correct_after(struct flow *f, GError **error)
{
	static const char *const fields[] = {"name", "id_no", "birth", "relation"};
	row_id person = effect_row(f, "step", 0, "who");
	g_autoptr(GString) was = g_string_new(NULL);
	bool said = false;
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		said = said || effect_said(f, fields[i]);
	if (!person || !said)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s: choose who, and enter what is right; the rest stays as it is"),
			f->action->label);
	if (!correct_person(f, person, was, error) || !correct_relation(f, person, error))
		return false;
	struct moving m = {.f = f};
	moving_say(&m, _("before: %s"), was->str);
	return true;
}
