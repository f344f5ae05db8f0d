/* Pages of A4 for a printer, with the font inside: reports, and documents as they are on the
 * screen. */
#ifndef REPORT_PDF_H
#define REPORT_PDF_H

#include "report/book.h"

/* Written beside and put in its place when it is whole; an older file of that name gives way.
 * Refused where no font of this PC has Chinese characters. */
bool pdf_write(const struct book *b, const char *path, GError **error);
/* A text of columns (report/document.h): each character stands in its column.  A form feed begins a
 * page. */
bool pdf_write_text(const char *text, const char *path, GError **error);

#endif
