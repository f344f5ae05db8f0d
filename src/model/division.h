/* Province to village. */
#ifndef MODEL_DIVISION_H
#define MODEL_DIVISION_H

#include "model/desk.h"

/* Loads every forms/divisions file ("code,name,level,parent") into an empty database, in a change.
 */
bool division_load(struct change *c, const struct library *lib, GError **error);
/* The code of a township or county that was named by its code or its name ("秀水镇", "秀水"), owned
 * by the caller; where several bear the name, the error lists their codes. */
char *division_code_of(const struct library *lib, const char *word, GError **error);
/* Name of a code, "" where unknown; owned by the caller. full: with township and county. */
char *division_name(struct desk *desk, const char *code, bool full);
/* Villages of the office (or of a township): the code list "@villages"; owned by the caller. The
 * key is the last three digits within the township, which is what people key. */
struct code_list *division_villages(struct desk *desk, const char *township);
/* All villages under a code of any level; the key is the whole code.  Owned by the caller. */
struct code_list *division_villages_under(struct desk *desk, const char *code);
char *division_village_code(struct desk *desk, const char *key); /* 12 digits, or NULL */
/* The village meant by a roster's words (short names, old names, OCR slips of 12.2), or NULL. */
char *division_match(struct desk *desk, const char *township, const char *words);
/* The township that a title names (盂县秀水镇2023年12月..., slips as above), 12.2; NULL where it
 * names none or two. Owned by the caller. */
char *division_township_in(struct desk *desk, const char *text);

#endif
