/* Comma-separated values, in and out.
 *
 * The reader streams a file of any encoding in constant memory and is strict: what RFC 4180 does
 * not allow is a fault of its record, never a guess.  The writer makes files that a spreadsheet
 * opens without running a formula or rounding a number, and that this reader takes back exactly.
 */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>
#include "base/encoding.h"

/* --- reading --------------------------------------------------------------------------------- */

#define CSV_CELLS_MAX 16384          /* columns of the widest spreadsheets */
#define CSV_RECORD_MAX (1024 * 1024) /* bytes of one record */

enum csv_step { CSV_RECORD, CSV_END, CSV_FAILED };

struct csv_reader;
/* Separator , ; or TAB, whichever the widest line of the beginning has. */
struct csv_reader *csv_open(const char *path, GError **error);
void csv_free(struct csv_reader *r);
JZ_DEFINE_AUTOPTR(csv_reader, csv_free)

/* CSV_FAILED: the bytes are not what they seemed, a quotation mark stays open, a record is too
 * long; the error names the row. */
enum csv_step csv_next(struct csv_reader *r, GError **error);
/* Row of the record as a spreadsheet counts them: the first is 1, blank rows count. */
int csv_row(const struct csv_reader *r);
int csv_cells(const struct csv_reader *r);
/* "" beyond the last; good until the next csv_next.  The guard that csv_put writes is off. */
const char *csv_cell(const struct csv_reader *r, int i);
/* 1-based column of the first breach in this record (a quotation mark inside, text after a closed
 * one, a zero byte), or 0. */
int csv_fault(const struct csv_reader *r);
char csv_separator(const struct csv_reader *r);
enum encoding csv_encoding(const struct csv_reader *r);
void csv_progress(const struct csv_reader *r, goffset *done, goffset *total);

/* --- writing --------------------------------------------------------------------------------- */

enum csv_guard {
	CSV_GUARD_FORMULAS, /* what would run as a formula gets a TAB in front (T16) */
	CSV_GUARD_DIGITS,   /* and so does what a spreadsheet would round: 12 digits and more */
};

struct csv_writer;
/* A hidden file beside path, which csv_commit puts into its place: a file that looks complete is
 * complete. UTF-8 gets a byte order mark. */
struct csv_writer *csv_create(
	const char *path, enum encoding encoding, enum csv_guard guard, GError **error);
void csv_put(struct csv_writer *w, const char *text);
bool csv_end_row(struct csv_writer *w, GError **error);
/* Everything is on the disk, only the name is missing: what can fail has failed by now. */
bool csv_seal(struct csv_writer *w, GError **error);
/* Seals and renames; *w becomes NULL in every case. */
bool csv_commit(struct csv_writer **w, GError **error);
void csv_cancel(struct csv_writer **w); /* does nothing for NULL */

#endif
