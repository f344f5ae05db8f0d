/* What the conditions of a programme file may ask about a case: "disabled > 0", "agent not empty".
 *
 * Names: state area origin programme agent keeper relative_of_staff members disabled ill objections
 * supporters (lines of support paid by relatives) neighbours (surveys in which they were asked),
 * and everything desk_lookup knows (policy keys, today).
 */
#ifndef MODEL_FACTS_H
#define MODEL_FACTS_H

#include "model/casefile.h"

struct facts {
	const struct desk *desk;
	const struct casefile *casefile;
	char members[12], disabled[12], ill[12], objections[12], relative[12];
	char supporters[12], neighbours[12];
	char *keeper;
};
bool facts_read(struct desk *desk, const struct casefile *c, struct facts *f, GError **error);
void facts_clear(struct facts *f);
/* An expr_lookup; ctx is a struct facts. */
const char *facts_lookup(const char *name, void *ctx);
bool facts_knows(const char *name);

#endif
