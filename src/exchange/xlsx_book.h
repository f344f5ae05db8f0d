/* What a workbook .xlsx says besides its rows: sheets, shared texts, which styles show dates. */
#ifndef EXCHANGE_XLSX_BOOK_H
#define EXCHANGE_XLSX_BOOK_H

#include "base/auto.h"

#include "exchange/xlsx_part.h"

enum shown { SHOWN_NUMBER, SHOWN_DATE, SHOWN_MONTH };

struct xlsx_sheet {
	char *name, *part; /* part: its name in the archive */
};

struct xlsx_book {
	char *path;
	zip_t *zip;
	GPtrArray *sheets; /* struct xlsx_sheet *, visible ones in their order */
	GStringChunk *keep;
	GPtrArray *texts; /* const char *, kept */
	GArray *styles;   /* guint8: enum shown */
	bool from_1904;
};

/* NULL where it is damaged, locked, or no workbook. */
struct xlsx_book *xlsx_book_open(const char *path, GError **error);
void xlsx_book_free(struct xlsx_book *book);
JZ_DEFINE_AUTOPTR(xlsx_book, xlsx_book_free)
/* Sets the sentence for a part that could not be read; returns false. */
bool xlsx_book_fail(const struct xlsx_book *book, enum part_state state, GError **error);

/* A cell's number as a person sees it. len: of buf. */
void xlsx_number(
	const struct xlsx_book *book, const char *value, guint style, char *buf, gsize len);

#endif
