/* Bytes of unknown origin to UTF-8, and back for spreadsheets that want GB18030. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

enum encoding { ENCODING_UTF8, ENCODING_GB18030, ENCODING_UTF16LE, ENCODING_UTF16BE };

const char *encoding_name(enum encoding e);

/* Judges the beginning of a file by its byte order mark, else by which encoding the bytes are valid
 * in.  *skip gets the length of the mark. */
enum encoding encoding_guess(const void *bytes, size_t len, size_t *skip);

/* A stream decoder in constant memory: opens the file, judges it, and hands out UTF-8. */
struct decoder;
struct decoder *decoder_open(const char *path, GError **error);
void decoder_free(struct decoder *dec);
enum encoding decoder_encoding(const struct decoder *dec);
/* Fills at most cap bytes; returns the number, 0 at the end, -1 with error where the bytes are not
 * what they seemed (the error names the offset).  cap is 4 or more. */
gssize decoder_read(struct decoder *dec, char *buf, size_t cap, GError **error);
/* Bytes read of bytes in the file, for progress. */
void decoder_progress(const struct decoder *dec, goffset *done, goffset *total);

/* UTF-8 to GB18030; owned by the caller. */
GBytes *encoding_to_gb18030(const char *utf8, gssize len, GError **error);

#endif
