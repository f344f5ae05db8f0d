/* Rows of the model in words of the screen. */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include "model/desk.h"

/* "clerk, reviewer" in the language shown; owned by the caller. */
char *words_of_roles(unsigned roles);
/* Label of a code, the key where it is unknown, "" for NULL. */
const char *words_of_code(const struct desk *desk, const char *list, const char *key);
/* Label of a state of a programme (NULL: of any), the key where it is unknown. */
const char *words_of_state(const struct desk *desk, const char *programme, const char *state);
/* Full years today, "" where unknown. Owned by the caller. */
char *words_of_age(const char *birth);
const char *words_of_sex(const char *sex);
/* A value of policy as people read it: yuan, percent, label of a code. Owned by the caller. */
char *words_of_setting(const struct desk *desk, const struct param_def *def, const char *value);
/* True where the operator's work is with cases, so that he may see whole id numbers. */
bool words_may_show_id(const struct desk *desk);
/* The number, masked unless it may be shown. Owned by the caller. */
char *words_of_id(const char *id_no, bool whole);
/* A name as lists show it: of a restricted case the surname only (K-91). Owned by the caller. */
char *words_of_name(const char *name, bool restricted);
/* A path as typed: ~ and relative names are from the home folder. Owned by the caller. */
char *words_of_path(const char *typed);
/* The same for a file to write: a folder means the file of that name in it. */
char *words_of_file(const char *typed, const char *name);

#endif
