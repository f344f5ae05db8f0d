#include "form/audit.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

static const char *const severity_words[] = {"info", "warn", "error", NULL};

const char *audit_severity_word(enum audit_severity severity)
{
	return severity_words[severity];
}

enum audit_severity audit_severity_parse(const char *word, enum audit_severity none)
{
	for (int i = 0; severity_words[i]; i++)
		if (g_strcmp0(severity_words[i], word) == 0)
			return i;
	return none;
}

void audit_free(struct audit_def *def)
{
	if (!def)
		return;
	g_free(def->key);
	g_free(def->file);
	g_free(def->title);
	g_free(def->finding);
	g_free(def->law);
	g_strfreev(def->params);
	g_strfreev(def->with);
	g_free(def->say);
	g_free(def->say_other);
	g_free(def->query);
	g_free(def->sql);
	g_free(def);
}

void audit_part_free(struct audit_part *part)
{
	if (!part)
		return;
	g_free(part->key);
	g_free(part->file);
	g_strfreev(part->with);
	g_free(part->query);
	g_free(part);
}

/* --- head and query ------------------------------------------------------------------------- */

/* The head is the comment that the file begins with, up to the first line that is none.  Its text
 * is what stands after "-- ", line for line, so that complaints name the right ones. */
static const char *split_head(const char *text, const char *end, GString *head)
{
	const char *at = text;

	while (end - at >= 2 && at[0] == '-' && at[1] == '-') {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *after = stop ? stop + 1 : end;

		at += 2;
		if (at < after && *at == ' ')
			at++;
		g_string_append_len(head, at, after - at);
		at = after;
	}
	return at;
}

/* The first word of the query, below the remarks that may stand above it; *line: its line. */
static const char *skip_remarks(const char *text, const char *at, const char *end, int *line)
{
	*line = 1;
	for (const char *p = text; p < at; p++)
		*line += *p == '\n';
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *after = stop ? stop + 1 : end;
		const char *word = at;

		while (word < after && g_ascii_isspace(*word))
			word++;
		if (word < after && !(after - word >= 2 && word[0] == '-' && word[1] == '-'))
			return word;
		at = after;
		++*line;
	}
	return end;
}

/* One statement; what a person writes behind it, a semicolon, is not for the query. */
static char *trimmed_query(const char *at, const char *end)
{
	char *query = g_strstrip(g_strndup(at, (gsize)(end - at)));
	size_t len = strlen(query);

	while (len && (query[len - 1] == ';' || g_ascii_isspace(query[len - 1])))
		query[--len] = '\0';
	return query;
}

static char *other_language(const struct ini_section *s, const char *key, const char *shown)
{
	g_autofree char *english = g_strconcat(key, "[en]", NULL);
	const char *plain = ini_value(s, key), *en = ini_value(s, english);

	return g_strdup(g_strcmp0(plain, shown) == 0 ? en : plain);
}

static struct audit_def *read_check(
	const struct source *src, const struct ini_section *s, const char *query, int line)
{
	static const char *const known[] = {"title", "title[en]", "severity", "finding", "law",
		"params", "with", "at", "say", "say[en]", NULL};
	static const char *const places[] = {"audit", "list", "entry", NULL};
	struct audit_def *def = g_new0(struct audit_def, 1);
	int severity = section_choice(src, s, "severity", severity_words);
	int place;

	section_has_code(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	def->key = g_strdup(s->name);
	def->file = g_strdup(src->ini->file);
	def->line = s->line;
	def->query_line = line;
	def->title = section_label(src, s, "title");
	def->severity = severity < 0 ? AUDIT_WARN : severity;
	def->finding = section_text(s, "finding");
	def->law = section_text(s, "law");
	def->params = section_words(s, "params");
	def->with = section_words(s, "with");
	place = section_choice(src, s, "at", places);
	def->list = place == 1;
	def->entry = place == 2;
	def->say = section_label(src, s, "say");
	def->say_other = other_language(s, "say", def->say);
	def->say_line = section_line(s, "say");
	def->query = g_strdup(query);
	return def;
}

static struct audit_part *read_part(
	const struct source *src, const struct ini_section *s, const char *query, int line)
{
	static const char *const known[] = {"with", "keep", NULL};
	struct audit_part *part = g_new0(struct audit_part, 1);

	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	part->key = g_strdup(s->name);
	part->file = g_strdup(src->ini->file);
	part->line = s->line;
	part->query_line = line;
	part->with = section_words(s, "with");
	part->keep = section_flag(src, s, "keep");
	part->query = g_strdup(query);
	return part;
}

struct audit_file audit_read(
	const char *file, const char *text, gsize len, struct ini_complaints *c)
{
	static const char *const kinds[] = {"check", "part", NULL};
	g_autoptr(GString) head = g_string_new(NULL);
	struct audit_file out = {NULL, NULL};
	int line;
	const char *at = skip_remarks(text, split_head(text, text + len, head), text + len, &line);
	g_autofree char *query = trimmed_query(at, text + len);
	g_autoptr(ini) ini = ini_parse(file, head->str, (gssize)head->len, c);
	const struct source src = {ini, c};
	const struct ini_section *s = ini->sections->len ? ini->sections->pdata[0] : NULL;

	if (!s)
		ini_complain(c, file, 1, _("the file has no head; begin it with -- [check K-..]"));
	else if (ini->sections->len > 1)
		ini_complain(c, file, ((struct ini_section *)ini->sections->pdata[1])->line,
			_("a file holds one check: put this one into a file of its own"));
	else if (!*query)
		ini_complain(c, file, line, _("no query stands below the head"));
	else if (strcmp(s->kind, "check") == 0)
		out.check = read_check(&src, s, query, line);
	else if (strcmp(s->kind, "part") == 0)
		out.part = read_part(&src, s, query, line);
	else
		section_refuse(&src, s, kinds);
	return out;
}

/* --- parts ---------------------------------------------------------------------------------- */

struct joining {
	const GPtrArray *parts;
	struct ini_complaints *c;
	GPtrArray *taken; /* in the order in which they must stand; not owned */
	GPtrArray *open;  /* those that wait for what they build on */
};

static const struct audit_part *find_part(const GPtrArray *parts, const char *key)
{
	for (guint i = 0; i < parts->len; i++) {
		const struct audit_part *part = g_ptr_array_index(parts, i);

		if (strcmp(part->key, key) == 0)
			return part;
	}
	return NULL;
}

static bool no_such_part(const struct joining *j, const char *key, const char *file, int line)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	const struct spot spot = {file, line, j->c};

	for (guint i = 0; i < j->parts->len; i++)
		g_ptr_array_add(keys, ((struct audit_part *)j->parts->pdata[i])->key);
	complain_no_such(spot, _("shared part"), key, keys);
	return false;
}

