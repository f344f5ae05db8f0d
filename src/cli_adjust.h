/* The words of `pay` that are about months that are past. */
#ifndef CLI_ADJUST_H
#define CLI_ADJUST_H

#include "cli.h"

bool cli_pay_retro(struct cli *cli, GError **error);
bool cli_pay_due(struct cli *cli, GError **error);
bool cli_pay_price(struct cli *cli, GError **error);

#endif
