/* The papers of a case: what the programme asks for, what is there (11.2). */
#ifndef MODEL_PAPER_H
#define MODEL_PAPER_H

#include "model/casefile.h"

struct paper {
	const struct paper_def *def;
	bool required; /* for this case, by its conditions */
	row_id id;     /* of the document row, 0: absent */
	bool waived;
	int pages, page_from;
	char *received_on, *copy, *note;
};
void paper_free(struct paper *p);
GPtrArray *paper_list(
	struct desk *desk, const struct casefile *c, GError **error); /* struct paper * */
/* Marks one as received today, or takes the mark back.  copy: "original", "copy" or NULL. */
bool paper_receive(struct desk *desk, const struct casefile *c, const char *code, int pages,
	const char *copy, GError **error);
bool paper_remove(struct desk *desk, const struct casefile *c, const char *code, GError **error);

#endif
