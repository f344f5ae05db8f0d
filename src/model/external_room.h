/* Finding whom a row is about, and what follows from it.  Private. */
#ifndef MODEL_EXTERNAL_ROOM_H
#define MODEL_EXTERNAL_ROOM_H

#include "model/external.h"

/* 0 in *person: nobody known here.  how: "id" or "name_birth". */
bool external_match(struct db *db, const char *id_number, const char *name, const char *birth,
	row_id *person, const char **how, GError **error);
/* The numbers of 18 and of 15 digits that mean the same person; "" where there is none. */
void external_numbers(const char *id_number, char full[19], char old[16]);
/* Enters the death that a row tells, where none is on file. */
bool external_enter_death(
	struct change *c, row_id record, row_id person, const char *happened, GError **error);
/* Takes it back where it came from this row and no other row says so. */
bool external_take_death_back(struct change *c, row_id record, row_id person, GError **error);

/* --- external_answer.c: the answers of the check; NULL where the list gives none --- */
struct answers;
struct answers *answers_new(
	const struct external_list *list); /* list must outlive it, its day not */
void answers_free(struct answers *a);
void answers_hit(struct answers *a, row_id person, const struct external_fact *f);
void answers_doubt(struct answers *a, const char *name);
/* Nothing is written where change is NULL. */
bool answers_give(struct answers *a, struct db *db, struct change *change, row_id list,
	struct external_answered *n, GError **error);
/* The row is about somebody else: what its list answered for him is waited for again. */
bool answers_take_back(struct change *c, row_id record, row_id person, GError **error);

#endif
