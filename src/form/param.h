/* The parameters of policy: which there are, their type, their default, their legal basis.
 * Values in force are rows of the office (model/setting.h), dated and per area. */
#ifndef FORM_PARAM_H
#define FORM_PARAM_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"

struct param_def {
	char *key;
	char *label;
	char *group; /* heading on the standards screen */
	enum { PARAM_INTEGER, PARAM_MONEY, PARAM_CODE, PARAM_PERCENT } type;
	char *unit;       /* 工作日, 个月, 元/年 ...; money: "year" or "month" in per */
	char *codes;      /* list of a PARAM_CODE */
	char *fallback;   /* default, or NULL: must be entered by the office */
	char *later;      /* default from a day on, where a law changed it (default[2026-07-01]) */
	char *later_from; /* that day, ISO */
	char *basis;      /* "D-30" */
	bool by_area;     /* urban and rural have their own rows */
	int line;
};

GPtrArray *param_read(const struct ini *ini, struct ini_complaints *c); /* struct param_def * */
void param_free(struct param_def *p);

#endif
