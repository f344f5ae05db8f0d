/* The yearly review: a round freezes its cohort on its day (F45); an item is one case of it.
 *
 * The denominator never changes.  An item is open until somebody went there and met them (done), or
 * until a reason is given why nobody has to (exempt); a case that ends meanwhile is exempt by that.
 * Reviewed are the cases of every programme that has the step "recheck" (D-60, T-25).
 */
#ifndef MODEL_REVIEW_H
#define MODEL_REVIEW_H

#include "model/casefile.h"

struct flow;

/* --- rounds ------------------------------------------------------------------------------------
 */

struct review_round {
	row_id id;
	char *programme; /* NULL: every programme that is reviewed */
	char *label, *opened_by;
	int year;
	day opened_on, closed_on; /* DAY_NONE: still open */
	int items, done, exempt, open, late;
};
void review_round_free(struct review_round *r);
JZ_DEFINE_AUTOPTR(review_round, review_round_free)

/* The programmes with the duty: struct programme *, not owned. */
GPtrArray *review_programmes(const struct desk *desk);
/* Freezes the cohort today: every active case whose review falls due by the end of the year.
 * programme NULL: all that are reviewed. Refused while a round of it is open. */
bool review_open(struct desk *desk, const char *programme, int year, row_id *id, GError **error);
/* Newest first; struct review_round *. */
GPtrArray *review_rounds(struct desk *desk, GError **error);
struct review_round *review_round_get(struct desk *desk, row_id id, GError **error);
/* The one round that is open (of a programme, of a year where these are given); NULL with error
 * where there is none or more than one. */
struct review_round *review_round_find(
	struct desk *desk, const char *programme, int year, GError **error);
/* Refused while items are open, with how many. */
bool review_close(struct desk *desk, row_id round, GError **error);

/* --- due ---------------------------------------------------------------------------------------
 */

/* 'A' every year, 'B' every half year, 'C' every quarter: by the office, but never less often than
 * the law (D-60). */
char review_class(struct desk *desk, const struct casefile *c);
/* After how many months, as policy has it on a day. */
int review_months(const struct desk *desk, char class, day on);
/* The day on which the next one is due; DAY_NONE where nothing is known of an earlier one. */
day review_due(struct desk *desk, const struct casefile *c, char class);

/* --- items -------------------------------------------------------------------------------------
 */

struct review_visit {
	day on;
	row_id visitor1, visitor2; /* 0: one went alone */
};
/* They were met and nothing has changed: the step "recheck" of the case, whose amount stays (D-61).
 */
bool review_same(struct desk *desk, row_id item, const struct review_visit *visit, GError **error);
/* reason: code of review_exempt; NULL takes an exemption back. */
bool review_exempt(
	struct desk *desk, row_id item, const char *reason, const char *note, GError **error);

/* Inside, for the flow: the row of a form about review_item goes into the open item of the case, or
 * is an item outside of any round. */
bool review_put(struct flow *f, struct record *r, GError **error);
/* Inside: the case ends with this step; its open item is settled by that. */
bool review_end(struct flow *f, GError **error);

#endif
