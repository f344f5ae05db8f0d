/* Codes, states, roles, ages and values of policy as text. */
#include "app/words.h"

#include "base/i18n.h"
#include "base/money.h"
#include "base/rid.h"

char *words_of_roles(unsigned roles)
{
	GString *text = g_string_new(NULL);
	for (unsigned role = 1; role <= ROLE_ADMIN; role <<= 1)
		if (roles & role)
			/* TRANSLATORS: between two roles in a list */
			g_string_append_printf(
				text, "%s%s", text->len ? _(", ") : "", role_label(role));
	return g_string_free(text, FALSE);
}

const char *words_of_code(const struct desk *desk, const char *list, const char *key)
{
	const struct code_list *codes = key ? library_codes(desk->lib, list) : NULL;
	if (!key)
		return "";
	return codes ? code_list_label(codes, key) : key;
}

const char *words_of_state(const struct desk *desk, const char *programme, const char *state)
{
	const GPtrArray *all = library_programmes(desk->lib);
	for (guint i = 0; state && i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		const struct state_def *s = programme_state(p, state);
		if (s && (!programme || g_str_equal(p->key, programme)))
			return s->label;
	}
	return state ? state : "";
}

char *words_of_age(const char *birth)
{
	int age = rid_age(birth ? day_from_iso(birth) : DAY_NONE, day_today());
	return age < 0 ? g_strdup("") : g_strdup_printf("%d", age);
}

const char *words_of_sex(const char *sex)
{
	return sex && *sex == 'M' ? _("male") : sex && *sex == 'F' ? _("female") : "";
}

char *words_of_setting(const struct desk *desk, const struct param_def *def, const char *value)
{
	char money[MONEY_LEN];
	if (!value || !*value)
		return g_strdup("");
	if (def->type == PARAM_CODE)
		return g_strdup(words_of_code(desk, def->codes, value));
	if (def->type == PARAM_MONEY)
		value = money_print(g_ascii_strtoll(value, NULL, 10), money);
	return g_strdup_printf("%s %s", value, def->unit ? def->unit : "");
}

bool words_may_show_id(const struct desk *desk)
{
	return (desk->who.roles & ~(unsigned)ROLE_ADMIN) != 0;
}

char *words_of_id(const char *id_no, bool whole)
{
	char masked[RID_LEN + 1];
	if (!id_no || !*id_no || whole)
		return g_strdup(id_no ? id_no : "");
	rid_mask(id_no, masked);
	return g_strdup(masked);
}

char *words_of_name(const char *name, bool restricted)
{
	g_autofree char *first = g_utf8_substring(name, 0, MIN(g_utf8_strlen(name, -1), 1));
	return restricted ? g_strconcat(first, "**", NULL) : g_strdup(name);
}

char *words_of_path(const char *typed)
{
	g_autofree char *path = g_strstrip(g_strdup(typed));
	const char *rest = path;
	if (g_path_is_absolute(path))
		return g_steal_pointer(&path);
	if (*rest == '~')
		rest++;
	while (*rest == G_DIR_SEPARATOR)
		rest++;
	return g_build_filename(g_get_home_dir(), rest, NULL);
}

char *words_of_file(const char *typed, const char *name)
{
	char *path = words_of_path(typed);
	if (!g_file_test(path, G_FILE_TEST_IS_DIR))
		return path;
	char *inside = g_build_filename(path, name, NULL);
	g_free(path);
	return inside;
}
