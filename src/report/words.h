/* Single facts in words: dates, amounts, codes, articles of law. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "report/document.h"
#include "report/slots.h"

#define BETWEEN_WORDS "\u3001" /* as the files of forms/ separate them */

void words_day(struct slots *s, const char *name, day d); /* "" for DAY_NONE and 0 */
void words_month(struct slots *s, const char *name, month m);
void words_int(struct slots *s, const char *name, gint64 n);
void words_money(struct slots *s, const char *name, fen amount); /* "" below 0: nobody has said */

/* Label of a code, the key where it is unknown, "" for NULL. */
const char *words_code(const struct document_input *in, const char *list, const char *key);
/* "D-12" or "DB21 第10条、C-02" as people cite it, by the list "law" and, for marks of our own, the
 * lists "article_PROGRAMME", "article_GROUP" and "article"; a mark that has no words is left out,
 * and so is a law that is not in force (from) or not that of the case's programme (only).  Owned
 * by the caller. */
char *words_article(const struct document_input *in, const char *article);

#endif
