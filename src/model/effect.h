/* What an action does beyond its state; by name, from the programme file.
 *
 *   opinion    the opinion gets the step that it was given with, and the amount of that day
 *   award      the decision gets its amount and working, and an award runs from the month after
 *              (D-38)
 *   grant      the decision gets its cap; what is granted is paid at once from the reserve fund, or
 *              with the rosters of so many months (L-03, L-05, L-11)
 *   recognise  the decision is valid for the months that the office set (B-03)
 *   adjust     the amount of today takes the place of the award that runs (T-17)
 *   end        the decision is one to end; awards run out with this month (T-19)
 *   assess     the level of self-care follows from the six items (T-16)
 *   place      the register of institutions follows the choice of support (T-21)
 *   offer      a note asks whether something else is due after the end (T-20)
 *   die        the day of death of whom the case is about
 *   identify   the person is known now (V-11)
 *   publicity_stop  the notice says that support will end (T-19)
 *   refusal    the decision is one to refuse; a notice that hangs comes down
 *   publicity  the notice gets its last day, and the members and amount that are printed (C-12)
 *   unpublish  the running notice is closed without objection
 *   object     the running notice is closed by an objection
 *   settle     the open objections get their outcome
 *   redo       the steps after the state gone back to are taken back, and the clocks that they
 *              started
 *   ask        every member and source is asked
 *   capture    an old decision is taken from its paper: an award from the month it names, the file
 *              marked as captured afterwards (F8, C-18)
 *   freeze     the list of missing papers is written into the step (C-02)
 *   transfer_out     the slip gets the month that was paid last, and the amount (N3)
 *   transfer_answer  the slip gets what the other office answered
 *   tell       the decision's notice was handed over
 *
 * Changes of a running case (F4, F47, F48); `since` of the form is the first day on which it is so:
 *
 *   join leave decease head   members come, leave, die (with a new head where it is his), or
 * another one becomes the head move correct   another address; what was entered wrong about a
 * person, and nothing else split merge    some members form a household with a draft case of their
 * own; those of another household come in and its case ends recompute  as adjust where the amount
 * or the number of people differs; where nothing is due any more the award stays until it is
 * decided on, and a task says so; after a death it is held (F48) earn activate   new lines of
 * income wait; what waits comes into force, and what it replaces is superseded the day before (F11)
 *   suspend resume  nothing is paid from the month after, and again the amount of today
 *   grace      the old base, at most the standard of the household, for so many months (D-64)
 *   recover    a task says which months were paid too much
 */
#ifndef MODEL_EFFECT_H
#define MODEL_EFFECT_H

#include "form/entry.h"
#include "model/casefile.h"

/* One action being done. */
struct flow {
	struct desk *desk;
	const struct casefile *c; /* as it was before */
	const struct programme *programme;
	const struct action_def *action;
	const struct entry *entry; /* or NULL */
	day on;
	struct change *change;
	GPtrArray *keep; /* strings that records point to */
	char *note;      /* for the step, kept by keep */
	month from;      /* first month of what is decided; 0: the one after the step */
};

/* Columns that effects give to a row of the form before it is inserted. */
bool effect_columns(struct flow *f, struct record *r, GError **error);
/* What effects do when the form's rows are in. */
bool effect_after(struct flow *f, GError **error);
bool effect_knows(const char *name);
/* Does an action decide what is paid: its consequence is shown before it is done. */
bool effect_pays(const struct action_def *action);

#endif
