/* The one gate: may this be done to this case by this operator today, and if not, why not.
 *
 * Screens, command line, bulk actions and imports all ask here.  It returns every unmet condition
 * at once.  Which conditions an action has is data (programme file: needs); what a condition means
 * is one function here, by name:
 *
 *   members          a head, at least one counted member, nobody dead
 *   ids              every member has an id number, or a reason why not
 *   income, assets   every section has lines or the answer "none" (F7)
 *   account          bank account and holder
 *   papers           every required paper whose `by` is this action
 *   authorised       each counted member signed for the check (C-05, K-23)
 *   checked          every member x source has an answer; the newest is not older than allowed
 *   amounts          every line has a surveyed amount
 *   surveyed         a valid survey by two people after acceptance (C-08, K-04, K-72)
 *   standard         a standard is in force
 *   eligible         Y < N x S (D-01)
 *   unique           nobody stands in a case of a programme that excludes this one (D-09)
 *   publicity_open   the notice hangs and has no result
 *   publicity_over   its last day is past and it was closed without objection (D-33, K-63)
 *   no_objection     no objection is open (D-34); objection_open: one is
 *   delegated        the amount is within what the county left to the township, or the county's
 *                    document number stands in the decision (F24)
 *   captured         the file was captured from old paper and is not complete yet (F8)
 *   whole            every paper that the programme requires is here
 *   means            Y < N x S, whatever is paid (T-04)
 *   edge rigid       not under the standard, but under a multiple of it (D-10); spending takes too
 *                    much of the income (B-01)
 *   spending         necessary spending of a household that is not well off (L-02)
 *   single           severely disabled or seriously ill in an edge household (D-05)
 *   unable           old, young or disabled so that the law counts it as inability (T-02)
 *   supporters       nobody whom the law obliges to support is able to (T-06)
 *   assessed chosen  self-care is assessed (T-16); the form of support is chosen and signed (T-21)
 *   sampled          the county's share of visits is kept (T-12)
 *   minor parents carer   under 18 (G-01); what the parents' situations come to (G-10); who takes
 *                    the money (G-17)
 *   hardship once    it is entered (L-01); no second grant for the same cause (L-12)
 *   capped capped_or_met  not over the most that a grant may be; or a meeting decided (L-07, L-14)
 *   paid             every instalment stands in an approved roster
 *   searched reported     a search notice (V-11); a long stay reported (V-05)
 *   received small_cash   somebody takes a helpless person (V-08); little cash (V-07)
 *   heard heard_if_less   the recipient was heard before an end, or a lower award (C-11)
 *   visited          two people were there for the review, one a civil servant (C-08, K-72)
 *   stop_hung        the end was publicised (T-19)
 *   trusted          no record of fraud or concealment counts (P19), where the office refuses then
 *   sound            no check of forms/checks that is for entry finds an error in it (K-02)
 *   untold           a decision whose written notice was not handed over; unfiled: not filed away
 *
 * "checked/known" asks for checked, unless the fact known holds (model/facts.h).
 */
#ifndef MODEL_GATE_H
#define MODEL_GATE_H

#include "model/casefile.h"

struct reason {
	char *condition; /* name as above; "state", "role", "differ" besides */
	char *article;
	char *sentence;
	char *item;  /* of that section: the code of a paper; or NULL */
	char *where; /* section of the case to jump to: "members" "income" "papers" ... */
};
void reason_free(struct reason *r);

/* struct reason *, empty where it may be done; NULL with error where it could not be found out. */
GPtrArray *gate_check(struct desk *desk, const struct casefile *c, const struct action_def *action,
	GError **error);
/* What the action ensures, asked when the rows of its form are in. */
GPtrArray *gate_check_after(struct desk *desk, const struct casefile *c,
	const struct action_def *action, GError **error);
bool gate_knows(const char *condition);
/* There is nothing that the action could be done to: no notice hangs, no objection is open, the
 * file is filed away.  Who chooses among steps need not read about it. */
bool gate_is_idle(struct desk *desk, const struct casefile *c, const struct action_def *action);
/* All sentences in one error, for callers that cannot show a list. */
bool gate_refuse(const GPtrArray *reasons, GError **error);

#endif
