/* A form being filled at this desk, without a screen. */
#include "config.h"

#include "model/filling.h"

#include "base/i18n.h"
#include "model/application.h"
#include "model/division.h"
#include "model/operator.h"
#include "model/register.h"
#include "model/rows.h"

struct filling {
	struct desk *desk;
	struct entry *e;
	const struct programme *programme; /* or NULL */
	row_id casefile, parent;
	char *state;
	GHashTable *lists; /* "villages" -> struct code_list */
};

/* --- what the form knows of the world -------------------------------------------------------- */

/* Whose income is this? The members keyed so far, by their number. */
static struct code_list *member_list(struct filling *f)
{
	struct code_list *list = code_list_new("members", _("members"));
	int block = rows_block(entry_form(f->e), "member");
	for (int row = 0; row < entry_rows(f->e, block); row++) {
		g_autofree char *key = g_strdup_printf("%d", row + 1);
		code_list_add(list, key, entry_get(f->e, "member", row, "name"));
	}
	return list;
}

/* The people of the case; a form without members of its own means them by "members", too. */
static struct code_list *household_list(struct filling *f, bool ever)
{
	g_autoptr(casefile) c = f->casefile ? casefile_get(f->desk, f->casefile, NULL) : NULL;
	return casefile_codes(f->desk, c, ever);
}

static struct code_list *make_list(struct filling *f, const char *name)
{
	if (g_str_equal(name, "household") || g_str_equal(name, "ever"))
		return household_list(f, g_str_equal(name, "ever"));
	if (g_str_equal(name, "members") && f->e && rows_block(entry_form(f->e), "member") < 0)
		return household_list(f, false);
	if (g_str_equal(name, "members"))
		return f->e ? member_list(f) : NULL;
	if (g_str_equal(name, "villages"))
		return division_villages(f->desk, NULL);
	if (g_str_equal(name, "investigators"))
		return operator_codes(f->desk, ROLE_INVESTIGATOR);
	if (g_str_equal(name, "operators"))
		return operator_codes(f->desk, ~0u);
	return register_codes(f->desk, name, f->parent);
}

static const struct code_list *find_list(const char *name, void *ctx)
{
	struct filling *f = ctx;
	struct code_list *list = g_hash_table_lookup(f->lists, name);
	bool changes = g_str_equal(name, "members");
	if (list && !changes)
		return list;
	list = make_list(f, name);
	if (list)
		g_hash_table_replace(f->lists, g_strdup(name), list);
	return list;
}

static const char *look_up(const char *name, void *ctx)
{
	const struct filling *f = ctx;
	if (g_str_equal(name, "programme"))
		return f->programme ? f->programme->key : NULL;
	return g_str_equal(name, "state") ? f->state : desk_lookup(f->desk, name);
}

/* F1, D-09: a member who stands in another file is refused where the id number is keyed. */
static char *object(const char *block, const char *field, const char *value, bool *soft, void *ctx)
{
	const struct filling *f = ctx;
	*soft = false;
	if (!g_str_equal(block, "member") || !g_str_equal(field, "id_no"))
		return NULL;
	return application_object(f->desk, f->programme, value, f->casefile);
}

/* --- the form -------------------------------------------------------------------------------- */

static struct filling *begin(struct desk *desk, const char *form, row_id casefile, row_id parent,
	const char *state, GError **error)
{
	const struct form_def *def = library_form(desk->lib, form);
	if (!def) {
		jz_fail(error, JZ_ERROR_BAD, _("there is no form %s; see jiuzhu forms check"),
			form);
		return NULL;
	}
	struct filling *f = g_new0(struct filling, 1);
	f->desk = desk;
	f->casefile = casefile;
	f->parent = parent;
	f->state = g_strdup(state);
	f->lists = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)code_list_free);
	struct entry_env env = {desk->lib, day_today(), find_list, look_up, object, f};
	f->e = entry_new(def, &env);
	return f;
}

struct filling *filling_new(
	struct desk *desk, const char *form, const struct casefile *c, GError **error)
{
	struct filling *f = begin(desk, form, c ? c->id : 0, 0, c ? c->state : "draft", error);
	if (f)
		f->programme = application_programme(desk, form, c);
	return f;
}

struct filling *filling_of_row(
	struct desk *desk, const char *form, row_id parent, bool old, GError **error)
{
	return begin(desk, form, 0, parent, old ? "old" : "new", error);
}

void filling_free(struct filling *f)
{
	if (!f)
		return;
	entry_free(f->e);
	g_hash_table_unref(f->lists);
	g_free(f->state);
	g_free(f);
}

struct entry *filling_entry(struct filling *f)
{
	return f->e;
}

/* Takes the verdict over. */
static bool take_verdict(struct filling *f, struct verdict *v, const char *reason, GError **error)
{
	bool fine = v->kind == VERDICT_FINE;
	if (v->kind == VERDICT_SOFT && reason) {
		entry_accept(f->e, v->place, v->number, reason);
		fine = true;
	} else if (!fine) {
		jz_fail(error, JZ_ERROR_BAD, "%s", v->sentence);
	}
	verdict_free(v);
	return fine;
}

bool filling_key(struct filling *f, const char *block, int row, const char *field,
	const char *typed, const char *reason, GError **error)
{
	struct place at = {rows_block(entry_form(f->e), block), row, -1};
	const struct block_def *def =
		at.block < 0 ? NULL : g_ptr_array_index(entry_form(f->e)->blocks, at.block);
	for (guint i = 0; def && i < def->fields->len; i++)
		if (g_str_equal(
			    ((struct field_def *)g_ptr_array_index(def->fields, i))->key, field))
			at.field = (int)i;
	if (at.field >= 0 && row == entry_rows(f->e, at.block))
		entry_add_row(f->e, at.block, -1);
	if (at.field < 0 || row >= entry_rows(f->e, at.block))
		return jz_fail(error, JZ_ERROR_BAD, _("form %s has no field %s %d %s"),
			entry_form(f->e)->key, block, row + 1, field);
	return take_verdict(f, entry_set(f->e, at, typed), reason, error);
}

bool filling_none(struct filling *f, const char *block, GError **error)
{
	int b = rows_block(entry_form(f->e), block);
	entry_set_block_none(f->e, b, true);
	return entry_block_none(f->e, b) ||
		jz_fail(error, JZ_ERROR_BAD, _("form %s: %s cannot be answered with none"),
			entry_form(f->e)->key, block);
}

bool filling_finish(struct filling *f, const char *reason, GError **error)
{
	g_autoptr(GPtrArray) verdicts = entry_finish(f->e);
	while (verdicts->len)
		if (!take_verdict(f, g_ptr_array_steal_index(verdicts, 0), reason, error))
			return false;
	return true;
}
