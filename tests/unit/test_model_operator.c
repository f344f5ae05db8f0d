#include "config.h"

#include "tests/unit/test_model_desk.h"

#include <string.h>
#include "form/code.h"
#include "model/lock.h"
#include "model/office.h"
#include "model/operator.h"

#define WANG "140322198001010019"
#define RIGHT "lianxi2026"

static bool add(struct place *p, const char *login, const char *name, const char *password,
	const char *roles, GError **error)
{
	struct operator_new o = {
		.login = login, .name = name, .password = password, .roles = role_parse(roles)};

	return operator_add(p->desk, &o, NULL, error);
}

static gint64 failures_of(struct place *p, const char *login)
{
	gint64 n = -1;

	db_one_int(p->desk->db, &n, NULL, "SELECT failures FROM operator WHERE login = $1", "t",
		login);
	return n;
}

static void test_roles_in_words(void **state)
{
	g_autofree char *words = role_words(ROLE_PAYER | ROLE_CLERK);

	(void)state;
	assert_string_equal(words, "clerk payer");
	assert_int_equal(role_parse("clerk,  payer king"), ROLE_CLERK | ROLE_PAYER);
	assert_int_equal(role_parse(NULL), 0);
	assert_string_equal(role_label(ROLE_ADMIN), "administrator");
	assert_string_equal(role_label(0), "");
}

static void test_first_account_is_administrator(void **state)
{
	struct place *p = *state;
	GError *error = NULL;

	assert_false(operator_any(p->desk));
	refused(add(p, "wang", "王", RIGHT, "clerk", &error), &error, JZ_ERROR_DENIED,
		"first account");
	must(add(p, "admin", "周", RIGHT, "administrator", &error), &error);
	assert_true(operator_any(p->desk));
	refused(add(p, "wang", "王", RIGHT, "clerk", &error), &error, JZ_ERROR_DENIED,
		"administrator");
	sit(p, "admin");
	must(add(p, "wang", "王", RIGHT, "clerk", &error), &error);
	refused(add(p, "wang", "汪", RIGHT, "clerk", &error), &error, JZ_ERROR_BAD, "wang");
}

static void test_accounts_are_complete(void **state)
{
	struct place *p = *state;
	struct operator_new o = {.login = "wang",
		.name = "王",
		.password = RIGHT,
		.roles = ROLE_CLERK,
		.id_no = "140322198001010018"};
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	sit(p, "admin");
	refused(add(p, "", "王", RIGHT, "clerk", &error), &error, JZ_ERROR_BAD, "login");
	refused(add(p, "a b", "王", RIGHT, "clerk", &error), &error, JZ_ERROR_BAD, "login");
	refused(add(p, "wang", "", RIGHT, "clerk", &error), &error, JZ_ERROR_BAD, "name");
	refused(add(p, "wang", "王", RIGHT, "", &error), &error, JZ_ERROR_BAD, "role");
	refused(add(p, "wang", "王", "1234567", "clerk", &error), &error, JZ_ERROR_BAD, "8");
	refused(add(p, "wangfang", "王", "wangfang", "clerk", &error), &error, JZ_ERROR_BAD,
		"login name");
	refused(operator_add(p->desk, &o, NULL, &error), &error, JZ_ERROR_BAD, "id number");
	must(add(p, "wang", "王", "口令口令口令口令", "clerk", &error), &error);
}

static void test_signs_in_with_the_right_password(void **state)
{
	struct place *p = *state;
	g_autofree char *secret = NULL;
	GError *error = NULL;

	must(add(p, "admin", "周", RIGHT, "administrator", &error), &error);
	secret = db_one_text(p->desk->db, NULL, "SELECT secret FROM operator", "");
	assert_true(g_str_has_prefix(secret, "$argon2id$"));
	assert_non_null(strstr(secret, "m=19456,"));
	refused(operator_sit_down(p->desk, "admin", &error), &error, JZ_ERROR_DENIED, "practice");
	must(operator_sign_in(p->desk, "admin", RIGHT, &error), &error);
	assert_string_equal(p->desk->who.name, "周");
	assert_int_equal(p->desk->who.roles, ROLE_ADMIN);
	assert_int_equal(failures_of(p, "admin"), 0);
	operator_sign_out(p->desk);
	assert_int_equal(p->desk->who.id, 0);
	assert_null(desk_change(p->desk, "test", &error));
	refused(false, &error, JZ_ERROR_DENIED, "nobody");
}

