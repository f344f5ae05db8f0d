/* What checks are told about the programmes, and the sentences of what they find.  Private to this
 * room. */
#ifndef MODEL_AUDIT_WORDS_H
#define MODEL_AUDIT_WORDS_H

#include "model/audit.h"

/* The programmes as JSON: [{"key":"dibao","group":..,"amount":"gap",...}]; owned by the caller. */
char *audit_programmes(struct desk *desk, day on);
/* Pairs that nobody is in at once: [["dibao","destitute"],...]; owned by the caller. */
char *audit_excludes(const struct library *lib);
/* Codes that make a review half-yearly: [["labour","1"],...]; owned by the caller. */
char *audit_unsteady(const struct library *lib);
/* The columns that the sentences of a check name, as JSON; owned by the caller. */
char *audit_facts(const struct audit_def *def, struct query *q);

#endif
