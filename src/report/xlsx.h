/* A report as a workbook: a sheet of its words, and one for each table, with its bars. */
#ifndef REPORT_XLSX_H
#define REPORT_XLSX_H

#include "report/book.h"

/* Written beside and put in its place when it is whole; an older file of that name gives way. */
bool xlsx_write(const struct book *b, const char *path, GError **error);

#endif
