/* What a household has: income and property lines, declared, surveyed and verified side by side. */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include "model/casefile.h"

struct entry;

#define EVIDENCE_NONE ((fen)-1) /* nobody has said */

struct evidence {
	row_id id, person;
	bool asset; /* else income */
	char *section, *kind, *person_name, *per, *note, *evidence, *description;
	int months;
	fen declared, surveyed, verified; /* EVIDENCE_NONE where unsaid */
	char *declared_as;
	bool exempt;
};
void evidence_free(struct evidence *e);
GPtrArray *evidence_income(
	struct desk *desk, row_id casefile, GError **error); /* struct evidence * */
/* The lines of income that were in force on a day (F18). */
GPtrArray *evidence_income_on(struct desk *desk, row_id casefile, day on, GError **error);
GPtrArray *evidence_assets(struct desk *desk, row_id casefile, GError **error);
/* The amount that counts: verified, else surveyed, else declared; 0 where none is said. */
fen evidence_counts(const struct evidence *e);
/* Sections of a code list ("income_section") without a line and without the answer "none" (F7).
 * NULL-ended, g_strfreev. */
char **evidence_unanswered(struct desk *desk, row_id casefile, bool assets, GError **error);

/* Surveyed (or verified) amounts as declared (surveyed), for all lines where nothing is said yet.
 */
bool evidence_copy(struct desk *desk, row_id casefile, bool verified, int *n, GError **error);
/* One line from the form "amount": declared, surveyed, verified, note. */
bool evidence_write(
	struct desk *desk, row_id line, bool asset, const struct entry *e, GError **error);
/* One line's surveyed or verified amount, with the expression as keyed. */
bool evidence_set(struct desk *desk, row_id line, bool asset, const char *column, fen amount,
	const char *as, GError **error);
/* A line of income is another amount from a day on, which may be long past: the old line ends the
 * day before and stays for the months before (F18). */
bool evidence_change(
	struct desk *desk, row_id line, day from, fen amount, const char *note, GError **error);

#endif
