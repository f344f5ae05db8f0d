/* What the groups of the store tests share; each run_* returns the number of failed tests. */
#ifndef TEST_STORE_H
#define TEST_STORE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "store/change.h"

int run_db_tests(void);
int run_body_tests(void);
int run_change_tests(void);
int run_verify_tests(void);
int run_draft_tests(void);
int run_backup_tests(void);
int run_fault_tests(void);

/* A folder that is made for each test and goes after it. */
struct room {
	char *folder;
	char *path; /* of the database in it */
	struct db *db;
};
int room_setup(void **state);
int room_teardown(void **state);
char *room_file(const struct room *r, const char *name);
void room_reopen(struct room *r);
/* SQL behind the back of the house, as a tool for databases would do it. */
void raw_sql(const char *path, const char *sql);
bool raw_try(const char *path, const char *sql, GError **error);
gint64 raw_number(const char *path, const char *sql);

extern const struct change_by clerk;
struct change *begin(struct db *db, const char *reason);
void commit(struct change **c);
row_id add_person(struct change *c, const char *id_no, const char *name);
/* People and households with members in one change. */
void add_people(struct db *db, int n);
gint64 count(struct db *db, const char *sql);

#define assert_ok(call, error)                                                                     \
	do {                                                                                       \
		if (!(call))                                                                       \
			fail_msg("%s: %s", #call, (error) ? (error)->message : "no reason");       \
	} while (0)
/* The call, which is given why, fails with a sentence of this code that holds these words. */
#define assert_refused(call, wanted, words)                                                        \
	do {                                                                                       \
		g_autoptr(GError) why_ = NULL;                                                     \
		GError **why = &why_;                                                              \
		if (call)                                                                          \
			fail_msg("%s was not refused", #call);                                     \
		if (!why_ || why_->code != (wanted) || !strstr(why_->message, (words)))            \
			fail_msg("%s: %s", #call, why_ ? why_->message : "no reason");             \
	} while (0)

#endif