/* Parts build on each other a few levels deep, never in a circle. */
static bool take_parts(struct joining *j, char **keys, const char *file, int line)
{
	for (; *keys; keys++) {
		const struct audit_part *part = find_part(j->parts, *keys);

		if (!part)
			return no_such_part(j, *keys, file, line);
		if (g_ptr_array_find(j->taken, part, NULL))
			continue;
		if (g_ptr_array_find(j->open, part, NULL)) {
			ini_complain(
				j->c, file, line, _("the parts go in a circle at \"%s\""), *keys);
			return false;
		}
		g_ptr_array_add(j->open, (gpointer)part);
		if (!take_parts(j, part->with, part->file, part->line))
			return false;
		g_ptr_array_add(j->taken, (gpointer)part);
	}
	return true;
}

/* A query with tables of its own goes on after the parts. */
static const char *after_with(const char *query)
{
	static const char *const heads[] = {"WITH RECURSIVE", "WITH"};

	for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
		size_t len = strlen(heads[i]);

		if (g_ascii_strncasecmp(query, heads[i], len) == 0 && g_ascii_isspace(query[len]))
			return query + len;
	}
	return NULL;
}

bool audit_join(struct audit_def *def, const GPtrArray *parts, struct ini_complaints *c)
{
	g_autoptr(GPtrArray) taken = g_ptr_array_new();
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	struct joining j = {parts, c, taken, open};
	const char *own = after_with(def->query);
	GString *sql;

	if (!take_parts(&j, def->with, def->file, def->line))
		return false;
	sql = g_string_new(taken->len ? "WITH RECURSIVE " : NULL);
	for (guint i = 0; i < taken->len; i++) {
		const struct audit_part *part = g_ptr_array_index(taken, i);

		g_string_append_printf(sql, "%s%s AS %s (\n%s\n)", i ? ", " : "", part->key,
			part->keep ? "MATERIALIZED" : "NOT MATERIALIZED", part->query);
	}
	if (taken->len)
		g_string_append(sql, own ? "," : "\n");
	g_string_append(sql, taken->len && own ? own : def->query);
	def->sql = g_string_free(sql, FALSE);
	return true;
}

/* --- sentences ------------------------------------------------------------------------------ */

bool audit_slot_next(const char *text, gsize *plain, struct audit_slot *slot)
{
	const char *open = strchr(text, '{');
	const char *close = open ? strchr(open, '}') : NULL;
	const char *colon = close ? memchr(open, ':', (size_t)(close - open)) : NULL;

	if (!close) {
		*plain = strlen(text);
		return false;
	}
	*plain = (gsize)(open - text);
	*slot = (struct audit_slot){
		.name = open + 1,
		.name_len = (gsize)((colon ? colon : close) - open - 1),
		.kind = colon ? colon + 1 : close,
		.kind_len = colon ? (gsize)(close - colon - 1) : 0,
		.after = close + 1,
	};
	return true;
}
