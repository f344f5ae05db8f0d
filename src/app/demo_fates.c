/* The cases of the practice township.  For every programme there is one in every state of its file;
 * some are due today or late, so that the home screen has something to say. */
#include "config.h"

#include "app/demo_fates.h"

#define ACCEPTED "papers accept "
#define CHECKED ACCEPTED "ask verify "
#define REVIEWED CHECKED "survey review "
#define HUNG REVIEWED "publicise publicity_end "
#define CONFIRMED HUNG "confirm "
#define FILED CONFIRMED "tell archive "

#define RICH DEMO_TRAIT_RICH
#define NO_ACCOUNT DEMO_TRAIT_NO_ACCOUNT

static const struct demo_fate dibao[] = {
	{2, 0, 1, "apply", NO_ACCOUNT},
	{1, 2, 2, "apply some", 0},
	{2, 1, 3, "apply some missing", NO_ACCOUNT},
	{3, 0, 2, "apply papers", 0},
	{2, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 0, "apply " ACCEPTED, NO_ACCOUNT},
	{2, 3, 5, "apply " ACCEPTED, 0}, /* three working days to ask: today or over (D-31) */
	{2, 0, 2, "apply " ACCEPTED "ask", 0},
	{2, 0, 1, "apply " ACCEPTED "ask answers", 0},
	{3, 0, 0, "apply " CHECKED, 0},
	{1, 6, 6, "apply " CHECKED, 0}, /* nobody went there (D-30) */
	{3, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 0, "apply " CHECKED "survey", RICH},
	{2, 0, 1, "apply " CHECKED "survey return", 0},
	{3, 0, 1, "apply " REVIEWED, 0},
	{1, 11, 11, "apply " REVIEWED, 0}, /* near its total limit (D-40) */
	{4, 1, 4, "apply " REVIEWED "publicise", 0},
	{2, 8, 10, "apply " REVIEWED "publicise", 0},
	{2, 0, 1, "apply " HUNG, 0},
	{1, 0, 0, "apply " HUNG, NO_ACCOUNT},
	{1, 1, 1, "apply " REVIEWED "publicise object", 0},
	{1, 0, 0, "apply " REVIEWED "publicise object settle survey", 0},
	{8, 25, 150, "apply " FILED, 0},
	{4, 25, 70, "apply " FILED, 0},
	{2, 20, 28, "apply " CONFIRMED "tell", 0}, /* to be filed away within 30 days (K-03) */
	{2, 0, 2, "apply " CONFIRMED, 0},
	{1, 1, 1, "apply " CHECKED "survey refuse", RICH},
	{1, 4, 4, "apply " CHECKED "survey refuse", RICH}, /* three working days to tell (D-39) */
	{1, 12, 12, "apply " CHECKED "survey refuse tell", RICH},
	{2, 2, 30, "apply " ACCEPTED "ask withdraw", 0},
	{1, 6, 6, "apply-old capture", 0},
	{1, 0, 2, "apply " FILED "hear", 0},
	{1, 2, 6, "apply " FILED "hear suspend", 0},
	{1, 0, 1, "apply " FILED "hear stop", 0},
	{1, 20, 60, "apply " FILED "hear stop tell", 0},
};

/* Single persons come from households that were recognised before (D-05). */
#define OF_EDGE "@edge apply " CONFIRMED "tell archive @dibao_single apply "

static const struct demo_fate dibao_single[] = {
	{1, 0, 1, OF_EDGE, 0},
	{1, 0, 1, OF_EDGE ACCEPTED, 0},
	{1, 0, 1, OF_EDGE CHECKED, 0},
	{1, 0, 1, OF_EDGE CHECKED "survey", 0},
	{1, 0, 1, OF_EDGE REVIEWED, 0},
	{1, 1, 4, OF_EDGE REVIEWED "publicise", 0},
	{1, 1, 2, OF_EDGE CONFIRMED, 0},
	{1, 25, 90, OF_EDGE FILED, 0},
	{1, 4, 20, OF_EDGE CHECKED "survey refuse tell", 0},
	{1, 4, 20, OF_EDGE ACCEPTED "withdraw", 0},
	{1, 2, 6, OF_EDGE FILED "hear suspend tell", 0},
	{1, 8, 30, OF_EDGE FILED "hear stop tell", 0},
};

