/* Every state, every action, every role: what the programme file says goes, and nothing else.  The
 * file is read here by a few lines of its own, not by the reader that the program uses (F22). */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/effect.h"

struct said {
	char *key, *from, *roles;
};

static void said_free(struct said *s)
{
	g_free(s->key);
	g_free(s->from);
	g_free(s->roles);
	g_free(s);
}

/* "[action accept]" and its lines "from = draft", "roles = clerk"; states likewise. */
static GPtrArray *read_sections(const struct town *t, const char *kind)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)said_free);
	g_autofree char *text = library_text(t->lib, "programmes/dibao.ini");
	assert_non_null(text);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *begin = g_strdup_printf("[%s ", kind);
	struct said *now = NULL;
	for (char **l = lines; *l; l++) {
		if (**l == '[') {
			now = NULL;
			if (!g_str_has_prefix(*l, begin))
				continue;
			now = g_new0(struct said, 1);
			now->key = g_strndup(*l + strlen(begin), strcspn(*l + strlen(begin), "]"));
			g_ptr_array_add(list, now);
		} else if (now && g_str_has_prefix(*l, "from = ")) {
			now->from = g_strdup(*l + 7);
		} else if (now && g_str_has_prefix(*l, "roles = ")) {
			now->roles = g_strdup(*l + 8);
		}
	}
	assert_true(list->len >= 9);
	return list;
}

static bool lists(const char *words, const char *word)
{
	g_auto(GStrv) list = g_strsplit(words, ",", -1);
	for (char **w = list; *w; w++)
		if (g_str_equal(g_strstrip(*w), word))
			return true;
	return false;
}

static void set_state(struct town *t, row_id c, const char *state)
{
	struct record r = record_of("casefile");
	record_text(&r, "state", state);
	struct change *change = desk_change(t->desk, "test", &t->error);
	must(t,
		change && change_update(change, c, &r, NULL, &t->error) &&
			change_commit(&change, &t->error));
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

static void try_all_roles(
	struct town *t, const struct casefile *c, const struct said *said, struct filling *f)
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
			fail_msg("%s from %s by %s: the gate does not do what the file says",
				said->key, c->state, everybody[i].role);
		if (from && role)
			continue;
		assert_false(flow_do(t->desk, c->id, said->key, f ? filling_entry(f) : NULL,
			DAY_NONE, &t->error));
		assert_int_equal(t->error->code, JZ_ERROR_DENIED);
		g_clear_error(&t->error);
	}
	g_autofree char *state = state_of(t, c->id);
	assert_string_equal(state, c->state);
}

static void test_states_actions_roles(void **state)
{
	struct town *t = *state;
	g_autoptr(GPtrArray) states = read_sections(t, "state");
	g_autoptr(GPtrArray) actions = read_sections(t, "action");
	row_id id = new_case(t, 0);
	for (guint s = 0; s < states->len; s++) {
		set_state(t, id, ((struct said *)g_ptr_array_index(states, s))->key);
		g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
		must(t, c != NULL);
		for (guint a = 0; a < actions->len; a++) {
			const struct said *said = g_ptr_array_index(actions, a);
			sit(t, "clerk");
			g_autoptr(filling) f = action_form(t, id, said->key);
			try_all_roles(t, c, said, f);
		}
		sit(t, "clerk");
	}
}

/* What is offered in a state is what the file lets begin there, the ordinary way first. */
static void test_offered(void **state)
{
	struct town *t = *state;
	g_autoptr(GPtrArray) states = read_sections(t, "state");
	g_autoptr(GPtrArray) actions = read_sections(t, "action");
	row_id id = new_case(t, 0);
	for (guint s = 0; s < states->len; s++) {
		const char *key = ((struct said *)g_ptr_array_index(states, s))->key;
		set_state(t, id, key);
		g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
		g_autoptr(GPtrArray) offered = flow_actions(t->desk, c);
		guint expected = 0;
		bool main = true;
		for (guint a = 0; a < actions->len; a++)
			expected +=
				lists(((struct said *)g_ptr_array_index(actions, a))->from, key);
		assert_int_equal(offered->len, expected);
		for (guint i = 0; i < offered->len; i++) {
			const struct action_def *a = g_ptr_array_index(offered, i);
			assert_true(main || !a->main);
			main = a->main;
		}
	}
}

/* Everything that the programme file names is there. */
static void test_words_known(void **state)
{
	struct town *t = *state;
	const struct programme *p = library_programme(t->lib, "dibao");
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
	assert_false(gate_knows("nonsense"));
	assert_false(effect_knows("nonsense"));
}

int run_table_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_states_actions_roles),
		TOWN(test_offered),
		TOWN(test_words_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
