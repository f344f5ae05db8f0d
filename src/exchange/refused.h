/* The rows of one file that stood against what the database held, and why: kept with the file, so
 * that it says the same when it is looked at again, whatever has changed since. */
#ifndef EXCHANGE_REFUSED_H
#define EXCHANGE_REFUSED_H

#include "base/auto.h"

struct refused;
/* text: what refused_text gave, or NULL. */
struct refused *refused_new(const char *text);
void refused_free(struct refused *r); /* does nothing for NULL */
JZ_DEFINE_AUTOPTR(refused, refused_free)

void refused_add(struct refused *r, int row, const char *sentence);
/* The sentence of a row, NULL where it was taken; not owned. */
const char *refused_of(const struct refused *r, int row);
/* In the order of adding; NULL where there is none; owned by the caller. */
char *refused_text(const struct refused *r);

#endif
