/* The application form to the rows of a new case, or again to those of one that is still open. */
#include "config.h"

#include "model/application_room.h"

#include "base/i18n.h"
#include "model/rows.h"
#include "store/draft.h"

const char *application_field(const struct saving *s, const char *block, int row, const char *key)
{
	const char *value = entry_get(s->e, block, row, key);
	return value ? value : "";
}

int application_block(const struct saving *s, const char *table, int after)
{
	const GPtrArray *blocks = entry_form(s->e)->blocks;
	for (guint i = (guint)(after + 1); i < blocks->len; i++)
		if (g_strcmp0(((struct block_def *)g_ptr_array_index(blocks, i))->table, table) ==
			0)
			return (int)i;
	return -1;
}

const char *application_area(const struct saving *s)
{
	const char *area = application_field(s, "case", 0, "area");
	return *area ? area : s->programme->areas[0] ? s->programme->areas[0] : "rural";
}

const struct programme *application_programme(
	const struct desk *desk, const char *form, const struct casefile *c)
{
	const GPtrArray *all = library_programmes(desk->lib);
	if (c)
		return casefile_programme(desk, c);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		if (g_strcmp0(p->form, form) == 0)
			return p;
	}
	return NULL;
}

/* --- duplicates ------------------------------------------------------------------------------ */

char *application_exclusion(
	struct desk *desk, const char *name, row_id other, const struct exclude_def *why)
{
	g_autoptr(casefile) c = casefile_get(desk, other, NULL);
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	return g_strdup_printf(
		_("%s stands in file %s (%s) already, and one excludes the other (%s)"), name,
		c ? c->file_no : "?", p ? p->label : "", why ? why->article : "");
}

char *application_object(
	struct desk *desk, const struct programme *p, const char *id_no, row_id casefile)
{
	const struct exclude_def *why = NULL;
	row_id person = id_no && *id_no ? person_by_id_no(desk->db, id_no) : 0;
	row_id other = person && p ? casefile_excluding(desk, p, person, casefile, &why) : 0;
	if (!other)
		return NULL;
	g_autofree char *name =
		db_one_text(desk->db, NULL, "SELECT name FROM person WHERE id = $1", "i", person);
	g_autofree char *who = g_strdup_printf(_("%s (%s)"), name ? name : "", id_no);
	return application_exclusion(desk, who, other, why);
}

static bool refuse_duplicates(struct saving *s, GError **error)
{
	int block = application_block(s, "person", -1);
	for (int row = 0; row < entry_rows(s->e, block); row++) {
		bool counted = !g_str_equal(application_field(s, "member", row, "counted"), "0");
		g_autofree char *objection = counted
			? application_object(s->desk, s->programme,
				  application_field(s, "member", row, "id_no"), s->casefile)
			: NULL;
		if (objection)
			return jz_fail(error, JZ_ERROR_DENIED, "%s", objection);
	}
	return true;
}

/* --- the file -------------------------------------------------------------------------------- */

/* The bank is kept by name, as rosters write it. */
static void record_bank(struct saving *s, struct record *r)
{
	const struct code_list *banks = library_codes(s->desk->lib, "bank");
	const char *key = application_field(s, "account", 0, "bank");
	record_text(r, "bank", banks && *key ? code_list_label(banks, key) : key);
}

static void record_new_file(struct saving *s, struct record *r)
{
	const struct programme *p = s->programme;
	const struct state_def *first = g_ptr_array_index(p->states, 0);
	int year, mon, mday;
	day_split(day_from_iso(application_field(s, "case", 0, "applied_on")), &year, &mon, &mday);
	char *no = casefile_next_no(s->change, p->prefix, year);
	g_ptr_array_add(s->keep, no);
	record_text(r, "file_no", no);
	record_text(r, "programme", p->key);
	record_text(r, "state", first->key);
	record_int(r, "household", s->household);
	if (p->individual && s->persons->len)
		record_int(r, "person", g_array_index(s->persons, row_id, 0));
}

static bool save_casefile(struct saving *s, GError **error)
{
	struct record r = record_of("casefile");
	static const char *const skip[] = {"bank", "area", NULL};
	for (int b = application_block(s, "casefile", -1); b >= 0;
		b = application_block(s, "casefile", b))
		rows_record(&r, s->e, b, 0, skip, s->keep);
	record_text(&r, "area", application_area(s));
	if (rows_block(entry_form(s->e), "account") >= 0)
		record_bank(s, &r);
	if (s->casefile && s->about) { /* his number may have been put right */
		record_int(&r, "household", s->household);
		record_int(&r, "person", g_array_index(s->persons, row_id, 0));
	}
	if (s->casefile)
		return change_update(s->change, s->casefile, &r, NULL, error);
	record_new_file(s, &r);
	return change_insert(s->change, &r, &s->casefile, error);
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

static bool save_all(struct saving *s, const char *draft, GError **error)
{
	if (!rows_complete(s->e, error) || !refuse_duplicates(s, error) ||
		!application_save_people(s, error) || !save_casefile(s, error) ||
		!application_save_lines(s, error) || !save_accepted(s, error))
		return false;
	return !draft ||
		draft_drop(s->desk->db, s->desk->who.id, entry_form(s->e)->key, draft, error);
}

static bool saving_run(struct saving *s, const char *reason, const char *programme,
	const char *draft, GError **error)
{
	s->programme = library_programme(s->desk->lib, programme);
	if (!s->programme)
		return jz_fail(
			error, JZ_ERROR_BAD, _("there is no programme %s in the forms"), programme);
	s->keep = g_ptr_array_new_with_free_func(g_free);
	s->persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	s->change = desk_change(s->desk, reason, error);
	bool ok = s->change && save_all(s, draft, error) && change_commit(&s->change, error);
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
	struct saving s = {.desk = desk,
		.e = e,
		.casefile = casefile,
		.household = c->household,
		.about = c->person};
	return saving_run(&s, "correct", c->programme, draft_subject, error);
}
