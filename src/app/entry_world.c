/* What a form on the screen knows of the world outside it, and what it carries forward. */
#include "config.h"

#include "app/entry_room.h"

#include "base/i18n.h"
#include "model/application.h"
#include "model/division.h"
#include "model/operator.h"
#include "model/register.h"

/* --- what the form knows of the world --------------------------------------------------------- */

/* The members typed so far, by their number: whose income is this? */
static struct code_list *member_codes(const struct entry_view *v)
{
	struct code_list *list = code_list_new("members", _("members"));
	for (int row = 0; row < 20; row++) {
		const char *name = entry_get(v->e, "member", row, "name");
		g_autofree char *key = g_strdup_printf("%d", row + 1);
		if (name && *name)
			code_list_add(list, key, name);
	}
	return list;
}

static bool is_same(const struct code_list *a, const struct code_list *b)
{
	bool same = a->codes->len == b->codes->len;
	for (guint i = 0; same && i < a->codes->len; i++) {
		const struct code *x = g_ptr_array_index(a->codes, i);
		const struct code *y = g_ptr_array_index(b->codes, i);
		same = g_str_equal(x->key, y->key) && g_str_equal(x->label, y->label);
	}
	return same;
}

/* The people of the case; a form without members of its own means them by "members", too. */
static struct code_list *household_codes(const struct entry_view *v, bool ever)
{
	g_autoptr(casefile) c =
		v->o.casefile ? casefile_get(v->app->desk, v->o.casefile, NULL) : NULL;
	return casefile_codes(v->app->desk, c, ever);
}

static bool has_members(const struct entry_view *v)
{
	return form_block(entry_form(v->e), "member") != NULL;
}

/* A list that still holds is kept: the picker on the screen reads from it. */
static const struct code_list *todays_members(struct entry_view *v, const char *name)
{
	struct code_list *known = g_hash_table_lookup(v->lists, name);
	struct code_list *list = member_codes(v);
	if (known && is_same(known, list)) {
		code_list_free(list);
		return known;
	}
	g_hash_table_replace(v->lists, g_strdup(name), list);
	return list;
}

const struct code_list *entry_world_codes(const char *name, void *ctx)
{
	struct entry_view *v = ctx;
	struct code_list *list = g_hash_table_lookup(v->lists, name);
	if (g_str_equal(name, "members") && v->e && has_members(v)) /* changes while typing */
		return todays_members(v, name);
	if (list)
		return list;
	if (g_str_equal(name, "household") || g_str_equal(name, "ever") ||
		g_str_equal(name, "members"))
		list = household_codes(v, g_str_equal(name, "ever"));
	else if (g_str_equal(name, "villages"))
		list = division_villages(v->app->desk, NULL);
	else if (g_str_equal(name, "investigators"))
		list = operator_codes(v->app->desk, ROLE_INVESTIGATOR);
	else if (g_str_equal(name, "operators"))
		list = operator_codes(v->app->desk, ~0u);
	else
		list = register_codes(v->app->desk, name, v->o.parent);
	if (list)
		g_hash_table_replace(v->lists, g_strdup(name), list);
	return list;
}

const char *entry_world_lookup(const char *name, void *ctx)
{
	struct entry_view *v = ctx;
	if (g_str_equal(name, "state"))
		return v->state;
	if (g_str_equal(name, "programme"))
		return v->programme ? v->programme->key : NULL;
	return desk_lookup(v->app->desk, name);
}

/* F1, D-09: a member who stands in another file is refused where the id number is keyed. */
char *entry_world_object(
	const char *block, const char *field, const char *value, bool *soft, void *ctx)
{
	struct entry_view *v = ctx;
	*soft = false;
	if (!g_str_equal(block, "member") || !g_str_equal(field, "id_no"))
		return NULL;
	return application_object(v->app->desk, v->programme, value, v->o.casefile);
}

/* --- carried values --------------------------------------------------------------------------- */

char *entry_carry_key(const struct entry_view *v, struct place at)
{
	return g_strdup_printf(
		"%s.%s.%s", v->form_key, entry_block_of(v, at)->key, entry_field(v->e, at)->key);
}

void entry_remember(struct entry_view *v, struct place at)
{
	const char *value = entry_value(v->e, at);
	if (*value)
		g_hash_table_replace(v->app->carried, entry_carry_key(v, at), g_strdup(value));
}

/* Fields marked to be carried begin with what the last form had. */
void entry_put_carried(struct entry_view *v)
{
	const GPtrArray *blocks = entry_form(v->e)->blocks;
	for (guint b = 0; b < blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(blocks, b);
		for (guint f = 0; !block->roster && f < block->fields->len; f++) {
			struct place at = {(int)b, 0, (int)f};
			g_autofree char *key = entry_carry_key(v, at);
			const char *value = g_hash_table_lookup(v->app->carried, key);
			const struct field_def *field = entry_field(v->e, at);
			if (field->carry && value)
				entry_put(v->e, block->key, 0, field->key, value);
		}
	}
}
