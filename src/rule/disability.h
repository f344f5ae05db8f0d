/* "Severe disability" has three definitions in law; three predicates, never one flag (12.4). */
#ifndef RULE_DISABILITY_H
#define RULE_DISABILITY_H

#include <stdbool.h>

/* type 1 sight 2 hearing 3 speech 4 limbs 5 intellect 6 mind 7 several; level 1-4; 0 none. */
bool disability_severe_dibao(int type, int level);     /* D-05 */
bool disability_severe_destitute(int type, int level); /* T-02 */
bool disability_severe_parent(int type, int level);    /* G-11 */

#endif
