/* What the files of the command `report` share. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli.h"

/* Of the office: what is still to be asked by hand (N7), with blanks for the pen. */
bool cli_report_inquiries(struct cli *cli, GError **error);

/* One of forms/reports. */
bool cli_report_numbers(struct cli *cli, const struct report_def *def, GError **error);

#endif
