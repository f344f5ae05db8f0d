#include "config.h"

#include <errno.h>
#include <string.h>

#include "rule/policy.h"

struct policy {
	const struct library *lib; /* NULL: no defaults */
	GPtrArray *rows;
	GHashTable *by_key; /* key -> GPtrArray of rows, not owned */
};

static void row_free(gpointer data)
{
	struct policy_row *row = data;

	g_free(row->key);
	g_free(row->area);
	g_free(row->value);
	g_free(row->document);
	g_free(row);
}

struct policy *policy_new(const struct library *lib)
{
	struct policy *p = g_new0(struct policy, 1);

	p->lib = lib;
	p->rows = g_ptr_array_new_with_free_func(row_free);
	p->by_key = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	return p;
}

void policy_free(struct policy *p)
{
	if (!p)
		return;
	g_hash_table_unref(p->by_key);
	g_ptr_array_unref(p->rows);
	g_free(p);
}

static char *copy_text(const char *text)
{
	return g_strdup(text ? text : "");
}

void policy_add(struct policy *p, const struct policy_row *row)
{
	struct policy_row *copy = g_new0(struct policy_row, 1);
	GPtrArray *same;

	*copy = *row;
	copy->key = copy_text(row->key);
	copy->area = copy_text(row->area);
	copy->value = copy_text(row->value);
	copy->document = copy_text(row->document);
	g_ptr_array_add(p->rows, copy);

	same = g_hash_table_lookup(p->by_key, copy->key);
	if (!same) {
		same = g_ptr_array_new();
		g_hash_table_insert(p->by_key, g_strdup(copy->key), same);
	}
	g_ptr_array_add(same, copy);
}

const GPtrArray *policy_rows(const struct policy *p)
{
	return p->rows;
}

static bool in_force(const struct policy_row *row, day on)
{
	return row->from <= on && (row->to == DAY_NONE || on <= row->to);
}

/* The later from wins; of two from the same day the one added last, which is the correction. */
static const struct policy_row *latest(const GPtrArray *rows, const char *area, day on)
{
	const struct policy_row *best = NULL;

	for (guint i = 0; i < rows->len; i++) {
		const struct policy_row *row = g_ptr_array_index(rows, i);

		if (strcmp(row->area, area) != 0 || !in_force(row, on))
			continue;
		if (!best || row->from >= best->from)
			best = row;
	}
	return best;
}

const struct policy_row *policy_row_at(
	const struct policy *p, const char *key, const char *area, day on)
{
	const GPtrArray *rows = g_hash_table_lookup(p->by_key, key);
	const struct policy_row *row = NULL;

	if (!rows || on == DAY_NONE)
		return NULL;
	if (area && *area)
		row = latest(rows, area, on);
	return row ? row : latest(rows, "", on);
}

const char *policy_value(const struct policy *p, const char *key, const char *area, day on)
{
	const struct policy_row *row = policy_row_at(p, key, area, on);
	const struct param_def *def;

	if (row)
		return row->value;
	def = p->lib ? library_param(p->lib, key) : NULL;
	if (def && def->later && on >= day_from_iso(def->later_from))
		return def->later;
	return def ? def->fallback : NULL;
}

gint64 policy_int(const struct policy *p, const char *key, const char *area, day on, gint64 none)
{
	const char *value = policy_value(p, key, area, on);
	char *end = NULL;
	gint64 n;

	if (!value || !*value)
		return none;
	errno = 0;
	n = g_ascii_strtoll(value, &end, 10);
	return errno || *end ? none : n;
}
