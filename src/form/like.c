/* Files that build on another. */
#include "form/like.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

/* A file that builds on a file that builds on ...: deeper is a circle. */
#define DEPTH_MAX 4

/* ---- programmes ---- */

static const struct ini_section *find_section(
	const struct ini *ini, const char *kind, const char *name)
{
	for (guint i = 0; i < ini->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(ini->sections, i);
		if (strcmp(s->kind, kind) == 0 && strcmp(s->name, name) == 0)
			return s;
	}
	return NULL;
}

/* A label of its own has no label in another language from elsewhere. */
static bool is_given(const struct ini_section *own, const char *key)
{
	const char *bracket = strchr(key, '[');
	g_autofree char *plain = g_strndup(key, bracket ? (gsize)(bracket - key) : strlen(key));
	return ini_get(own, key) || ini_get(own, plain);
}

static bool is_for_us(const char *key)
{
	return strcmp(key, "after") == 0 || strcmp(key, "drop") == 0;
}

static void put_own(struct ini_section *to, const struct ini_section *own)
{
	for (guint i = 0; i < own->pairs->len; i++) {
		const struct ini_pair *p = g_ptr_array_index(own->pairs, i);
		if (!is_for_us(p->key))
			ini_put(to, p->key, p->value, p->line);
	}
}

/* own NULL: as it is there. */
static void put_inherited(struct ini *out, const struct ini_section *base,
	const struct ini_section *own, const char *name, int line)
{
	struct ini_section *to = ini_add(out, base->kind, name, own ? own->line : line);
	if (own)
		put_own(to, own);
	for (guint i = 0; i < base->pairs->len; i++) {
		const struct ini_pair *p = g_ptr_array_index(base->pairs, i);
		if (!own || !is_given(own, p->key))
			ini_put(to, p->key, p->value, line);
	}
}

struct merge {
	const struct ini *own, *base;
	struct ini *out;
	int line;
	struct ini_complaints *complaints;
};

/* New sections that want to stand behind this one. */
static void put_after(struct merge *m, const struct ini_section *before)
{
	for (guint i = 0; i < m->own->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(m->own->sections, i);
		const char *after = ini_value(s, "after");
		if (!after || strcmp(s->kind, before->kind) != 0 ||
			strcmp(after, before->name) != 0 || find_section(m->base, s->kind, s->name))
			continue;
		put_own(ini_add(m->out, s->kind, s->name, s->line), s);
		put_after(m, s);
	}
}

static bool is_dropped(const struct ini_section *own)
{
	return own && g_strcmp0(ini_value(own, "drop"), "yes") == 0;
}

static void put_base(struct merge *m, const struct ini_section *head)
{
	for (guint i = 0; i < m->base->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(m->base->sections, i);
		bool is_head = strcmp(s->kind, "programme") == 0;
		const struct ini_section *own =
			is_head ? head : find_section(m->own, s->kind, s->name);
		if (!is_dropped(own))
			put_inherited(m->out, s, own, is_head ? head->name : s->name, m->line);
		put_after(m, s);
	}
}

static void complain_at(struct merge *m, const struct ini_section *s, const char *key)
{
	const char *name = strcmp(key, "drop") == 0 ? s->name : ini_value(s, key);
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	for (guint i = 0; i < m->base->sections->len; i++) {
		const struct ini_section *b = g_ptr_array_index(m->base->sections, i);
		if (strcmp(b->kind, s->kind) == 0)
			g_ptr_array_add(known, b->name);
	}
	complain_no_such((struct spot){m->own->file, section_line(s, key), m->complaints}, s->kind,
		name, known);
}

/* Whatever the base does not have, and stands behind nothing, comes last. */
static void put_rest(struct merge *m)
{
	for (guint i = 0; i < m->own->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(m->own->sections, i);
		if (strcmp(s->kind, "programme") == 0 || is_dropped(s) || ini_get(s, "after") ||
			find_section(m->base, s->kind, s->name))
			continue;
		put_own(ini_add(m->out, s->kind, s->name, s->line), s);
		put_after(m, s);
	}
}

/* What found no place, and what cannot be left out. */
static void complain_of_rest(struct merge *m)
{
	for (guint i = 0; i < m->own->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(m->own->sections, i);
		bool known = strcmp(s->kind, "programme") == 0 ||
			find_section(m->base, s->kind, s->name);
		if (is_dropped(s) && !known)
			complain_at(m, s, "drop");
		else if (ini_get(s, "after") && !known && !find_section(m->out, s->kind, s->name))
			complain_at(m, s, "after");
	}
}

static const struct ini_section *head_of(const struct ini *ini)
{
	return ini->sections->len ? g_ptr_array_index(ini->sections, 0) : NULL;
}

