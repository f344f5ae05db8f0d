/* The id numbers of a file and the rows they stand in, in a dozen bytes each: a roster of a million
 * rows must fit into memory, too. */
#ifndef EXCHANGE_SEEN_H
#define EXCHANGE_SEEN_H

#include "base/auto.h"

struct seen;
struct seen *seen_new(void);
void seen_free(struct seen *seen);
/* number: one that rid_parse found right.  A number keeps its first row. */
void seen_add(struct seen *seen, const char *number, int row);
int seen_row(const struct seen *seen, const char *number); /* 0: not seen */
/* The same of any words, by a hash of 64 bits: of a million words two differ and look alike once in
 * tens of millions of files.  Not to be mixed with numbers. */
int seen_first(struct seen *seen, const char *words, int row); /* the row that had them first */
int seen_count(struct seen *seen, const char *words);          /* how often, with this time */

#endif
