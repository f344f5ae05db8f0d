/* Every state, every action, every role: what the programme file says goes, and nothing else.  The
 * file is read here by a few lines of its own, not by the reader that the program uses (F22). */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/effect.h"

struct said {
	char *key, *from, *roles;
	bool dropped;
};

static void said_free(struct said *s)
{
	g_free(s->key);
	g_free(s->from);
	g_free(s->roles);
	g_free(s);
}

static struct said *find_said(const GPtrArray *list, const char *key)
{
	for (guint i = 0; i < list->len; i++)
		if (g_str_equal(((struct said *)g_ptr_array_index(list, i))->key, key))
			return g_ptr_array_index(list, i);
	return NULL;
}

static struct said *say(GPtrArray *list, const char *key)
{
	struct said *s = find_said(list, key);
	if (s)
		return s;
	s = g_new0(struct said, 1);
	s->key = g_strdup(key);
	g_ptr_array_add(list, s);
	return s;
}

static void set(char **to, const char *line, const char *key)
{
	g_autofree char *begin = g_strconcat(key, " =", NULL);
	if (!g_str_has_prefix(line, begin))
		return;
	g_free(*to);
	*to = g_strstrip(g_strdup(line + strlen(begin)));
}

/* "[action accept]" and its lines "from = draft", "roles = clerk"; states likewise.  What the file
 * is like comes first, and each line of its own takes the place of that one's. */
static void read_into(
	const struct town *t, GPtrArray *list, const char *programme, const char *kind)
{
	g_autofree char *path = g_strdup_printf("programmes/%s.ini", programme);
	g_autofree char *text = library_text(t->lib, path);
	assert_non_null(text);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *begin = g_strdup_printf("[%s ", kind);
	struct said *now = NULL;
	for (char **l = lines; *l; l++) {
		if (g_str_has_prefix(*l, "like = "))
			read_into(t, list, *l + strlen("like = "), kind);
		if (**l == '[') {
			g_autofree char *key = g_str_has_prefix(*l, begin)
				? g_strndup(*l + strlen(begin), strcspn(*l + strlen(begin), "]"))
				: NULL;
			now = key ? say(list, key) : NULL;
		} else if (now) {
			set(&now->from, *l, "from");
			set(&now->roles, *l, "roles");
			now->dropped = now->dropped || g_str_equal(*l, "drop = yes");
		}
	}
}

static GPtrArray *read_sections(const struct town *t, const char *programme, const char *kind)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)said_free);
	read_into(t, list, programme, kind);
	for (guint i = list->len; i-- > 0;)
		if (((struct said *)g_ptr_array_index(list, i))->dropped)
			g_ptr_array_remove_index(list, i);
	assert_true(list->len >= 6);
	return list;
}

static bool lists(const char *words, const char *word)
{
	g_auto(GStrv) list = g_strsplit(words ? words : "", ",", -1);
	for (char **w = list; *w; w++)
		if (g_str_equal(g_strstrip(*w), word))
			return true;
	return false;
}

static bool has_condition(const GPtrArray *reasons, const char *condition)
{
	for (guint i = 0; i < reasons->len; i++)
		if (g_str_equal(
			    ((struct reason *)g_ptr_array_index(reasons, i))->condition, condition))
			return true;
	return false;
}

static const struct {
	const char *role, *login;
} everybody[] = {{"clerk", "clerk"}, {"investigator", "civil"}, {"reviewer", "reviewer"},
	{"approver", "approver"}, {"payer", "payer"}, {"auditor", "auditor"},
	{"administrator", "admin"}};

