/* Named values of a notice: texts, and lists whose rows are slots of their own. */
#ifndef REPORT_SLOTS_H
#define REPORT_SLOTS_H

#include <stdbool.h>
#include "base/auto.h"

struct slots;

struct slots *slots_new(void);
void slots_free(struct slots *s); /* the rows with it */
JZ_DEFINE_AUTOPTR(slots, slots_free)

/* Text from data is stripped of control characters; NULL is an empty text. */
void slots_text(struct slots *s, const char *name, const char *value);
/* A list without rows yet: an empty list is known, an unknown one is an error. */
void slots_list(struct slots *s, const char *name);
/* A new row of the list, owned by s; a name that it does not have is looked up in s. */
struct slots *slots_row(struct slots *s, const char *list);

/* NULL where the name is unknown here and outwards. */
const char *slots_find(const struct slots *s, const char *name);
const GPtrArray *slots_rows(const struct slots *s, const char *list); /* struct slots * */

#endif
