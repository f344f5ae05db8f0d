/* What the files of the command `report` share. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli.h"

/* One of forms/reports. */
bool cli_report_numbers(struct cli *cli, const struct report_def *def, GError **error);

#endif
