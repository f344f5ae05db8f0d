#include "config.h"

#include "model/audit_words.h"

#include <string.h>
#include "base/i18n.h"
#include "base/money.h"
#include "store/body.h"

/* --- the programmes ------------------------------------------------------------------------- */

/* Keys and words of programme files hold nothing that must be escaped. */
static void put_word(GString *out, const char *name, const char *word)
{
	g_string_append_printf(out, word ? ",\"%s\":\"%s\"" : ",\"%s\":null", name, word);
}

static void put_words(GString *out, const char *name, char **words)
{
	g_autofree char *joined = words && *words ? g_strjoinv(" ", words) : NULL;

	put_word(out, name, joined);
}

static void put_flag(GString *out, const char *name, bool value)
{
	g_string_append_printf(out, ",\"%s\":%d", name, value);
}

static void put_states(GString *out, const struct programme *p)
{
	static const char *const kinds[] = {"open", "active", "closed"};

	for (int kind = STATE_OPEN; kind <= STATE_CLOSED; kind++) {
		int n = 0;

		g_string_append_printf(out, ",\"%s\":[", kinds[kind]);
		for (guint i = 0; i < p->states->len; i++) {
			const struct state_def *s = g_ptr_array_index(p->states, i);

			if ((int)s->kind == kind)
				g_string_append_printf(out, "%s\"%s\"", n++ ? "," : "", s->key);
		}
		g_string_append_c(out, ']');
	}
}

/* A label goes between quotes. */
static void put_label(GString *out, const char *label)
{
	for (; *label; label++)
		if (*label != '"' && *label != '\\' && (guchar)*label >= ' ')
			g_string_append_c(out, *label);
}

/* The papers that every case must have, and the step that must not pass without them (K-01). */
static void put_papers(GString *out, const struct programme *p)
{
	int n = 0;

	g_string_append(out, ",\"papers\":[");
	for (guint i = 0; i < p->papers->len; i++) {
		const struct paper_def *paper = g_ptr_array_index(p->papers, i);

		if (!paper->by || paper->when)
			continue;
		g_string_append_printf(
			out, "%s[\"%s\",\"%s\"]", n++ ? "," : "", paper->code, paper->by);
	}
	g_string_append_c(out, ']');
}

static void put_deadlines(GString *out, const struct programme *p)
{
	g_string_append(out, ",\"deadlines\":[");
	for (guint i = 0; i < p->deadlines->len; i++) {
		const struct deadline_def *d = g_ptr_array_index(p->deadlines, i);

		g_string_append_printf(
			out, "%s[\"%s\",%d,\"", i ? "," : "", d->key, d->waits || d->birthday);
		put_label(out, d->label);
		g_string_append(out, "\"]");
	}
	g_string_append_c(out, ']');
}

/* Of a programme with a birthday (G-06): its age, the paper that lets it go on. */
static void put_age(GString *out, struct desk *desk, const struct programme *p, day on)
{
	const char *age = p->age_limit ? desk_policy(desk, p->age_limit, "", on) : NULL;

	g_string_append_printf(out, ",\"age\":%s", age && *age ? age : "null");
	put_word(out, "age_paper", p->age_paper);
}

static bool is_quarterly(struct desk *desk, const struct programme *p, day on)
{
	const char *word = p->cycle;

	if (word && library_param(desk->lib, word))
		word = desk_policy(desk, word, "", on);
	return g_strcmp0(word, "quarter") == 0;
}

static void put_programme(GString *out, struct desk *desk, const struct programme *p, day on)
{
	g_string_append_printf(out, "{\"key\":\"%s\"", p->key);
	put_word(out, "group", p->group);
	put_word(out, "amount", p->amount);
	put_word(out, "standard", p->standard);
	put_word(out, "ceiling", p->ceiling);
	put_flag(out, "individual", p->individual);
	put_flag(out, "publicity", p->publicity);
	put_flag(out, "forbidden", p->no_publicity != NULL);
	put_flag(out, "restricted", p->restricted);
	put_words(out, "readers", p->readers);
	put_flag(out, "half", p->half_year != NULL);
	put_flag(out, "reviewed", programme_action(p, "recheck") != NULL);
	put_flag(out, "heard", programme_action(p, "hear") != NULL);
	put_flag(out, "quarterly", is_quarterly(desk, p, on));
	put_age(out, desk, p, on);
	put_states(out, p);
	put_papers(out, p);
	put_deadlines(out, p);
	g_string_append_c(out, '}');
}

char *audit_programmes(struct desk *desk, day on)
{
	const GPtrArray *all = library_programmes(desk->lib);
	GString *out = g_string_new("[");

	for (guint i = 0; i < all->len; i++) {
		if (i)
			g_string_append_c(out, ',');
		put_programme(out, desk, g_ptr_array_index(all, i), on);
	}
	g_string_append_c(out, ']');
	return g_string_free(out, FALSE);
}

char *audit_excludes(const struct library *lib)
{
	const GPtrArray *all = library_programmes(lib);
	GString *out = g_string_new("[");

	for (guint i = 0; i < all->len; i++)
		for (guint j = 0; j < all->len; j++) {
			const struct programme *a = g_ptr_array_index(all, i);
			const struct programme *b = g_ptr_array_index(all, j);

			if (programme_excludes(a, b))
				g_string_append_printf(out, "%s[\"%s\",\"%s\"]",
					out->len > 1 ? "," : "", a->key, b->key);
		}
	g_string_append_c(out, ']');
	return g_string_free(out, FALSE);
}

