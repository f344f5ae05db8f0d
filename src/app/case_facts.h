/* Everything that a document may say about a case, read at once; for screens and command line. */
#ifndef APP_CASE_FACTS_H
#define APP_CASE_FACTS_H

#include "model/result.h"
#include "report/document.h"

struct case_facts {
	struct document_input input; /* points into what follows */
	struct casefile *casefile;
	struct household *household;
	GPtrArray *members, *papers, *income, *assets;
	struct result_survey *survey;
	struct result_publicity *publicity;
	struct result_decision *decision;
	struct working *working; /* the decision's, else computed today */
	const char *name;        /* of the head */
};
/* Facts may be NULL where they do not exist yet; an amount that cannot be computed is no error. */
bool case_facts_read(struct desk *desk, row_id casefile, struct case_facts *f, GError **error);
void case_facts_clear(struct case_facts *f);

/* The text of a document; refused in one sentence where the case is not so far that it exists.
 * Owned by the caller. */
char *case_document(struct desk *desk, const char *document, row_id casefile, GError **error);
/* "DB-2026-0001-calc.txt": what a document is called as a file. Owned by the caller. */
char *case_document_name(const struct casefile *c, const char *document);

#endif
