#include "form/param.h"

#include <string.h>
#include "base/day.h"
#include "base/i18n.h"
#include "base/money.h"
#include "form/section.h"

static const char *const type_words[] = {"integer", "money", "code", "percent", NULL};

void param_free(struct param_def *p)
{
	if (!p)
		return;
	g_free(p->key);
	g_free(p->label);
	g_free(p->group);
	g_free(p->unit);
	g_free(p->codes);
	g_free(p->fallback);
	g_free(p->later);
	g_free(p->later_from);
	g_free(p->basis);
	g_free(p);
}

static bool is_percent(const char *text)
{
	char *end;
	double value = g_ascii_strtod(text, &end);
	return end != text && !*end && value >= 0;
}

/* The default as values are stored: money is written in yuan and kept in fen. */
static char *read_default(const struct source *src, const struct ini_section *s,
	const struct param_def *p, const char *key)
{
	const char *text = ini_value(s, key);
	fen amount;
	gint64 n;
	if (!text || !*text)
		return NULL;
	switch (p->type) {
	case PARAM_MONEY:
		if (money_read(text, &amount))
			return g_strdup_printf("%" G_GINT64_FORMAT, amount);
		break;
	case PARAM_INTEGER:
		return section_integer(src, s, key, &n) ? g_strdup(text) : NULL;
	case PARAM_PERCENT:
		if (is_percent(text))
			return g_strdup(text);
		break;
	case PARAM_CODE:
		return g_strdup(text);
	}
	ini_complain(src->complaints, src->ini->file, section_line(s, key),
		_("default is no %s: \"%s\""), type_words[p->type], text);
	return NULL;
}

/* "default[2026-07-01] = 1": from the day on which a law came into force. */
static void read_later(const struct source *src, const struct ini_section *s, struct param_def *p)
{
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);
		if (!g_str_has_prefix(pair->key, "default["))
			continue;
		g_autofree char *from = g_strndup(pair->key + strlen("default["),
			strcspn(pair->key + strlen("default["), "]"));
		if (day_from_iso(from) == DAY_NONE || p->later) {
			ini_complain(src->complaints, src->ini->file, pair->line,
				_("one day stands in the brackets, like default[2026-07-01]"));
			continue;
		}
		p->later = read_default(src, s, p, pair->key);
		p->later_from = g_steal_pointer(&from);
	}
}

/* The day in the brackets is not one of the words known. */
static void check_keys(
	const struct source *src, const struct ini_section *s, const char *const *known)
{
	struct ini_section plain = *s;
	plain.pairs = g_ptr_array_new();
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);
		if (!g_str_has_prefix(pair->key, "default["))
			g_ptr_array_add(plain.pairs, (gpointer)pair);
	}
	ini_check_keys(src->ini, &plain, known, src->complaints);
	g_ptr_array_unref(plain.pairs);
}

static struct param_def *read_param(const struct source *src, const struct ini_section *s)
{
	static const char *const known[] = {"label", "label[en]", "group", "group[en]", "type",
		"unit", "codes", "default", "basis", "by_area", NULL};
	struct param_def *p = g_new0(struct param_def, 1);
	check_keys(src, s, known);
	p->key = g_strdup(s->name);
	p->line = s->line;
	p->label = section_label(src, s, "label");
	p->group = g_strdup(ini_label(s, "group"));
	int type = section_choice(src, s, "type", type_words);
	if (!ini_value(s, "type"))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"),
			s->kind, s->name, "type");
	p->type = type < 0 ? PARAM_INTEGER : type;
	p->unit = section_text(s, "unit");
	p->codes = section_text(s, "codes");
	if (type == PARAM_CODE && !p->codes)
		ini_complain(src->complaints, src->ini->file, s->line,
			_("[%s %s] is a code and names no codes"), s->kind, s->name);
	p->basis = section_text(s, "basis");
	p->by_area = section_flag(src, s, "by_area");
	p->fallback = type < 0 ? NULL : read_default(src, s, p, "default");
	if (type >= 0)
		read_later(src, s, p);
	return p;
}

static bool has_param(const GPtrArray *params, const char *key)
{
	for (guint i = 0; i < params->len; i++)
		if (strcmp(((const struct param_def *)g_ptr_array_index(params, i))->key, key) == 0)
			return true;
	return false;
}

GPtrArray *param_read(const struct ini *ini, struct ini_complaints *c)
{
	static const char *const kinds[] = {"param", NULL};
	const struct source src = {ini, c};
	GPtrArray *params = g_ptr_array_new_with_free_func((GDestroyNotify)param_free);
	for (guint i = 0; i < ini->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(ini->sections, i);
		if (strcmp(s->kind, "param") != 0)
			section_refuse(&src, s, kinds);
		else if (has_param(params, s->name))
			ini_complain(
				c, ini->file, s->line, _("[%s %s] stands twice"), s->kind, s->name);
		else if (section_has_key(&src, s))
			g_ptr_array_add(params, read_param(&src, s));
	}
	return params;
}