/* Who tries names must not learn which there are. */
static void test_unknown_login_says_the_same(void **state)
{
	struct place *p = *state;
	g_autofree char *first = NULL;
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	assert_false(operator_sign_in(p->desk, "admin", "wrong-password", &error));
	first = g_strdup(error->message);
	g_clear_error(&error);
	assert_false(operator_sign_in(p->desk, "nobody", "wrong-password", &error));
	assert_string_equal(error->message, first);
	g_clear_error(&error);
	assert_int_equal(failures_of(p, "admin"), 1);
}

static void wrong_times(struct place *p, int n)
{
	GError *error = NULL;

	for (int i = 0; i < n; i++)
		refused(operator_sign_in(p->desk, "admin", "wrong-password", &error), &error,
			JZ_ERROR_DENIED, "wrong");
}

static void test_five_wrong_passwords_lock(void **state)
{
	struct place *p = *state;
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	wrong_times(p, LOCK_FAILURES - 1);
	must(operator_sign_in(p->desk, "admin", RIGHT, &error), &error);
	assert_int_equal(failures_of(p, "admin"), 0);
	operator_sign_out(p->desk);
	wrong_times(p, 3);
	place_reopen(p);
	wrong_times(p, 2);
	assert_int_equal(failures_of(p, "admin"), LOCK_FAILURES);
	place_reopen(p);
	refused(operator_sign_in(p->desk, "admin", RIGHT, &error), &error, JZ_ERROR_DENIED,
		"15 minutes");
	assert_int_equal(failures_of(p, "admin"), LOCK_FAILURES);
}

static void pretend_lock(struct place *p, row_id id, const char *until)
{
	struct record r = record_of("operator");

	record_text(&r, "locked_until", until);
	set(p, id, &r);
}

/* The wait is over, the count is not: setting the clock forward buys one try, not five. */
static void test_count_outlasts_the_wait(void **state)
{
	struct place *p = *state;
	row_id id = person_at_desk(p, "admin", "administrator", NULL);
	GError *error = NULL;

	wrong_times(p, LOCK_FAILURES);
	pretend_lock(p, id, "2020-01-01T00:00:00Z 1 another-start");
	wrong_times(p, 1);
	assert_int_equal(failures_of(p, "admin"), LOCK_FAILURES + 1);
	refused(operator_sign_in(p->desk, "admin", RIGHT, &error), &error, JZ_ERROR_DENIED,
		"minutes");
	pretend_lock(p, id, "2020-01-01T00:00:00Z 1 another-start");
	must(operator_sign_in(p->desk, "admin", RIGHT, &error), &error);
	assert_int_equal(failures_of(p, "admin"), 0);
}

static void test_clock_set_back_locks_anew(void **state)
{
	struct place *p = *state;
	row_id id = person_at_desk(p, "admin", "administrator", NULL);
	g_autofree char *until = NULL;
	struct instant now = lock_now();
	GError *error = NULL;
	bool again;

	wrong_times(p, LOCK_FAILURES);
	pretend_lock(p, id, "2199-01-01T00:00:00Z 1 another-start");
	refused(operator_sign_in(p->desk, "admin", RIGHT, &error), &error, JZ_ERROR_DENIED,
		"15 minutes");
	until = db_one_text(p->desk->db, NULL, "SELECT locked_until FROM operator", "");
	assert_in_range(lock_left(until, &now, &again), 800, LOCK_SECONDS);
	assert_false(again);
}

static void test_new_password_unlocks(void **state)
{
	struct place *p = *state;
	row_id wang;
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	wang = person_at_desk(p, "wang", "clerk", NULL);
	person_at_desk(p, "li", "clerk approver auditor", NULL);
	sit(p, "li");
	refused(operator_set_password(p->desk, wang, "another-one", &error), &error,
		JZ_ERROR_DENIED, "administrator");
	for (int i = 0; i < LOCK_FAILURES; i++)
		refused(operator_sign_in(p->desk, "wang", "wrong-password", &error), &error,
			JZ_ERROR_DENIED, "");
	sit(p, "wang");
	must(operator_set_password(p->desk, wang, "another-one", &error), &error);
	refused(operator_set_roles(p->desk, wang, ROLE_ADMIN, true, &error), &error,
		JZ_ERROR_DENIED, "administrator");
	must(operator_sign_in(p->desk, "wang", "another-one", &error), &error);
}

