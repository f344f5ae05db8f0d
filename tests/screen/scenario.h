/* Scenario files: what a person does at the screen and what he must see.  README.md says how they
 * are written. */
#ifndef TESTS_SCREEN_SCENARIO_H
#define TESTS_SCREEN_SCENARIO_H

#include <stdbool.h>

/* Plays a file in a fresh directory.  update: golden screens are written, not compared.  False
 * where something was not as it should be; then it has been printed. */
bool scenario_play(const char *path, bool update);

#endif
