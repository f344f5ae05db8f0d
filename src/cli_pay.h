/* What the files of `jiuzhu pay` share. */
#ifndef CLI_PAY_H
#define CLI_PAY_H

#include "cli.h"
#include "model/payment.h"

/* The batches that --month, --area, --programme and --no mean; struct payment_batch *, not owned.
 */
struct choice {
	GPtrArray *all, *chosen;
};
void choice_clear(struct choice *c);
/* any_month: also without --month, also what was imported, and it may be none. */
bool choose(struct cli *cli, struct choice *c, bool any_month, GError **error);
void list_batches(const struct cli *cli, const GPtrArray *batches);

bool pay_check(struct cli *cli, GError **error);
bool pay_send(struct cli *cli, GError **error);
bool pay_answer(struct cli *cli, GError **error);
bool pay_reissue(struct cli *cli, GError **error);
bool pay_close(struct cli *cli, GError **error);

#endif
