/* The bars of a table (report/book.h): one for each row but the sum. */
#ifndef REPORT_BARS_H
#define REPORT_BARS_H

#include "report/book.h"

struct page;

/* How many rows of the table are bars; 0: it is not drawn, or more than can still be told apart. */
guint bars_count(const struct book_table *t);
/* What they show: the table's heading and the column; owned by the caller. */
char *bars_title(const struct book_table *t, const char *heading);
/* Put on the page below what is there, on the next one where they do not fit. */
void bars_put(struct page *p, const struct book_table *t, const char *heading);

#endif
