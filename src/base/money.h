/* Money is an integer of fen. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <glib.h>

typedef gint64 fen;
#define MONEY_LEN 32

/* What rosters hold: "1234", "1,234.50", "￥1234", "1234元", full-width digits; at most two
 * decimals. False for anything else, words (四百二十) included. */
bool money_read(const char *text, fen *out);

/* What people key: money_read, and products and quotients "1200*3", "36000/12", sums "300+20.5".
 * A quotient that is not whole fen is rounded half up.  False where it is no amount. */
bool money_eval(const char *text, fen *out);

/* "1234.50"; money_print groups as "1,234.50".  Both return buf. */
const char *money_plain(fen amount, char buf[MONEY_LEN]);
const char *money_print(fen amount, char buf[MONEY_LEN]);

/* The amount in capital words as receipts want it: 壹仟贰佰叁拾肆元伍角整. Owned by the caller. */
char *money_capital(fen amount);

#endif
