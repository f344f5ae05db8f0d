/* The yearly review on the screen: the rounds, how far one is, its households. */
#ifndef APP_REVIEWS_H
#define APP_REVIEWS_H

#include "app/session.h"
#include "model/review_list.h"
#include "model/review_pace.h"

/* reviews.c: what is the same on the list of rounds and in one of them */
enum reply review_command(struct app *app, int command, row_id round);
void review_close_ask(struct app *app, row_id round);
/* review_progress.c: a round by class, by visitor, by village */
void review_progress_open(struct app *app, row_id round);
/* review_grid.c: the households; the filter's texts are copied */
void review_grid_open(struct app *app, const struct review_filter *filter, const char *title);
/* The sheet to take along, as a text to read and to write out. */
void review_sheet_open(struct app *app, const struct review_filter *filter);
/* Every household with how it was settled. */
void review_proof_open(struct app *app, row_id round);
/* How fast and until when, in one line; owned by the caller. */
char *review_forecast(const struct review_pace *p);

/* review_row.c: what can be done with one household */
struct review_row_do {
	struct app *app;
	row_id item, casefile;
	struct review_visit visit;
	day since, until; /* between which signs are looked for */
};
/* Enter on a household: a choice of what was found there, and of where the signs point. */
void review_row_choose(const struct review_row_do *what, const char *title);
/* Asks for the day and the visitors; done gets them. */
void review_visit_ask(
	struct app *app, void (*done)(const struct review_visit *visit, void *ctx), void *ctx);

#endif
