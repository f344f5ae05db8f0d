#include "config.h"

#include "model/setting.h"

#include <string.h>
#include "base/i18n.h"

#define ROUND_UNIT_MAX 100 /* fen: one yuan (D-55, P10) */

/* --- what may stand in a row --------------------------------------------------------------- */

static bool whole_number(const char *text, gint64 *out)
{
	return text && g_ascii_string_to_signed(text, 10, 0, G_MAXINT64 / 100, out, NULL);
}

static bool check_type(const struct library *lib, const struct param_def *def,
	const struct setting *s, GError **error)
{
	const struct code_list *codes;
	gint64 n;

	switch (def->type) {
	case PARAM_CODE:
		codes = library_codes(lib, def->codes);
		if (codes && s->value && code_list_find(codes, s->value))
			return true;
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s: \"%s\" is none of the codes of %s; choose one from the list"),
			def->label, s->value ? s->value : "", codes ? codes->label : def->codes);
	case PARAM_MONEY:
		return whole_number(s->value, &n) ||
			jz_fail(error, JZ_ERROR_BAD, _("%s: \"%s\" is no amount; key it in yuan"),
				def->label, s->value ? s->value : "");
	case PARAM_INTEGER:
	case PARAM_PERCENT:
		break;
	}
	return whole_number(s->value, &n) ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s: \"%s\" is no number; key digits without a unit"), def->label,
			s->value ? s->value : "");
}

/* Whatever a county's code list allows: hundreds were the audit's finding (P10). */
static bool check_round_unit(const struct setting *s, GError **error)
{
	gint64 unit;

	if (strcmp(s->key, "round_unit") != 0)
		return true;
	if (whole_number(s->value, &unit) && unit >= 1 && unit <= ROUND_UNIT_MAX)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("amounts may be rounded to fen, jiao or yuan, never to more than one yuan (D-55, "
		  "P10)"));
}

static bool check_area(const struct param_def *def, const struct setting *s, GError **error)
{
	const char *area = s->area ? s->area : "";

	if (!*area || (def->by_area && (!strcmp(area, "urban") || !strcmp(area, "rural"))))
		return true;
	return jz_fail(error, JZ_ERROR_BAD,
		def->by_area ? _("%s: \"%s\" is no area; it is urban or rural")
			     : _("%s is one for all areas; leave the area \"%s\" away"),
		def->label, area);
}

bool setting_check(const struct library *lib, const struct setting *s, GError **error)
{
	const struct param_def *def = library_param(lib, s->key);

	if (!def)
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no parameter %s; the parameters are in policy/parameters.ini"),
			s->key);
	if (s->from == DAY_NONE)
		return jz_fail(error, JZ_ERROR_BAD, _("%s: say from which day on it is in force"),
			def->label);
	return check_area(def, s, error) && check_round_unit(s, error) &&
		check_type(lib, def, s, error);
}

/* --- rows in a line of time ---------------------------------------------------------------- */

struct neighbours {
	row_id same, before;
	day next; /* the following row begins here, or DAY_NONE */
};

static bool find_neighbours(struct change *c, const char *key, const char *area, const char *from,
	struct neighbours *n, GError **error)
{
	struct query *q = db_query(change_db(c),
		"SELECT id, from_date FROM policy_value WHERE key = $1 AND area = $2"
		" ORDER BY from_date, id",
		"tt", key, area);

	*n = (struct neighbours){.next = DAY_NONE};
	while (query_next(q)) {
		int order = strcmp(query_text(q, 1), from);

		if (order < 0)
			n->before = query_int(q, 0);
		else if (order == 0)
			n->same = query_int(q, 0);
		else if (n->next == DAY_NONE)
			n->next = day_from_iso(query_text(q, 1));
	}
	return query_end(q, error);
}

static bool end_row(struct change *c, row_id id, day last, GError **error)
{
	struct record r = record_of("policy_value");
	char date[DAY_LEN];

	record_text(&r, "to_date", day_to_iso(last, date));
	return change_update(c, id, &r, NULL, error);
}

