#include "config.h"

#include "tests/unit/audit_fixture.h"

#include <string.h>

/* --- rows ----------------------------------------------------------------------------------- */

static void set_column(struct record *r, char *pair, GHashTable *names)
{
	char *value = strchr(pair, '=');
	const row_id *of;

	if (!value)
		fail_msg("\"%s\" is no column=value", pair);
	*value++ = '\0';
	if (*value == '#') {
		record_int(r, pair, g_ascii_strtoll(value + 1, NULL, 10));
	} else if (*value == '@') {
		of = names ? g_hash_table_lookup(names, value + 1) : NULL;
		if (!of)
			fail_msg("no row is called \"%s\"", value);
		record_int(r, pair, *of);
	} else {
		record_text(r, pair, value);
	}
}

/* id 0: a new row. */
static row_id save(
	struct change *c, const char *table, const char *columns, GHashTable *names, row_id id)
{
	g_auto(GStrv) pairs = g_strsplit(columns, ";", -1);
	struct record r = record_of(table);
	GError *error = NULL;

	for (char **pair = pairs; *pair && **pair; pair++)
		set_column(&r, *pair, names);
	must(id ? change_update(c, id, &r, NULL, &error) : change_insert(c, &r, &id, &error),
		&error);
	return id;
}

static struct change *begin(struct office_fixture *o)
{
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c != NULL, &error);
	return c;
}

static void commit(struct change *c)
{
	GError *error = NULL;

	must(change_commit(&c, &error), &error);
}

row_id audit_put(struct office_fixture *o, const char *table, const char *columns)
{
	struct change *c = begin(o);
	row_id id = save(c, table, columns, NULL, 0);

	commit(c);
	return id;
}

row_id audit_put_of(
	struct office_fixture *o, const char *table, const char *owner, row_id id, const char *more)
{
	g_autofree char *columns = g_strdup_printf("%s=#%" G_GINT64_FORMAT ";%s", owner, id, more);

	return audit_put(o, table, columns);
}

static void put_line(struct change *c, const char *line, GHashTable *names)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 4);
	bool changed = words[1] && g_str_equal(words[1], "=");
	const row_id *of = g_hash_table_lookup(names, words[0]);
	row_id id;

	if (g_strv_length(words) < (changed ? 4 : 3) || (changed && !of))
		fail_msg("\"%s\" is no row", line);
	if (changed) {
		save(c, words[2], words[3], names, *of);
		return;
	}
	g_autofree char *columns = g_strjoinv(" ", words + 2);
	id = save(c, words[1], columns, names, 0);
	g_hash_table_replace(names, g_strdup(words[0]), g_memdup2(&id, sizeof id));
}

void audit_put_all(struct office_fixture *o, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GHashTable) names =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	row_id standard = number(o,
		"SELECT id FROM policy_value WHERE key = 'dibao_standard'"
		" AND area = 'rural'");

	g_hash_table_insert(names, g_strdup("standard"), g_memdup2(&standard, sizeof standard));
	struct change *c = begin(o);
	GError *error = NULL;
	for (char **line = lines; *line; line++)
		if (**line)
			put_line(c, *line, names);
	commit(c);
	must(desk_reload(o->desk, &error), &error);
}

/* --- running -------------------------------------------------------------------------------- */

struct seen {
	int n;
	char sentence[512];
};

static bool see(const struct audit_finding *f, void *ctx)
{
	struct seen *s = ctx;

	s->n++;
	g_strlcpy(s->sentence, f->sentence, sizeof s->sentence);
	return true;
}

bool audit_is_found(struct office_fixture *o, int year, const char *key, int n, const char *words)
{
	const struct audit_def *def = library_audit(o->lib, key);
	struct audit_period period = {day_make(year, 1, 1), day_make(year, 12, 31)};
	struct seen s = {0};
	GError *error = NULL;

	if (!def)
		fail_msg("there is no check %s", key);
	must(audit_run(o->desk, def, period, see, &s, &error), &error);
	if (s.n == n && strstr(s.sentence, words))
		return true;
	print_error("%s: %d findings instead of %d, \"%s\" without \"%s\"\n", key, s.n, n,
		s.sentence, words);
	return false;
}

void audit_finds(struct office_fixture *o, int year, const char *key, int n, const char *words)
{
	assert_true(audit_is_found(o, year, key, n, words));
}