static const char *base_of(const struct ini *ini)
{
	const struct ini_section *head = head_of(ini);
	return head ? ini_value(head, "like") : NULL;
}

/* Does what it is like lead to something that is like nothing? */
static bool ends(const struct ini *ini, like_find find, void *ctx)
{
	g_autofree char *name = g_strdup(base_of(ini));
	for (int depth = 0; name && depth <= DEPTH_MAX; depth++) {
		g_autoptr(ini) base = find(name, ctx);
		g_free(name);
		name = base ? g_strdup(base_of(base)) : NULL;
	}
	return !name;
}

static struct ini *programme_at_depth(
	struct ini *ini, like_find find, void *ctx, struct ini_complaints *complaints, int depth)
{
	const struct ini_section *head = head_of(ini);
	const char *like = base_of(ini);
	if (!like)
		return ini;
	int line = section_line(head, "like");
	struct ini *base = depth < DEPTH_MAX ? find(like, ctx) : NULL;
	if (!base) {
		ini_complain(complaints, ini->file, line,
			_("there is no programme \"%s\" to be like"), like);
		return ini;
	}
	base = programme_at_depth(base, find, ctx, NULL, depth + 1);
	struct merge m = {ini, base, ini_new(ini->file), line, complaints};
	put_base(&m, head);
	put_rest(&m);
	complain_of_rest(&m);
	ini_free(base);
	ini_free(ini);
	return m.out;
}

struct ini *like_programme(
	struct ini *ini, like_find find, void *ctx, struct ini_complaints *complaints)
{
	if (ends(ini, find, ctx))
		return programme_at_depth(ini, find, ctx, complaints, 0);
	ini_complain(complaints, ini->file, section_line(head_of(ini), "like"),
		_("\"%s\" builds on itself, or on too many files one behind the other"),
		base_of(ini));
	return ini;
}

/* ---- forms ---- */

static bool begins_block(const struct ini_section *s)
{
	return strcmp(s->kind, "block") == 0 || strcmp(s->kind, "roster") == 0;
}

static void put_whole(struct ini *out, const struct ini_section *s, int line)
{
	struct ini_section *to = ini_add(out, s->kind, s->name, line);
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *p = g_ptr_array_index(s->pairs, i);
		ini_put(to, p->key, p->value, line);
	}
}

/* A block with its fields. */
static bool put_block(struct ini *out, const struct ini *from, const char *name, int line)
{
	bool inside = false, found = false;
	for (guint i = 0; i < from->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(from->sections, i);
		if (strcmp(s->kind, "field") != 0)
			inside = begins_block(s) && strcmp(s->name, name) == 0;
		if (inside)
			put_whole(out, s, line);
		found = found || inside;
	}
	return found;
}

static bool put_check(struct ini *out, const struct ini *from, const char *name, int line)
{
	const struct ini_section *s = find_section(from, "check", name);
	if (s)
		put_whole(out, s, line);
	return s != NULL;
}

struct use {
	struct ini *out;
	const struct ini *from;
	const struct ini_section *section;
	struct ini_complaints *complaints;
};

static void put_used(struct use *u, const char *key, const char *what,
	bool (*put)(struct ini *out, const struct ini *from, const char *name, int line))
{
	g_auto(GStrv) names = section_words(u->section, key);
	for (char **n = names; *n; n++)
		if (!put(u->out, u->from, *n, u->section->line))
			ini_complain(u->complaints, u->out->file, section_line(u->section, key),
				_("%s has no %s \"%s\" to be used"), u->section->name, what, *n);
}

struct ini *like_form(struct ini *ini, like_find find, void *ctx, struct ini_complaints *complaints)
{
	static const char *const known[] = {"blocks", "checks", NULL};
	struct ini *out = NULL;
	for (guint i = 0; i < ini->sections->len && !out; i++)
		if (strcmp(((struct ini_section *)g_ptr_array_index(ini->sections, i))->kind,
			    "use") == 0)
			out = ini_new(ini->file);
	for (guint i = 0; out && i < ini->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(ini->sections, i);
		if (strcmp(s->kind, "use") != 0) {
			put_own(ini_add(out, s->kind, s->name, s->line), s);
			continue;
		}
		g_autoptr(ini) from = find(s->name, ctx);
		struct use u = {out, from, s, complaints};
		ini_check_keys(ini, s, known, complaints);
		if (!from) {
			ini_complain(complaints, ini->file, s->line,
				_("there is no form \"%s\" to use blocks of"), s->name);
			continue;
		}
		put_used(&u, "blocks", _("block"), put_block);
		put_used(&u, "checks", _("check"), put_check);
	}
	if (out)
		ini_free(ini);
	return out ? out : ini;
}
