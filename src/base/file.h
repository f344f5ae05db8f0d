/* Files that appear whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <glib.h>

/* An empty file 0600 in the folder of path, under a name of its own; *fd may be NULL. */
char *file_beside(const char *path, int *fd, GError **error);
/* Makes the finished file temporary appear as path, on the disk before it returns.  replace: an
 * older path gives way; else it is refused.  The temporary file is gone in every case. */
bool file_publish(const char *temporary, const char *path, bool replace, GError **error);
/* A text as a file, whole or not at all; an older one of that name gives way. */
bool file_write(const char *path, const char *text, GError **error);
/* Sets the sentence for errno. */
bool file_fail(const char *path, int code, GError **error);

#endif