/* The file of each programme, and a case of it: one household, one person. */
static row_id case_of(struct town *t, const struct programme *p, int n)
{
	static const char hardship[] =
		"hardship.cause=1; hardship.event=火灾; hardship.occurred_on=2026-06-01;"
		"hardship.place=秀水村; hardship.spent=5000";
	static const char child[] =
		"parent.0.role=father; parent.0.name=赵大; parent.0.situation=1; parent.0.proof=1;"
		"parent.1.role=mother; parent.1.name=李二; parent.1.situation=1; parent.1.proof=2;";
	static const char carer[] = "carer.name=李秀英; carer.relation=2;";
	static const char found[] =
		"relief.found_at=车站; relief.found_by=2; relief.identity=known;"
		"relief.origin=.; relief.condition=平稳; relief.belongings=.";
	const struct form_def *form = library_form(t->lib, p->form);
	g_autofree char *id = id_of(20150310, n * 2 + 1);
	g_autofree char *typed = g_strdup_printf("%s%s%s%s",
		form_block(form, "hardship") ? hardship : "",
		form_block(form, "parent") ? child : "", form_block(form, "carer") ? carer : "",
		form_block(form, "relief") ? found : "");
	return p->individual ? apply(t, p->key, id, "赵小明", typed)
			     : apply_family(t, p->key, n, typed);
}

/* A step done by somebody who may not do it, or from where it cannot be done, changes nothing. */
static void assert_denied(
	struct town *t, const struct casefile *c, const char *action, const struct filling *f)
{
	bool done = flow_do(t->desk, c->id, action, f ? filling_entry((struct filling *)f) : NULL,
		DAY_NONE, &t->error);
	if (done)
		fail_msg("%s of %s was done from %s", action, c->programme, c->state);
	assert_int_equal(t->error->code, JZ_ERROR_DENIED);
	g_clear_error(&t->error);
}

static void try_all_roles(
	struct town *t, const struct casefile *c, const struct said *said, const struct filling *f)
{
	const struct action_def *a = programme_action(casefile_programme(t->desk, c), said->key);
	bool from = lists(said->from, c->state);
	assert_non_null(a);
	for (guint i = 0; i < G_N_ELEMENTS(everybody); i++) {
		bool role = lists(said->roles, everybody[i].role);
		sit(t, everybody[i].login);
		g_autoptr(GPtrArray) reasons = gate_check(t->desk, c, a, &t->error);
		must(t, reasons != NULL);
		if (has_condition(reasons, "state") == from ||
			(from && has_condition(reasons, "role") == role))
			fail_msg("%s of %s from %s by %s: the gate does not do what the file says",
				said->key, c->programme, c->state, everybody[i].role);
		if (!from || !role)
			assert_denied(t, c, said->key, f);
	}
	g_autofree char *state = state_of(t, c->id);
	assert_string_equal(state, c->state);
}

/* What is offered in a state is what the file lets begin there, the ordinary way first. */
static void try_offered(struct town *t, const struct casefile *c, const GPtrArray *actions)
{
	g_autoptr(GPtrArray) offered = flow_actions(t->desk, c);
	guint expected = 0;
	bool main = true;
	for (guint a = 0; a < actions->len; a++)
		expected += lists(((struct said *)g_ptr_array_index(actions, a))->from, c->state);
	if (offered->len != expected)
		fail_msg("%s in %s offers %u steps, not %u", c->programme, c->state, offered->len,
			expected);
	for (guint i = 0; i < offered->len; i++) {
		const struct action_def *a = g_ptr_array_index(offered, i);
		assert_true(lists(find_said(actions, a->key)->from, c->state));
		assert_true(main || !a->main);
		main = a->main;
	}
}

