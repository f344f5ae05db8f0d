/* The resident identity number (GB 11643): 18 characters, the last a check digit. */
#ifndef BASE_RID_H
#define BASE_RID_H

#include "base/day.h"

#define RID_LEN 18

enum rid_status {
	RID_OK,
	RID_EMPTY,
	RID_SCIENTIFIC, /* 1.40322E+17: a spreadsheet destroyed it */
	RID_LENGTH,     /* neither 15 nor 18 characters */
	RID_CHARACTER,  /* something else than digits and a final X; position says which */
	RID_BIRTH,      /* the birth date in it does not exist */
	RID_CHECK,      /* the check digit is wrong; expected says what it should be */
};

struct rid {
	char number[RID_LEN + 1]; /* 18 characters; a 15-digit number is kept as 15 */
	day birth;                /* DAY_NONE unless the date exists */
	char sex;                 /* 'M' or 'F'; 0 where its digit is missing */
	int position;             /* 1-based place of the wrong character, or 0 */
	char expected;            /* the right check digit where status is RID_CHECK */
};

/* Folds full-width digits, blanks (also NBSP and U+3000), leading apostrophes and x, then checks.
 * Fills *out as far as it can in every case, so that a number with a wrong check digit still gives
 * birth and sex. */
enum rid_status rid_parse(const char *text, struct rid *out);

/* The check digit for the first 17 digits. */
char rid_check_digit(const char *digits17);

/* Full years of age on a day; -1 where either is unknown. */
int rid_age(day birth, day on);

/* The number with its middle hidden: first 6 and last 4 are never shown together with the birth
 * date, so only the first 3 and the last 4 stay.  out holds RID_LEN + 1. */
void rid_mask(const char *number, char *out);

/* One translated sentence for a status other than RID_OK. Owned by the caller. */
char *rid_message(enum rid_status status, const struct rid *rid);

#endif
