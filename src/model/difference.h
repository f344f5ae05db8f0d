/* What was paid for past months against what was due as it is known now (F18). */
#ifndef MODEL_DIFFERENCE_H
#define MODEL_DIFFERENCE_H

#include "model/casefile.h"

struct difference {
	month month;
	fen due, paid; /* paid: by rosters, else by the award that is in force in that month */
};
/* The months after the one in which something changed, as far as that of a day, where the two
 * differ: who dies in a month is paid for it (9.5).  struct difference. */
GArray *difference_read(struct desk *desk, row_id casefile, day since, day on, GError **error);
/* Too much (under 0: too little) of all. */
fen difference_over(const GArray *months);

#endif
