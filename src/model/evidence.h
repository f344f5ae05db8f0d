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
	char *state, *from, *to; /* edit, active, superseded; NULL: from the beginning, still */
	row_id replaces;
};
void evidence_free(struct evidence *e);
GPtrArray *evidence_income(
	struct desk *desk, row_id casefile, GError **error); /* struct evidence * */
GPtrArray *evidence_assets(struct desk *desk, row_id casefile, GError **error);
/* The income lines in force on a day, of those who belonged to the household then: a version that
 * was replaced counts as long as it was in force (F11), a line ends with whose it is (F4). */
GPtrArray *evidence_income_on(struct desk *desk, row_id casefile, day on, GError **error);
/* Every version, old ones and those that wait included, in the order of their lines. */
GPtrArray *evidence_lines(struct desk *desk, row_id casefile, bool asset, GError **error);
/* What a line says, without whose file it is in or from when it counts. */
void evidence_copy_columns(struct record *r, struct query *q, GPtrArray *keep);
/* The amount that counts: verified, else surveyed, else declared; 0 where none is said. */
fen evidence_counts(const struct evidence *e);
/* Sections of a code list ("income_section") without a line and without the answer "none" (F7).
 * NULL-ended, g_strfreev. */
char **evidence_unanswered(struct desk *desk, row_id casefile, bool assets, GError **error);

/* Amounts of a case that is paid make a version that waits ("edit") until the effect `activate`
 * puts it in force (F11); a case that has ended is only read (F35).
 *
 * Surveyed (or verified) amounts as declared (surveyed), for all lines where nothing is said yet.
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
