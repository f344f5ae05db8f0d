/* Notices as text with marks: forms/notices/NAME.txt, laid out at 80 columns for A4.
 *
 *     # comment
 *     >< centred            >> at the right            a line that is too long is wrapped
 *     {name}                a value
 *     {name:12} {name:>12}  a cell of 12 columns, left or right; its text wraps within the cell
 *     {=}                   blanks that push the rest to the right margin
 *     {#list} .. {/list}    the lines between, for each row (marks of blocks stand alone on a line)
 *     {?name} .. {/name}    only where the value is not empty;  {^name} .. {/name}  only where it
 * is
 *     {{                    a brace
 */
#ifndef REPORT_TEMPLATE_H
#define REPORT_TEMPLATE_H

#include "base/ini.h"
#include "report/slots.h"

#define TEMPLATE_COLUMNS 80

struct template;

/* NULL where the text cannot be used; every complaint names file and line. */
struct template *template_parse(const char *file, const char *text, struct ini_complaints *c);
void template_free(struct template *t);
JZ_DEFINE_AUTOPTR(template, template_free)

/* Complains about every name that is not in known (NULL-ended; "total", "lines.label" for a value
 * of the rows of a list), with what was probably meant. */
void template_check(const struct template *t, const char *const *known, struct ini_complaints *c);

/* The notice with these values, lines of at most 80 columns.  A name that the slots do not have
 * is an error with file and line.  Owned by the caller. */
char *template_fill(const struct template *t, const struct slots *values, GError **error);

#endif
