/* The check with other departments: one answer per member and source (N7, D-21). */
#ifndef MODEL_VERIFICATION_H
#define MODEL_VERIFICATION_H

#include "model/casefile.h"

struct verification {
	row_id id, person; /* id 0: not asked yet */
	bool manual;       /* no system sees it: asked at home, answered one by one */
	char *person_name, *source, *source_label, *state, *asked_on, *reported_on, *result;
};
void verification_free(struct verification *v);
/* Every counted member x every source of the code list "check_source". struct verification *. */
GPtrArray *verification_list(struct desk *desk, const struct casefile *c, GError **error);
/* state: "asked" "nothing" "found" "uncheckable". */
bool verification_set(struct desk *desk, row_id casefile, row_id person, const char *source,
	const char *state, const char *result, GError **error);
/* All that are still open get one state (answers: but for the manual ones) ("asked" when the
 * request goes out). */
bool verification_set_open(
	struct desk *desk, const struct casefile *c, const char *state, int *n, GError **error);
/* Its code in the code list "check_state". */
const char *verification_code(const char *state);
/* What no system can see (N7): the sources that are asked by hand, and whatever a system could not
 * tell.  open: only what is still to be asked by hand. struct verification *. */
GPtrArray *verification_inquiries(
	struct desk *desk, const struct casefile *c, bool open, GError **error);
/* The cases, not ended, of which something is asked and not answered; by village and number.
 * row_id. */
GArray *verification_waiting(struct desk *desk, GError **error);

bool verification_authorise(
	struct desk *desk, row_id casefile, row_id person, day on, GError **error);
bool verification_is_authorised(struct desk *desk, row_id casefile, row_id person);

#endif
