/* Pinyin without tones, for finding people by what is quick to key. */
#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H

#include <glib.h>

/* The readings of a name: "wang xiao ming"; a character without a reading gives "?".  The first
 * character (or two, for double surnames) is read as a surname: 单 shan, 尉迟 yu chi. */
char *pinyin_full(const char *name);
/* Initials and full spelling joined for an index: "wxm wangxiaoming". */
char *pinyin_key(const char *name);
/* Initials alone: "wxm". */
char *pinyin_initials(const char *name);

#endif
