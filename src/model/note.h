/* Notes on a case or on a field of its form (F9); with a due date a note is a task. */
#ifndef MODEL_NOTE_H
#define MODEL_NOTE_H

#include "model/desk.h"

struct note {
	row_id id, casefile, author; /* casefile 0: about no case */
	char *file_no, *form, *field, *text, *author_name, *at;
	day due, done_on; /* DAY_NONE: never */
};
void note_free(struct note *n);

/* A note with a due date goes on until note_finish. Empty text is refused. */
bool note_add(struct desk *desk, const struct note *n, row_id *id, GError **error);
/* Notes that this operator wrote on a form before its case existed go to the case. */
bool note_adopt(struct desk *desk, const char *form, row_id casefile, GError **error);
/* Marks it done today, or open again. */
bool note_finish(struct desk *desk, row_id id, bool done, GError **error);
/* struct note *, open ones first, by due date.  casefile 0: all that are open. */
GPtrArray *note_list(struct desk *desk, row_id casefile, GError **error);
/* Tasks: open notes with a due date that has come; how many are past it. */
bool note_tasks(struct desk *desk, day today, int *due, int *overdue, GError **error);

#endif
