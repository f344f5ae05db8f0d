/* Persons: one row per human being, found by name, pinyin, id number or its last four. */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "base/auto.h"

#include "model/desk.h"

struct person {
	row_id id;
	char *id_no, *name, *sex, *birth, *phone, *death_date;
	int disability_type, disability_level;
	char *illness, *labour, *marriage;
};
struct person *person_get(struct desk *desk, row_id id, GError **error); /* NULL: none or error */
void person_free(struct person *p);
JZ_DEFINE_AUTOPTR(person, person_free)
/* 0 where there is none. */
row_id person_by_id_no(struct db *db, const char *id_no);

/* Fills the columns that follow from others: id_tail, pinyin, sex, birth. r must hold name and
 * id_no; the strings made are kept by keep (g_free). */
void person_complete(struct record *r, const char *name, const char *id_no, GPtrArray *keep);

/* A line of the persons list and of `jiuzhu find`. */
struct person_row {
	row_id person, casefile, household;
	const char *id_no, *name, *sex, *birth, *address, *village;
	const char *programme, *state, *file_no; /* of the newest case of the household, "" none */
	bool restricted;  /* name and number are not for lists (model/look.h) */
	const char *sort; /* keyset, with person unique: the name; the pinyin for pinyin words */
};
typedef bool (*person_see)(const struct person_row *row, void *ctx);
/* Rows that match text (empty: all), after or before (before: nearest first) the anchor (sort NULL:
 * from the start or end), at most n.  text: hanzi anywhere in the name, * as wildcard, pinyin
 * initials or full, id number prefix, last four; several words narrow. */
bool person_page(struct desk *desk, const char *text, const char *sort, row_id anchor, bool before,
	int n, person_see see, void *ctx, GError **error);
gint64 person_count(struct desk *desk, const char *text);

#endif