bool setting_put(
	struct change *c, const struct library *lib, const struct setting *s, GError **error)
{
	char from[DAY_LEN], to[DAY_LEN], issued[DAY_LEN];
	const char *area = s->area ? s->area : "";
	struct record r = record_of("policy_value");
	struct neighbours n;

	if (!setting_check(lib, s, error))
		return false;
	day_to_iso(s->from, from);
	if (!find_neighbours(c, s->key, area, from, &n, error))
		return false;
	record_text(&r, "key", s->key);
	record_text(&r, "area", area);
	record_text(&r, "value", s->value);
	record_text(&r, "from_date", from);
	record_text(&r, "to_date", n.next == DAY_NONE ? "" : day_to_iso(n.next - 1, to));
	record_text(&r, "document", s->document);
	record_text(&r, "issued_on", day_to_iso(s->issued, issued));
	record_int(&r, "sample", s->sample);
	record_text(&r, "note", s->note);
	if (n.same)
		return change_update(c, n.same, &r, NULL, error);
	return (!n.before || end_row(c, n.before, s->from - 1, error)) &&
		change_insert(c, &r, NULL, error);
}

bool setting_add(struct desk *desk, const struct setting *s, GError **error)
{
	struct change *c;
	bool ok;

	if (!(desk->who.roles & ROLE_ADMIN))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only an administrator may set standards and parameters; let the "
			  "administrator sign in"));
	c = desk_change(desk, "setting", error);
	ok = c && setting_put(c, desk->lib, s, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(desk, error);
}

/* --- the samples that are shipped ---------------------------------------------------------- */

#define SAMPLES "policy/sample.tsv"
enum sample_column { S_KEY, S_AREA, S_VALUE, S_FROM, S_DOCUMENT, S_NOTE, S_COLUMNS };

/* In the file money is yuan, as everywhere in forms/. */
static char *sample_value(const struct library *lib, const char *key, const char *value)
{
	const struct param_def *def = library_param(lib, key);
	fen amount;

	if (def && def->type == PARAM_MONEY && money_read(value, &amount))
		return g_strdup_printf("%" G_GINT64_FORMAT, amount);
	return g_strdup(value);
}

static bool put_sample(
	struct change *c, const struct library *lib, const char *line, int number, GError **error)
{
	g_auto(GStrv) cell = g_strsplit(line, "\t", S_COLUMNS);
	g_autofree char *value = NULL;
	g_autoptr(GError) why = NULL;

	if (g_strv_length(cell) != S_COLUMNS)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s:%d: a line has %d columns, this one has %d; put a tab between them"),
			SAMPLES, number, S_COLUMNS, (int)g_strv_length(cell));
	value = sample_value(lib, cell[S_KEY], cell[S_VALUE]);
	struct setting s = {
		.key = cell[S_KEY],
		.area = cell[S_AREA],
		.value = value,
		.from = day_from_iso(cell[S_FROM]),
		.document = cell[S_DOCUMENT],
		.issued = DAY_NONE,
		.sample = true,
		.note = cell[S_NOTE],
	};
	return setting_put(c, lib, &s, &why) ||
		jz_fail(error, JZ_ERROR_BAD, "%s:%d: %s", SAMPLES, number, why->message);
}

bool setting_put_samples(struct change *c, const struct library *lib, GError **error)
{
	g_autofree char *text = library_text(lib, SAMPLES);
	g_auto(GStrv) lines = NULL;

	if (!text)
		return true; /* a county may ship none */
	lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		g_strdelimit(lines[i], "\r", '\0');
		if (!*lines[i] || *lines[i] == '#' || g_str_has_prefix(lines[i], "key\t"))
			continue;
		if (!put_sample(c, lib, lines[i], i + 1, error))
			return false;
	}
	return true;
}

bool setting_is_sample(struct desk *desk, bool *missing)
{
	const GPtrArray *programmes = library_programmes(desk->lib);
	bool sample = false, gap = false;

	for (guint i = 0; i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		for (char **area = p->areas; p->standard && area && *area; area++) {
			const struct policy_row *row =
				policy_row_at(desk->policy, p->standard, *area, day_today());

			sample |= row && row->sample;
			gap |= !row;
		}
	}
	if (missing)
		*missing = gap;
	return sample || gap;
}