/* Steps of any other programme that this one does not have. */
static void try_unknown(struct town *t, const struct casefile *c, const GPtrArray *actions)
{
	static const char *const foreign[] = {"ask", "verify", "assess", "choose", "review",
		"publicise", "sample", "meet", "reassess", "publicise_stop", "escort", "admit",
		"leave", "capture", "adjust", "hear", "stop", "close", "nonsense"};
	const struct programme *p = casefile_programme(t->desk, c);
	for (guint i = 0; i < G_N_ELEMENTS(foreign); i++) {
		if (find_said(actions, foreign[i]))
			continue;
		bool hangs = g_str_equal(foreign[i], "publicise");
		g_clear_error(&t->error);
		assert_false(flow_do(t->desk, c->id, foreign[i], NULL, DAY_NONE, &t->error));
		assert_int_equal(t->error->code, JZ_ERROR_DENIED);
		if (!strstr(t->error->message, p->label) ||
			!strstr(t->error->message, hangs ? p->no_publicity : foreign[i]))
			fail_msg("%s: %s", foreign[i], t->error->message);
		g_clear_error(&t->error);
	}
}

static void try_programme(struct town *t, const struct programme *p, int n)
{
	g_autoptr(GPtrArray) states = read_sections(t, p->key, "state");
	g_autoptr(GPtrArray) actions = read_sections(t, p->key, "action");
	row_id id = case_of(t, p, n);
	assert_int_equal(p->states->len, states->len);
	assert_int_equal(p->actions->len, actions->len);
	for (guint s = 0; s < states->len; s++) {
		set_text(t, "casefile", id, "state",
			((struct said *)g_ptr_array_index(states, s))->key);
		g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
		must(t, c != NULL);
		try_offered(t, c, actions);
		try_unknown(t, c, actions);
		for (guint a = 0; a < actions->len; a++) {
			const struct said *said = g_ptr_array_index(actions, a);
			sit(t, "clerk");
			g_autoptr(filling) f = action_form(t, id, said->key);
			try_all_roles(t, c, said, f);
		}
		sit(t, "clerk");
	}
}

static void test_states_actions_roles(void **state)
{
	struct town *t = *state;
	const GPtrArray *all = library_programmes(t->lib);
	assert_int_equal(all->len, 12);
	for (guint i = 0; i < all->len; i++)
		try_programme(t, g_ptr_array_index(all, i), (int)i);
}

/* What must never hang (13, G-13): no step of the file hangs anything. */
static void test_no_publicity(void **state)
{
	struct town *t = *state;
	static const char *const never[] = {"orphan", "unattended", "infected", "temporary_urgent",
		"temporary_fast", "vagrant"};
	for (guint i = 0; i < G_N_ELEMENTS(never); i++) {
		const struct programme *p = library_programme(t->lib, never[i]);
		assert_false(p->publicity);
		assert_non_null(p->no_publicity);
		g_autoptr(GPtrArray) actions = read_sections(t, never[i], "action");
		for (guint a = 0; a < actions->len; a++)
			assert_null(strstr(
				((struct said *)g_ptr_array_index(actions, a))->key, "publici"));
	}
	static const char *const always[] = {
		"dibao", "dibao_single", "edge", "rigid", "destitute", "temporary"};
	for (guint i = 0; i < G_N_ELEMENTS(always); i++)
		assert_true(library_programme(t->lib, always[i])->publicity);
}

static void try_words(const struct town *t, const struct programme *p)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		for (char **n = a->needs; n && *n; n++)
			assert_true(gate_knows(*n));
		for (char **n = a->ensures; n && *n; n++)
			assert_true(gate_knows(*n));
		for (char **n = a->effects; n && *n; n++)
			assert_true(effect_knows(*n));
		if (a->form)
			assert_non_null(library_form(t->lib, a->form));
	}
}

/* Everything that the programme file names is there. */
static void test_words_known(void **state)
{
	struct town *t = *state;
	const GPtrArray *all = library_programmes(t->lib);
	for (guint k = 0; k < all->len; k++)
		try_words(t, g_ptr_array_index(all, k));
	assert_false(gate_knows("nonsense"));
	assert_false(gate_knows("papers/nonsense"));
	assert_false(effect_knows("nonsense"));
}
int run_table_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_states_actions_roles),
		TOWN(test_no_publicity),
		TOWN(test_words_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