static void test_switched_off(void **state)
{
	struct place *p = *state;
	row_id admin = person_at_desk(p, "admin", "administrator", NULL);
	row_id wang = person_at_desk(p, "wang", "clerk", NULL);
	GError *error = NULL;

	sit(p, "admin");
	must(operator_set_roles(p->desk, wang, ROLE_CLERK, false, &error), &error);
	refused(operator_set_roles(p->desk, admin, ROLE_ADMIN, false, &error), &error,
		JZ_ERROR_DENIED, "last administrator");
	refused(operator_set_roles(p->desk, admin, ROLE_CLERK, true, &error), &error,
		JZ_ERROR_DENIED, "last administrator");
	operator_sign_out(p->desk);
	refused(operator_sign_in(p->desk, "wang", RIGHT, &error), &error, JZ_ERROR_DENIED,
		"switched off");
	refused(operator_sit_down(p->desk, "wang", &error), &error, JZ_ERROR_DENIED, "wang");
	assert_int_equal(p->desk->who.id, 0);
}

/* Another program takes a role away while somebody sits here. */
static void test_reload_sees_lost_roles(void **state)
{
	struct place *p = *state;
	row_id wang;
	struct record r = record_of("operator");
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	wang = person_at_desk(p, "wang", "clerk reviewer", NULL);
	sit(p, "wang");
	record_text(&r, "roles", "auditor");
	set(p, wang, &r);
	must(desk_reload(p->desk, &error), &error);
	assert_int_equal(p->desk->who.roles, ROLE_AUDITOR);
	r = record_of("operator");
	record_int(&r, "active", 0);
	set(p, wang, &r);
	must(desk_reload(p->desk, &error), &error);
	assert_int_equal(p->desk->who.id, 0);
}

static void test_same_person(void **state)
{
	struct place *p = *state;
	row_id admin = person_at_desk(p, "admin", "administrator", NULL);
	row_id a = person_at_desk(p, "wang", "clerk", WANG);
	row_id b = person_at_desk(p, "wang2", "approver", WANG);
	row_id c = person_at_desk(p, "li", "approver", NULL);

	assert_true(operator_same_person(p->desk, a, a));
	assert_true(operator_same_person(p->desk, a, b));
	assert_false(operator_same_person(p->desk, a, c));
	assert_false(operator_same_person(p->desk, admin, c));
}

/* A number to key that stays, the login or the name; the row is what is kept. */
static void test_codes_for_forms(void **state)
{
	struct place *p = *state;
	struct code_list *list;
	g_autofree char *row = NULL;
	row_id zhao;

	person_at_desk(p, "admin", "administrator", NULL);
	zhao = person_at_desk(p, "zhao", "investigator", NULL);
	person_at_desk(p, "li", "clerk", NULL);
	row = g_strdup_printf("%" G_GINT64_FORMAT, zhao);
	list = operator_codes(p->desk, ROLE_INVESTIGATOR);
	assert_int_equal(list->codes->len, 1);
	assert_non_null(code_list_find(list, "2"));
	assert_ptr_equal(code_list_match(list, "zhao"), code_list_find(list, "2"));
	assert_string_equal(code_attribute(code_list_find(list, "2"), "row"), row);
	code_list_free(list);
	list = operator_codes(p->desk, ROLE_INVESTIGATOR | ROLE_CLERK);
	assert_int_equal(list->codes->len, 2);
	code_list_free(list);
}

static void test_practice_people(void **state)
{
	struct place *p = *state;
	g_autofree char *clerk = NULL;
	GError *error = NULL;
	size_t n;

	must(office_add_practice_people(p->desk, &error), &error);
	must(office_add_practice_people(p->desk, &error), &error);
	assert_int_equal(p->desk->who.id, 0);
	clerk = office_login_with(p->desk, ROLE_CLERK);
	assert_string_equal(clerk, "clerk");
	assert_null(office_login_with(p->desk, 0));
	must(operator_sign_in(p->desk, "clerk", OFFICE_PRACTICE_PASSWORD, &error), &error);
	assert_int_equal(p->desk->who.roles, ROLE_CLERK);
	office_practice_people(&n);
	assert_int_equal(n, 9);
}

int run_operator_tests(void)
{
#define PRACTICE(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)
#define EARNEST(test) cmocka_unit_test_setup_teardown(test, place_earnest, place_leave)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_roles_in_words),
		PRACTICE(test_first_account_is_administrator),
		PRACTICE(test_accounts_are_complete),
		EARNEST(test_signs_in_with_the_right_password),
		PRACTICE(test_unknown_login_says_the_same),
		PRACTICE(test_five_wrong_passwords_lock),
		PRACTICE(test_count_outlasts_the_wait),
		PRACTICE(test_clock_set_back_locks_anew),
		PRACTICE(test_new_password_unlocks),
		PRACTICE(test_switched_off),
		PRACTICE(test_reload_sees_lost_roles),
		PRACTICE(test_same_person),
		PRACTICE(test_codes_for_forms),
		PRACTICE(test_practice_people),
	};

	return cmocka_run_group_tests_name("operator", tests, NULL, NULL);
}
