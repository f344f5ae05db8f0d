/* Case files: the head of a file, its lists, its history. */
#ifndef MODEL_CASEFILE_H
#define MODEL_CASEFILE_H

#include "base/auto.h"

#include "model/household.h"

struct casefile {
	row_id id, household;
	row_id person; /* whom an individual programme is about; 0: the whole household */
	char *file_no, *programme, *area, *state, *origin;
	char *bank, *account, *holder, *account_note;
	char *agent, *returned_to, *returned_note, *reason, *placing;
	day applied_on;
	bool relative_of_staff;
	int stated_members;
	fen roster_income; /* -1: none */
};
struct casefile *casefile_get(struct desk *desk, row_id id, GError **error);
void casefile_free(struct casefile *c);
JZ_DEFINE_AUTOPTR(casefile, casefile_free)
row_id casefile_by_no(struct desk *desk, const char *file_no); /* 0: none */
/* Whom the case is about on a day, head first: the members of the household, or the one person of
 * an individual programme, who is the head of his own case.  struct member *. */
GPtrArray *casefile_members(struct desk *desk, const struct casefile *c, day on, GError **error);
/* The code list of its people, numbered with the head first, attribute "row" the person: those of
 * today, or everybody ever.  c NULL: empty.  Owned by the caller. */
struct code_list *casefile_codes(struct desk *desk, const struct casefile *c, bool ever);
/* The case that is open or active for a person in any programme, or 0. except: not this one. */
row_id casefile_of_person(struct desk *desk, row_id person, row_id except);
/* All such cases, row_id; empty for person 0. */
GArray *casefile_running(struct desk *desk, row_id person);
/* A case that keeps a person out of a programme (F5, D-09): open or active, of a programme that the
 * files exclude; 0 where there is none.  why: the row that says so. */
row_id casefile_excluding(struct desk *desk, const struct programme *programme, row_id person,
	row_id except, const struct exclude_def **why);
/* The household that a person lives in now, 0 none. */
row_id casefile_home(struct desk *desk, row_id person);
/* Is there a case of the household that has not ended? except: not this one. */
bool casefile_household_busy(struct desk *desk, row_id household, row_id except);
/* A state that ends a case: only that frees a person for another one (D-09).  A state that no
 * programme knows ends nothing. */
bool casefile_is_over(const struct library *lib, const char *programme, const char *state);
/* A case that has ended is read, and corrected by a step of its own (F35): refused with a sentence.
 * A paper may still come, such as the receipt of its last notice; none leaves it once it is filed
 * away (K-03). */
bool casefile_writable(struct desk *desk, row_id id, GError **error);
bool casefile_gives_papers(struct desk *desk, row_id id, GError **error);
/* Is it paid, or suspended: what is entered waits for a decision (F11). */
bool casefile_is_active(struct desk *desk, row_id id);
/* What is paid a month now; -1: nothing. */
fen casefile_award(struct desk *desk, row_id id);
const struct programme *casefile_programme(const struct desk *desk, const struct casefile *c);
/* "DB-2026-0001": next number of a prefix and year, within a change. */
char *casefile_next_no(struct change *c, const char *prefix, int year);

struct casefile_row {
	row_id id, household;
	const char *file_no, *head, *village, *programme, *area, *state, *origin;
	int members;
	bool restricted;           /* the name is not for lists (model/look.h) */
	fen amount;                /* award in force, else -1 */
	const char *due, *due_key; /* nearest open deadline, "" none */
	const char *sort;
};
/* filter: NULL or the key of a queue (model/queue.h), or "state:accepted".  text as person_page. */
bool casefile_page(struct desk *desk, const char *filter, const char *text, const char *sort,
	row_id anchor, bool before, int n, bool (*see)(const struct casefile_row *row, void *ctx),
	void *ctx, GError **error);
gint64 casefile_count(struct desk *desk, const char *filter, const char *text);

struct step_row {
	row_id id;
	const char *action, *done_on, *operator_name, *note, *from_state, *to_state;
	bool undone;
};
bool casefile_steps(struct desk *desk, row_id id, bool (*see)(const struct step_row *s, void *ctx),
	void *ctx, GError **error);

#endif
