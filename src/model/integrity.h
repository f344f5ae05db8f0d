/* The record of integrity: fraud, concealment, false proof (P19).  Its rows are a register. */
#ifndef MODEL_INTEGRITY_H
#define MODEL_INTEGRITY_H

#include "model/desk.h"

/* The last day on which something that a person did counts, of what counts on a day; NULL: nothing
 * does.  Owned by the caller. */
char *integrity_until(struct desk *desk, row_id person, day on);

#endif
