/* Facts of a document as named values: what words and numbers a notice can print. */
#ifndef REPORT_VALUES_H
#define REPORT_VALUES_H

#include "report/document.h"
#include "report/slots.h"

void values_office(struct slots *s, const struct document_input *in);
void values_case(struct slots *s, const struct document_input *in);

void values_calc(struct slots *s, const struct document_input *in);
void values_receipt(struct slots *s, const struct document_input *in);
void values_missing(struct slots *s, const struct document_input *in);
void values_publicity(struct slots *s, const struct document_input *in);
void values_survey(struct slots *s, const struct document_input *in);
void values_decision(struct slots *s, const struct document_input *in);
void values_refusal(struct slots *s, const struct document_input *in);
void values_dossier(struct slots *s, const struct document_input *in);
void values_ending(struct slots *s, const struct document_input *in);
void values_plain(struct slots *s, const struct document_input *in);

#endif
