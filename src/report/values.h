/* Facts of a document as named values: what words and numbers a notice can print. */
#ifndef REPORT_VALUES_H
#define REPORT_VALUES_H

#include "report/document.h"
#include "report/slots.h"

void values_office(struct slots *s, const struct document_input *in);
/* What every document may say, the publicity too: no address, no number.  key: the document. */
void values_programme(struct slots *s, const struct document_input *in, const char *key);
/* Rows of [facts]: the list KEY has all of them, KEY_last the newest alone, or one that is blank;
 * known are the lists of every programme, empty where the case has none. */
void values_facts(struct slots *s, const struct document_input *in);
void values_case(struct slots *s, const struct document_input *in);

/* Shared by kinds of documents. */
void values_total(struct slots *s, fen amount); /* amount, and in capital words; "" below 0 */
void values_lines(struct slots *s, const struct document_input *in);
/* spare: blank rows for the pen. */
void values_people(struct slots *s, const struct document_input *in, bool spare);

void values_calc(struct slots *s, const struct document_input *in);
void values_receipt(struct slots *s, const struct document_input *in);
void values_missing(struct slots *s, const struct document_input *in);
void values_publicity(struct slots *s, const struct document_input *in);
void values_survey(struct slots *s, const struct document_input *in);
void values_decision(struct slots *s, const struct document_input *in);
void values_refusal(struct slots *s, const struct document_input *in);
void values_dossier(struct slots *s, const struct document_input *in);
void values_inquiry(struct slots *s, const struct document_input *in);
void values_ending(struct slots *s, const struct document_input *in);
void values_plain(struct slots *s, const struct document_input *in);

#endif