/* D-60: a household with such a code is reviewed every half year. */
char *audit_unsteady(const struct library *lib)
{
	static const struct {
		const char *list, *attribute;
	} lists[] = {{"labour", "able"}, {"wage_kind", "unstable"}, {"business_kind", "unstable"},
		{"property_kind", "unstable"}, {"transfer_kind", "unstable"}};
	GString *out = g_string_new("[");

	for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
		const struct code_list *list = library_codes(lib, lists[i].list);

		for (guint j = 0; list && j < list->codes->len; j++) {
			const struct code *code = g_ptr_array_index(list->codes, j);

			if (g_strcmp0(code_attribute(code, lists[i].attribute), "yes") == 0)
				g_string_append_printf(out, "%s[\"%s\",\"%s\"]",
					out->len > 1 ? "," : "", lists[i].list, code->key);
		}
	}
	g_string_append_c(out, ']');
	return g_string_free(out, FALSE);
}

/* --- sentences ------------------------------------------------------------------------------ */

static int column_of(const struct query *q, const struct audit_slot *slot)
{
	for (int col = 0; col < query_columns(q); col++) {
		const char *name = query_name(q, col);

		if (strlen(name) == slot->name_len && memcmp(name, slot->name, slot->name_len) == 0)
			return col;
	}
	return -1;
}

static void put_facts(GString *out, GHashTable *done, struct query *q, const char *say)
{
	struct audit_slot slot;
	gsize plain;

	for (const char *at = say ? say : ""; audit_slot_next(at, &plain, &slot); at = slot.after) {
		int col = column_of(q, &slot);
		struct value v = {VALUE_NULL, 0, NULL, 0};

		if (col < 0 || !g_hash_table_add(done, GINT_TO_POINTER(col)))
			continue;
		if (query_is_int(q, col)) {
			v.type = VALUE_INT;
			v.i = query_int(q, col);
		} else if (!query_is_null(q, col)) {
			v.type = VALUE_TEXT;
			v.s = query_text(q, col);
			v.len = strlen(v.s);
		}
		body_pair(out, slot.name, slot.name_len, &v);
	}
}

char *audit_facts(const struct audit_def *def, struct query *q)
{
	g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
	GString *out = g_string_new(NULL);

	body_begin(out);
	put_facts(out, done, q, def->say);
	put_facts(out, done, q, def->say_other);
	body_end(out);
	return g_string_free(out, FALSE);
}

/* Codes parted by blanks or commas, as group_concat gives them. */
static void put_labels(GString *out, const struct code_list *list, const char *text)
{
	g_auto(GStrv) codes = g_strsplit_set(text, " ,", -1);
	int n = 0;

	for (char **code = codes; *code; code++)
		if (**code)
			g_string_append_printf(
				out, "%s%s", n++ ? _(", ") : "", code_list_label(list, *code));
}

/* A value as people read it: yuan, the label of a code. */
static void put_shown(
	GString *out, const struct desk *desk, const struct audit_slot *slot, const struct value *v)
{
	g_autofree char *kind = g_strndup(slot->kind, slot->kind_len);
	const struct code_list *list = *kind ? library_codes(desk->lib, kind) : NULL;
	g_autofree char *text = v->type == VALUE_INT
		? g_strdup_printf("%" G_GINT64_FORMAT, v->i)
		: g_strndup(v->s ? v->s : "", v->type == VALUE_TEXT ? v->len : 0);
	char money[MONEY_LEN];

	if (v->type == VALUE_INT && strcmp(kind, "money") == 0)
		g_string_append(out, money_plain(v->i, money));
	else if (list)
		put_labels(out, list, text);
	else
		g_string_append(out, text);
}

static bool is_slot(const struct audit_slot *slot, const char *name, gsize len)
{
	return slot->name_len == len && memcmp(slot->name, name, len) == 0;
}

static void put_surname(GString *out, const struct value *v)
{
	if (v->type == VALUE_TEXT && v->len)
		g_string_append_len(out, v->s, g_utf8_next_char(v->s) - v->s);
	g_string_append(out, "**");
}

static void put_slot(GString *out, const struct desk *desk, const struct audit_slot *slot,
	const char *facts, bool masked)
{
	struct body body = {0};
	struct body_pair pair;

	body_read(&body, facts, strlen(facts));
	while (body_next(&body, &pair)) {
		if (!is_slot(slot, pair.name.s, pair.name.len))
			continue;
		if (masked && is_slot(slot, "name", strlen("name")))
			put_surname(out, &pair.after);
		else
			put_shown(out, desk, slot, &pair.after);
		break;
	}
	body_clear(&body);
}

char *audit_sentence(
	const struct desk *desk, const struct audit_def *def, const char *facts, bool masked)
{
	GString *out = g_string_new(NULL);
	const char *at = def->say;
	struct audit_slot slot;
	gsize plain;

	while (audit_slot_next(at, &plain, &slot)) {
		g_string_append_len(out, at, (gssize)plain);
		put_slot(out, desk, &slot, facts, masked);
		at = slot.after;
	}
	g_string_append(out, at);
	return g_string_free(out, FALSE);
}
