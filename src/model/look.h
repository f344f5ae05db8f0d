/* Who may see a restricted case (K-91, C-20), and who looked.
 *
 * A programme file says `restricted = yes` and names the roles that may open such a case.  In lists
 * its person is masked for everybody; every opening and printing is written down.
 */
#ifndef MODEL_LOOK_H
#define MODEL_LOOK_H

#include "model/casefile.h"

/* Is what this programme knows restricted? False for a programme that there is not. */
bool look_is_restricted(const struct desk *desk, const char *programme);
/* Refused for who has none of the programme's roles; else written down where it is restricted.
 * what: "open", "print", "working". */
bool look_at(struct desk *desk, const struct casefile *c, const char *what, GError **error);

struct look {
	const char *at, *who, *what;
};
/* Newest first. */
bool look_each(struct desk *desk, row_id casefile, bool (*see)(const struct look *l, void *ctx),
	void *ctx, GError **error);

#endif
