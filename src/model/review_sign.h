/* What the file itself knows about a household that is going to be reviewed (F46). */
#ifndef MODEL_REVIEW_SIGN_H
#define MODEL_REVIEW_SIGN_H

#include "model/casefile.h"

struct review_sign {
	/* Nobody keys "no change" over a death; over a birthday, a hit or an end he is asked. */
	enum { SIGN_TOLD, SIGN_ASKED, SIGN_CHANGE } weight;
	char *text;        /* "王建国 died 2026-03-01" */
	char *brief;       /* for a narrow column: "died: 王建国" */
	const char *where; /* section of the case */
};
void review_sign_free(struct review_sign *s);
/* Between a day and another: struct review_sign *, the weightiest first. */
GPtrArray *review_signs(struct desk *desk, row_id casefile, day since, day until, GError **error);

#endif
