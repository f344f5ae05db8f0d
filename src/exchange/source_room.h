/* What a kind of file brings to a source; cells of a row as most of them keep it.  Private. */
#ifndef EXCHANGE_SOURCE_ROOM_H
#define EXCHANGE_SOURCE_ROOM_H

#include "exchange/source.h"

/* The cells of one row, by column. */
struct cells {
	GString *text; /* each with its end */
	GArray *start; /* guint32 offsets into text; of a blank cell that of "" */
};
struct cells *cells_new(void);
void cells_free(struct cells *cells);
void cells_clear(struct cells *cells);
/* Columns come in rising order; those left out are blank.  False where there is too much. */
bool cells_put(struct cells *cells, int column, const char *text, gsize len);
int cells_n(const struct cells *cells);
const char *cells_at(const struct cells *cells, int i);

struct source_kind {
	enum csv_step (*next)(void *book, GError **error);
	int (*row)(const void *book);
	int (*n)(const void *book);
	const char *(*cell)(const void *book, int i);
	int (*fault)(const void *book); /* or NULL */
	void (*progress)(const void *book, goffset *done, goffset *total);
	int (*left)(const void *book);          /* or NULL */
	const char *(*sheet)(const void *book); /* or NULL */
	void (*free)(void *book);
};

extern const struct source_kind source_xlsx, source_xls;
void *xlsx_open(const char *path, GError **error);
void *xls_open(const char *path, GError **error);

/* The sentences that both kinds of workbooks need; they return false. */
bool source_fail_damaged(const char *path, GError **error);
bool source_fail_locked(const char *path, GError **error);

#endif