static const struct demo_fate edge[] = {
	{1, 0, 1, "apply", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 1, "apply " CHECKED, 0},
	{1, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 1, "apply " REVIEWED, 0},
	{1, 1, 4, "apply " REVIEWED "publicise", 0},
	{1, 0, 1, "apply " HUNG, 0},
	{1, 1, 2, "apply " CONFIRMED, 0},
	{2, 25, 150, "apply " FILED, 0},
	{1, 6, 20, "apply " CHECKED "survey refuse tell", RICH},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 8, 40, "apply " FILED "hear stop tell", 0},
};

static const struct demo_fate rigid[] = {
	{1, 0, 1, "apply", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 1, "apply " CHECKED, 0},
	{1, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 1, "apply " REVIEWED, 0},
	{1, 1, 4, "apply " REVIEWED "publicise", 0},
	{1, 1, 2, "apply " CONFIRMED, 0},
	{3, 25, 150, "apply " FILED, 0},
	{1, 6, 20, "apply " CHECKED "survey refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 8, 40, "apply " FILED "hear stop tell", 0},
};

/* --- destitute support -------------------------------------------------------------------------
 */

#define ASSESSED CHECKED "survey assess choose "
#define JUDGED ASSESSED "review "
#define SAMPLED JUDGED "publicise publicity_end sample "
#define SUPPORTED SAMPLED "confirm "
#define KEPT SUPPORTED "tell archive "
#define ENDING KEPT "hear publicise_stop "

static const struct demo_fate destitute[] = {
	{1, 0, 1, "apply", NO_ACCOUNT},
	{1, 0, 2, "apply papers", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 16, 18, "apply " ACCEPTED, 0}, /* fifteen working days for the township (T-09) */
	{1, 0, 1, "apply " CHECKED, 0},
	{1, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 1, "apply " ASSESSED, 0},
	{1, 0, 1, "apply " JUDGED, 0},
	{1, 1, 4, "apply " JUDGED "publicise", 0},
	{1, 0, 1, "apply " JUDGED "publicise publicity_end", 0},
	{1, 0, 1, "apply " SAMPLED, 0},
	{2, 0, 2, "apply " SUPPORTED, 0},
	{6, 25, 150, "apply " KEPT, 0},
	{1, 4, 20, "apply " CHECKED "survey refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 9, 11, "apply " KEPT "report", 0}, /* ten working days to assess anew (T-17) */
	{1, 2, 6, "apply " KEPT "report reassess", 0},
	{1, 2, 6, "apply " KEPT "hear suspend", 0},
	{1, 1, 4, "apply " ENDING, 0},
	{1, 4, 30, "apply " ENDING "publicity_stop_end stop tell", 0},
	{1, 2, 20, "apply " KEPT "death stop", 0},
};

/* --- temporary assistance ----------------------------------------------------------------------
 */

#define GRANTED HUNG "confirm "
#define OF_DIBAO "@dibao apply " CONFIRMED "tell archive @temporary apply "

static const struct demo_fate temporary[] = {
	{1, 0, 1, "apply", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 14, 16, "apply " ACCEPTED, 0}, /* fifteen working days in all (L-09) */
	{1, 0, 1, "apply " CHECKED, 0},
	{1, 0, 1, "apply " CHECKED "survey", 0},
	{1, 0, 1, "apply " REVIEWED, 0},
	{1, 1, 4, "apply " REVIEWED "publicise", 0},
	{1, 0, 1, "apply " HUNG, 0},
	{1, 0, 1, OF_DIBAO HUNG, 0},
	{2, 0, 3, "apply " GRANTED, 0},
	{1, 1, 3, "apply " HUNG "meet confirm tell", 0},
	{1, 1, 3, OF_DIBAO GRANTED "tell", 0},
	{2, 0, 4, "apply " GRANTED "tell pay close", 0},
	{2, 6, 40, "apply " GRANTED "tell pay close archive", 0},
	{1, 6, 40, OF_DIBAO GRANTED "tell pay close archive", 0},
	{1, 4, 20, "apply " CHECKED "survey refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
};

static const struct demo_fate temporary_urgent[] = {
	{1, 0, 0, "apply", 0},
	{1, 0, 0, "apply accept", 0},
	{1, 0, 2, "apply accept confirm", 0},
	{2, 9, 11, "apply accept confirm", 0}, /* ten working days for the papers (L-06) */
	{1, 1, 3, "apply accept confirm survey", 0},
	{1, 1, 3, "apply accept meet confirm survey", 0},
	{1, 0, 2, "apply accept confirm survey complete", 0},
	{1, 0, 5, "apply accept confirm survey complete close", 0},
	{3, 10, 120, "apply accept confirm survey complete close tell archive", 0},
	{1, 4, 20, "apply accept refuse tell", 0},
	{1, 4, 20, "apply accept withdraw", 0},
};

static const struct demo_fate temporary_fast[] = {
	{1, 0, 0, "apply", 0},
	{1, 0, 0, "apply accept", 0},
	{1, 3, 4, "apply accept", 0}, /* three days (L-07) */
	{2, 0, 2, "apply accept confirm", 0},
	{1, 0, 5, "apply accept confirm close", 0},
	{2, 10, 60, "apply accept confirm close tell archive", 0},
	{1, 4, 20, "apply accept refuse tell", 0},
	{1, 4, 20, "apply accept withdraw", 0},
};

/* --- children ----------------------------------------------------------------------------------
 */

#define EXAMINED ACCEPTED "review "
#define ALLOWED EXAMINED "confirm "

static const struct demo_fate orphan[] = {
	{1, 0, 1, "apply", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 1, "apply " EXAMINED, 0},
	{1, 0, 2, "apply " ALLOWED, 0},
	{1, 4, 20, "apply " ACCEPTED "refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 10, 60, "apply " ALLOWED "tell archive hear stop tell", 0},
};

static const struct demo_fate unattended[] = {
	{1, 0, 1, "apply papers", 0},
	{1, 14, 16, "apply " ACCEPTED, 0}, /* fifteen working days to examine (G-12) */
	{1, 0, 1, "apply " ACCEPTED "survey", 0},
	{1, 0, 1, "apply " EXAMINED "return", 0},
	{1, 0, 1, "apply " EXAMINED, 0},
	{1, 25, 150, "apply " ALLOWED "tell archive", 0},
	{1, 4, 20, "apply " EXAMINED "refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 10, 60, "apply " ALLOWED "tell archive hear stop tell", 0},
};

static const struct demo_fate infected[] = {
	{1, 0, 1, "apply", 0},
	{1, 0, 1, "apply " ACCEPTED, 0},
	{1, 0, 1, "apply " EXAMINED, 0},
	{1, 25, 150, "apply " ALLOWED "tell archive", 0},
	{1, 4, 20, "apply " ACCEPTED "refuse tell", 0},
	{1, 4, 20, "apply " ACCEPTED "withdraw", 0},
	{1, 10, 60, "apply " ALLOWED "tell archive hear stop tell", 0},
};

/* --- people on the way -------------------------------------------------------------------------
 */

static const struct demo_fate vagrant[] = {
	{1, 0, 0, "apply", 0},
	{1, 0, 0, "apply escort", 0},
	{1, 7, 8, "apply admit serve report", 0}, /* ten days at most (V-05) */
	{1, 5, 30, "apply admit serve report report leave", 0},
	{1, 10, 60, "apply escort hand_over archive", 0},
	{1, 3, 20, "apply refuse tell", 0},
	{1, 5, 30, "apply admit serve report report end tell", 0},
};

#define FATES(programme, kind)                                                                     \
	{                                                                                          \
#programme, kind, programme, G_N_ELEMENTS(programme)                               \
	}

static const struct demo_fates all[] = {
	FATES(dibao, DEMO_POOR),
	FATES(dibao_single, DEMO_EDGE),
	FATES(edge, DEMO_EDGE),
	FATES(rigid, DEMO_RIGID),
	FATES(destitute, DEMO_DESTITUTE),
	FATES(temporary, DEMO_POOR),
	FATES(temporary_urgent, DEMO_POOR),
	FATES(temporary_fast, DEMO_POOR),
	FATES(orphan, DEMO_CHILD),
	FATES(unattended, DEMO_CHILD),
	FATES(infected, DEMO_CHILD),
	FATES(vagrant, DEMO_WANDERER),
};

const struct demo_fates *demo_fates(int *n)
{
	*n = G_N_ELEMENTS(all);
	return all;
}
