/* A township that takes households from application to award, and the groups that test it. */
#ifndef TEST_MODEL_FLOW_H
#define TEST_MODEL_FLOW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/i18n.h"
#include "model/application.h"
#include "model/filling.h"
#include "model/flow.h"

/* A Wednesday without a holiday near it. */
#define TOWN_DAY "2026-06-03"

struct town {
	char *dir, *path;
	struct library *lib;
	struct desk *desk;
	GError *error; /* of the last thing that was refused */
};
/* Practice database of 140322100 with the operators clerk, civil, contracted, contracted2, civil2,
 * reviewer, approver, payer, auditor, admin; confirmed by the township; the sample standards. */
int town_open(void **state);
/* The journal agrees with every table, whatever the test did. */
int town_close(void **state);

void must(struct town *t, bool ok);
/* The last thing was refused, and the sentence holds words. */
void refused(struct town *t, bool ok, const char *words);
void at_day(const char *iso);
void sit(struct town *t, const char *login);
void add_operator(
	struct town *t, const char *login, unsigned roles, bool contracted, const char *id_no);
row_id operator_of(struct town *t, const char *login);
void set_policy(struct town *t, const char *key, const char *value, const char *from);
gint64 number(struct town *t, const char *sql, row_id id);
/* Facts changed behind the forms, in the journal all the same. */
void set_text(struct town *t, const char *table, row_id id, const char *column, const char *value);
void set_number(struct town *t, const char *table, row_id id, const char *column, gint64 value);
void drop_row(struct town *t, const char *table, row_id id);
char *words(struct town *t, const char *sql, row_id id);

/* The form of a household: a couple (head 1955, wife 1957) and a grandchild of 2012; one wage of
 * 1200*3 a year, the rest none.  key: fields are keyed as "block row field" = text. */
struct filling *household_form(struct town *t, const char *applied_on);
void key(struct town *t, struct filling *f, const char *block, int row, const char *field,
	const char *typed);
/* The same for another family: ids made from a number. */
struct filling *family_form(struct town *t, int number, const char *applied_on);
char *family_id(int number, int member);
row_id save(struct town *t, struct filling *f);

/* "block.field=text; block.row.field=text": each keyed as a person does. */
void key_all(struct town *t, struct filling *f, const char *typed);
/* The family in the form of another programme; rosters still open.  One person in the form of an
 * individual programme, without disability or illness. */
struct filling *family_form_of(
	struct town *t, const char *programme, int number, const char *applied_on);
struct filling *person_form(
	struct town *t, const char *programme, const char *id_no, const char *name);
/* An id number: birth as 19550310, order odd for men. */
char *id_of(int birth, int order);
/* Rosters that are still open are answered with "none". */
row_id save_as(struct town *t, const char *programme, struct filling *f);
/* The form filled as usual and as typed besides, and saved. */
row_id apply(struct town *t, const char *programme, const char *id_no, const char *name,
	const char *typed);
/* The family, or a member of it where the programme is about one person, whether or not another
 * case is in the way: saved without a word of the form itself. */
bool try_apply(struct town *t, const char *programme, int number, int member, row_id *casefile);
row_id apply_family(struct town *t, const char *programme, int number, const char *typed);
row_id new_case(struct town *t, int number);

/* Puts right whatever the gate of an action may ask. */
void prepare(struct town *t, row_id casefile, const char *action);
/* The action by whoever sits there, its form filled with what is usual on that day. */
bool act(struct town *t, row_id casefile, const char *action);
struct filling *action_form(struct town *t, row_id casefile, const char *action);
/* A change of a running case: these have walks of their own (test_model_change_random.c). */
bool is_change(const struct action_def *a);
/* What the state of a case allows, but for these. */
GPtrArray *steps_of(struct town *t, const struct casefile *c);
/* As usual but for what is typed, as key_all reads it. */
bool act_but(struct town *t, row_id casefile, const char *action, const char *typed);
/* Who does an action: the first of its roles. */
const char *login_of(const struct action_def *a);
/* What the gate asks is put right, and whoever does the action sits there. */
void ready(struct town *t, row_id casefile, const char *action);
/* Actions one after the other ("accept ask verify"), each made ready for and done as usual, a day
 * after the one before; a notice hangs for its days. */
void go(struct town *t, row_id casefile, const char *steps);
bool act_with(struct town *t, row_id casefile, const char *action, struct filling *f);
/* The ordinary way as far as the action, each step prepared and done by its role, one day after
 * the other. */
void walk_to(struct town *t, row_id casefile, const char *last_action);
char *state_of(struct town *t, row_id casefile);
/* Conditions of the gate that are unmet now, as "account papers". */
char *unmet(struct town *t, row_id casefile, const char *action);

void assert_unmet(struct town *t, row_id casefile, const char *action, const char *conditions);
/* One of the reasons against the action is of that condition, names the article and holds the
 * words. */
void assert_told(struct town *t, row_id casefile, const char *action, const char *condition,
	const char *article, const char *sentence);

/* One random step, prepared for more often than not; false where it was refused. */
bool wander(struct town *t, row_id casefile, GRand *rand);

int run_application_tests(void);
int run_child_tests(void);
int run_destitute_tests(void);
int run_edge_tests(void);
int run_exclusion_tests(void);
int run_grant_tests(void);
int run_random_tests(void);
int run_relief_tests(void);
int run_capture_tests(void);
int run_gate_tests(void);
int run_list_tests(void);
int run_people_tests(void);
int run_review_tests(void);
int run_table_tests(void);
int run_walk_tests(void);
int run_way_tests(void);

#endif
