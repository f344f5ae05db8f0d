/* Standards and parameters of the office: dated rows that policy reads. */
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include "model/desk.h"

struct setting {
	const char *key, *area,
		*value; /* value as keyed for its type is checked: fen, integer, code */
	day from;
	const char *document;
	day issued;
	bool sample;
	const char *note;
};
/* Adds a row in force from a day; the one before ends the day before. A round_unit over one yuan is
 * refused (D-55, P10). Administrators only; in a change of its own. */
bool setting_add(struct desk *desk, const struct setting *s, GError **error);
/* May such a row stand? */
bool setting_check(const struct library *lib, const struct setting *s, GError **error);
/* Within a change, without the question of role (init, demo). */
bool setting_put(
	struct change *c, const struct library *lib, const struct setting *s, GError **error);
/* The sample set of forms/policy/sample.tsv, marked 示例. */
bool setting_put_samples(struct change *c, const struct library *lib, GError **error);
/* Any standard of the programmes in use is still a sample or missing: the home screen says so. */
bool setting_is_sample(struct desk *desk, bool *missing);

#endif
