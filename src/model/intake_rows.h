/* The parts of the intake: looking (intake.c), households and their cases (intake_rows.c), where
 * people live (intake_home.c), amounts (intake_award.c), cases of one person (intake_single.c),
 * payments (intake_payment.c).  Private. */
#ifndef MODEL_INTAKE_ROWS_H
#define MODEL_INTAKE_ROWS_H

#include "model/intake.h"

struct home {
	row_id household, casefile; /* casefile: a running one of the programme asked for */
	bool is_head, imported, active;
	char file_no[32];
};

struct intake {
	struct db *db;
	struct change *change; /* NULL: nothing is written */
	const struct library *lib;
	bool empty; /* no persons when it began, and none comes twice */
	row_id known[INTAKE_PERSONS_MAX];
	struct home home;
	char *conflict;
	int conflict_person;
	GPtrArray *keep; /* strings of the records being written */
	char prefix[24]; /* file numbers so far: "DB-2023-" */
	gint64 number;
	GHashTable *batches; /* programme, area, month, day -> GPtrArray of struct batch */
};

/* --- intake.c --- */
void intake_reset(struct intake *in);
/* Always true, so that a caller may return it. */
bool intake_refuse(struct intake *in, int person, const char *format, ...) G_GNUC_PRINTF(3, 4);
void intake_refuse_case(struct intake *in, int person, const char *file_no);
const char *intake_active_state(const struct intake *in, const char *programme);
/* Fills known[i]; a different name is a conflict. */
bool intake_know_person(struct intake *in, int i, const struct intake_person *who, GError **error);

/* --- intake_rows.c --- */
const char *intake_keep(struct intake *in, char *text);
const char *intake_keep_day(struct intake *in, day d);
const char *intake_keep_month(struct intake *in, month m);
/* Where he is not known yet. */
bool intake_add_person(struct intake *in, int i, const struct intake_person *who, GError **error);
/* known[i] as a member from the month on; he leaves where he lived. */
bool intake_add_member(
	struct intake *in, row_id household, int i, const char *relation, month m, GError **error);
/* The next number of the programme and the month's year; NULL with error. */
const char *intake_file_no(struct intake *in, const char *programme, month m, GError **error);
bool intake_add_step(struct intake *in, row_id casefile, const char *state, GError **error);
/* A household with a new case. */
bool intake_write_new(
	struct intake *in, const struct intake_household *h, const char *state, GError **error);
/* Against the running case; writes what differs where there is a change. */
bool intake_compare(
	struct intake *in, const struct intake_household *h, bool *differs, GError **error);

/* --- intake_home.c --- */
struct intake_place {
	const char *village, *village_name, *address, *phone, *area;
};
bool intake_add_household(
	struct intake *in, const struct intake_place *place, row_id *household, GError **error);
/* What nobody has said yet of a household; anew: a roster of households says it for the first time,
 * and knows better than a list of one person's cases. */
bool intake_fill_household(struct intake *in, row_id household, const struct intake_place *place,
	bool anew, bool *differs, GError **error);
/* True where a case is about all who live there. */
bool intake_is_of_case(struct intake *in, row_id household, bool *is, GError **error);
/* Where he lives; 0 nowhere. */
bool intake_lives(struct intake *in, row_id person, row_id *household, GError **error);
/* Nobody but him ever lived there, and only imported cases about him point to it: it was assumed
 * because no roster had said yet with whom he lives. */
bool intake_is_assumed(
	struct intake *in, row_id household, row_id person, bool *assumed, GError **error);
/* Who moves into household has left where he lived; the cases about him follow. */
bool intake_leave_home(struct intake *in, row_id person, row_id household, month m, GError **error);
/* Ends a membership with the month before m, never before it began. */
bool intake_end_member(struct intake *in, row_id member, const char *from, month m, GError **error);

/* --- intake_award.c --- */
struct intake_award {
	month month;
	const char *to; /* last month; NULL: it runs on */
	row_id decision;
	int members;
	fen base, supplement;
	fen year_income; /* -1 unknown */
	const struct intake_part *part;
	int n_part;
};
bool intake_add_award(
	struct intake *in, row_id casefile, const struct intake_award *a, GError **error);
struct award_before {
	bool any;
	bool later; /* there is one after that month, so the roster is old */
};
/* Beside the award in force in that month. */
bool intake_compare_award(struct intake *in, row_id casefile, const struct intake_award *a,
	bool *differs, struct award_before *before, GError **error);

/* --- intake_payment.c --- */
/* For how many the imported payments of a case were, now that it is known. */
bool intake_recount(struct intake *in, row_id casefile, int members, GError **error);

/* --- intake_single.c --- */
/* The case alone, where the person lives; of_household: it is about all who live there. */
bool intake_write_case(struct intake *in, const struct intake_single *s, bool of_household,
	const char *state, row_id *casefile, GError **error);

#endif
