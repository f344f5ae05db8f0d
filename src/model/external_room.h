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

#endif
