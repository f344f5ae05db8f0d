/* One row of a roster read into values, with everything that speaks against taking it. */
#ifndef EXCHANGE_LINE_H
#define EXCHANGE_LINE_H

#include "base/money.h"
#include "base/rid.h"
#include "exchange/grid.h"

/* Rows of one household, kept until the last of them is read. */
struct line {
	GStringChunk *keep; /* all its texts */
	int row;
	int n_raw;
	const char **raw; /* the cells as they stand */

	const char *serial, *village, *head, *head_id, *name; /* "" where blank */
	const char *relation;                                 /* code, NULL where blank */
	struct rid id;
	int members; /* 0: blank */
	fen income;  /* -1: blank */
	fen amount;
	bool has_amount;
	const char *review_class, *bank, *account, *holder, *address, *phone; /* or NULL */
	const char *area;                                                     /* or NULL */
	day granted;
	month month;

	const char *code[COLUMN_N]; /* of the layout's coded columns; NULL where blank */
	fen base, care;             /* -1: blank */
	day paid_on;
	/* What other programmes' lists say; or NULL. */
	const char *institution, *carer, *carer_id, *carer_relation, *event;

	/* What lists of other departments say: days or months as ISO text; or NULL. */
	const char *born, *happened, *until, *other, *other_id, *detail;

	enum column column; /* of the first fault */
	GString *reason;    /* sentences; empty: nothing speaks against it */
	GString *remark;    /* taken all the same, but worth a look */
};

/* What reading needs besides the row; remembers words that repeat. */
struct line_reader;
struct line_reader *line_reader_new(const struct library *lib, const struct layout *layout);
void line_reader_free(struct line_reader *reader);
JZ_DEFINE_AUTOPTR(line_reader, line_reader_free)

struct line *line_new(void);
void line_free(struct line *line);
/* Fills line, whatever it held before, from the sheet's row. */
void line_read(struct line_reader *reader, const struct grid *grid, struct line *line);
/* What the layout's columns beside the usual ones say (line_code.c). */
void line_read_codes(struct line_reader *reader, const struct grid *grid, struct line *line);
/* What a list of another department says (line_record.c). */
void line_read_record(struct line_reader *reader, const struct grid *grid, struct line *line);
bool line_is_sound(const struct line *line);
void line_fault(struct line *line, enum column column, const char *sentence);
void line_remark(struct line *line, const char *sentence);

#endif
