/* The yearly review on paper: the sheet to take along, and the proof that all were reviewed. */
#ifndef REPORT_REVIEW_H
#define REPORT_REVIEW_H

#include "model/review_list.h"
#include "report/listing.h"

/* The households in the order of the route, numbered, with blanks to be filled by hand.  Owned by
 * the caller, NULL with error. */
char *review_sheet(struct desk *desk, const struct review_filter *filter, GError **error);
/* Every household with how it was settled: F45, 100 % provable.  keys: codes as machines want them.
 */
struct listing *review_proof(
	struct desk *desk, const struct review_filter *filter, bool keys, GError **error);

/* The same to be read in 80 columns.  Owned by the caller, NULL with error. */
char *review_proof_text(struct desk *desk, const struct review_filter *filter, GError **error);

#endif
