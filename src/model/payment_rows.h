/* The household as it stood in a month, kept with its payment as text (F37): a line with village
 * and address, then one line per member, head first.  Private to the payment files. */
#ifndef MODEL_PAYMENT_ROWS_H
#define MODEL_PAYMENT_ROWS_H

#include <stdbool.h>
#include <glib.h>

void snapshot_begin(GString *out, const char *village, const char *address);
void snapshot_member(
	GString *out, const char *relation, const char *name, const char *id_no, bool counted);

struct snapshot_head {
	char *village, *name, *id_no; /* "" where there is none */
};
void snapshot_read(const char *text, struct snapshot_head *out);
void snapshot_head_clear(struct snapshot_head *h);

#endif
