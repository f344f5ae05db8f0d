/* Files that build on another: what programmes and forms share stands in one file only.
 *
 * A programme begins with "like = dibao" and has all sections of that one; a section of the same
 * kind and name changes its keys (an empty value takes one away), "drop = yes" leaves it out, and
 * "after = NAME" puts a new one behind another of its kind.
 *
 * A form takes blocks of another, with their fields, where "[use application]" stands, and checks:
 *
 *     [use application]
 *     blocks = wage, business
 *     checks = Y-04
 *
 * What was taken over bears the line of "like" or "use": its own file is checked by itself.
 * Private to this room.
 */
#ifndef FORM_LIKE_H
#define FORM_LIKE_H

#include "base/ini.h"

/* The file of a name ("dibao"), as it stands; NULL where there is none.  Owned by the caller. */
typedef struct ini *(*like_find)(const char *name, void *ctx);

/* What ini comes to; ini itself where it builds on nothing.  Takes ini over. */
struct ini *like_programme(
	struct ini *ini, like_find find, void *ctx, struct ini_complaints *complaints);
struct ini *like_form(
	struct ini *ini, like_find find, void *ctx, struct ini_complaints *complaints);

#endif
