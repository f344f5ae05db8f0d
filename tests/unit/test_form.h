/* Forms written in the tests: a folder is made of them, and a library read from it. */
#ifndef TEST_FORM_H
#define TEST_FORM_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "form/entry.h"
#include "form/library.h"

struct bench {
	char *dir;
	struct ini_complaints *complaints;
	struct library *lib;
};

/* Pairs of path and text, ended by NULL. */
struct bench *bench_new(const char *path, ...) G_GNUC_NULL_TERMINATED;
void bench_free(struct bench *b);
/* Complaints about files of the bench, without its folder, one a line. Owned by the caller. */
char *bench_complaints(const struct bench *b);
/* Fails unless the complaints hold the words. */
void assert_complaint(const struct bench *b, const char *words);

/* An entry of the form "t" on 2026-07-01. */
struct entry *bench_entry(const struct bench *b);

struct place place_at(const struct entry *e, const char *block, int row, const char *field);
/* Keys into a field; gives the verdict's kind. */
int key(struct entry *e, const char *block, int row, const char *field, const char *typed);
/* Keys into a field and fails unless the verdict has that kind, number and words in its sentence.
 */
void assert_verdict(struct entry *e, struct place at, const char *typed, int kind,
	const char *number, const char *words);
/* "member.0.name E-11" and the like, one a line, of what stands against finishing. */
char *finish_words(struct entry *e);

int test_expr(void);
int test_read(void);
int test_entry(void);
int test_finish(void);
int test_resume(void);
int test_library(void);
int test_register(void);
int test_report_files(void);
int test_like(void);

#endif
