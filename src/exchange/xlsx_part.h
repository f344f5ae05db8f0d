/* One part of a workbook .xlsx: XML inside of a ZIP archive, read piece by piece.
 *
 * A document type is refused, so that no entity can grow; a part that unpacks to more than its cap
 * is refused, too. */
#ifndef EXCHANGE_XLSX_PART_H
#define EXCHANGE_XLSX_PART_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>
#include <expat.h>
#include <zip.h>

#define XLSX_PART_MAX (256 * 1024 * 1024) /* bytes of XML */

enum part_state { PART_STOPPED, PART_ENDED, PART_FAILED, PART_LOCKED };

struct part;
/* Called with names without their prefix; attrs as expat gives them. */
typedef void (*part_begin)(struct part *part, const char *name, const char **attrs, void *ctx);
typedef void (*part_end)(struct part *part, const char *name, void *ctx);
typedef void (*part_text)(const char *text, int len, void *ctx);

/* NULL where the archive has no such part. */
struct part *part_open(
	zip_t *zip, const char *name, part_begin begin, part_end end, part_text text, void *ctx);
void part_free(struct part *part);
JZ_DEFINE_AUTOPTR(part, part_free)
/* Reads on until part_stop is called, or to the end. */
enum part_state part_read(struct part *part);
/* To be called from begin or end: part_read returns. */
void part_stop(struct part *part);
/* Likewise: it is not what it should be; part_read fails. */
void part_fail(struct part *part);
void part_progress(const struct part *part, goffset *done, goffset *total);

/* The value of an attribute, with or without its prefix; NULL. */
const char *part_attr(const char **attrs, const char *name);

#endif
