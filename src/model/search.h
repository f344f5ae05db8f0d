/* What somebody types to find a person, as conditions of SQL.  Private to this room.
 *
 * Each word has two parameters, so that a statement depends on the sorts of words alone and is
 * prepared once: word i is bound to $(2i+1) and $(2i+2).  No typed character enters a statement.
 */
#ifndef MODEL_SEARCH_H
#define MODEL_SEARCH_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>
#include "store/db.h"

#define SEARCH_WORDS 4 /* further words are ignored */
#define SEARCH_PARAMS "tttttttt"
#define SEARCH_VALUES(s)                                                                           \
	(s)->word[0].a, (s)->word[0].b, (s)->word[1].a, (s)->word[1].b, (s)->word[2].a,            \
		(s)->word[2].b, (s)->word[3].a, (s)->word[3].b

enum word_sort {
	WORD_NONE,        /* always true */
	WORD_NAME,        /* anywhere in the name */
	WORD_NAME_LIKE,   /* with wildcards */
	WORD_PINYIN,      /* beginning of the initials or of the full spelling */
	WORD_PINYIN_LIKE, /* the same with wildcards */
	WORD_ID,          /* beginning of the id number */
	WORD_ID_TAIL,     /* four characters: beginning or last four */
	WORD_ID_LIKE,
};

struct search_word {
	enum word_sort sort;
	char *text; /* as typed, normalised */
	char *a, *b;
};

struct search {
	int n;
	struct search_word word[SEARCH_WORDS];
};

void search_init(struct search *s, const char *text);
void search_clear(struct search *s);
/* Appends " AND (...)" for each word, on the row of person called p. */
void search_append_filter(const struct search *s, GString *sql);
void search_append_word(const struct search *s, int word, GString *sql);
/* How to find a page soonest. */
enum search_way {
	SEARCH_BY_NAME,   /* walk the names in their order */
	SEARCH_BY_PINYIN, /* walk the pinyin in its order: the page is in that order, too */
	SEARCH_BY_NUMBER, /* a narrow range of id numbers, then sort */
};
enum search_way search_way(const struct search *s, struct db *db, int *word);
/* The word to look up first by an index, -1 where none is worth it. */
int search_driver(const struct search *s, struct db *db);
/* The condition of a word as a range of an index: a pinyin's first letter, an id number. */
void search_append_range(const struct search *s, int word, GString *sql);
/* True where so many match that the next page is near in any order. */
bool search_is_broad(const struct search *s, int word, struct db *db);
/* A pinyin word's end of the keyset: $9, but not outside of the range of its first letter (with
 * which initials and spelling begin both). */
void search_append_bound(int word, bool before, GString *sql);
/* A statement's text that lives as long as the program; frees sql. */
const char *search_intern(GString *sql);

#endif
