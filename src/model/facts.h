/* What the conditions of a programme file may ask about a case: "disabled > 0", "agent not empty".
 *
 *   state area origin programme agent keeper placing
 *                        as the file has them
 *   relative_of_staff    1: somebody of the office or the village is a relative (C-06)
 *   members              counted members, or 1 for an individual programme
 *   disabled ill         of these: with a disability, with a serious illness
 *   minors grown_up      of these: under 18, 18 and over
 *   helpless             of these: under 16 or disabled (V-08)
 *   dead                 of these: who have died
 *   gone                 1: all of these have died
 *   supporters           lines of support paid by relatives
 *   neighbours           surveys in which the neighbours were asked
 *   objections           objections to its publicity
 *   known                1: the household was found to be poor already (L-08)
 *   support              home, institution: as chosen (T-21)
 *   in_institution       1: that is an institution
 *   met sampled heard    meetings (L-14), visits of the county (T-12), hearings (C-11)
 *   unidentified         1: nobody knows who it is (V-11)
 *   changed deaths graced  decisions to change or end it (D-62); members who died meanwhile (D-63);
 *                        grace periods (D-64)
 *   ended                1: it was confirmed and has been ended (D-62)
 *   cash                 money handed out for the way, fen
 *   able unstable        members able to work; lines of income that is not stable (D-60)
 *   rechecked            reviews that were completed
 *   review_class         A B C: reviewed every year, half year, quarter (D-60)
 *
 * and everything desk_lookup knows (policy keys, today).  Each is read when it is asked for.
 */
#ifndef MODEL_FACTS_H
#define MODEL_FACTS_H

#include "model/casefile.h"

struct facts {
	struct desk *desk;
	const struct casefile *casefile;
	GHashTable *read; /* name -> value, "" none */
};
void facts_init(struct desk *desk, const struct casefile *c, struct facts *f);
void facts_clear(struct facts *f);
/* An expr_lookup; ctx is a struct facts. */
const char *facts_lookup(const char *name, void *ctx);
bool facts_knows(const char *name);
/* Has it a value that is not 0? */
bool facts_hold(struct facts *f, const char *name);

#endif
