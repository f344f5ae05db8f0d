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
row_id new_case(struct town *t, int number);

/* Puts right whatever the gate of an action may ask. */
void prepare(struct town *t, row_id casefile, const char *action);
/* The action by whoever sits there, its form filled with what is usual on that day. */
bool act(struct town *t, row_id casefile, const char *action);
struct filling *action_form(struct town *t, row_id casefile, const char *action);
bool act_with(struct town *t, row_id casefile, const char *action, struct filling *f);
/* The ordinary way as far as the action, each step prepared and done by its role, one day after
 * the other. */
void walk_to(struct town *t, row_id casefile, const char *last_action);
char *state_of(struct town *t, row_id casefile);
/* Conditions of the gate that are unmet now, as "account papers". */
char *unmet(struct town *t, row_id casefile, const char *action);

/* One random step, prepared for more often than not; false where it was refused. */
bool wander(struct town *t, row_id casefile, GRand *rand);

int run_application_tests(void);
int run_capture_tests(void);
int run_gate_tests(void);
int run_list_tests(void);
int run_people_tests(void);
int run_review_tests(void);
int run_table_tests(void);
int run_walk_tests(void);
int run_way_tests(void);

#endif
