/* The halves of a layout: reading the files (layout_read.c) and asking (layout.c).  Private. */
#ifndef EXCHANGE_LAYOUT_ROOM_H
#define EXCHANGE_LAYOUT_ROOM_H

#include "exchange/layout.h"

struct meaning {
	int column, rank;
};

/* A word that may stand in a cell, and the code it means there. */
struct value {
	int column;
	char *word, *code;
};

struct need {
	enum column any[4];
	int n;
};

struct layout {
	enum taking taking;
	enum dating dating;
	GArray *needs;              /* struct need */
	char **once;                /* programmes */
	GPtrArray *kinds;           /* struct roster_kind * */
	GHashTable *meaning;        /* folded word -> struct meaning * */
	char *word[COLUMN_N];       /* the first of each column, as written */
	int words[COLUMN_N];        /* how many it has */
	GPtrArray *foreign_title;   /* char *, folded */
	GHashTable *foreign_column; /* char *, folded */
	GPtrArray *total, *foot;    /* char *, folded */
	GPtrArray *values;          /* struct value * */
	const struct code_list *codes[COLUMN_N];
	char *other[COLUMN_N]; /* a word for what is on no list */
	char *part[COLUMN_N];
	enum column coded[COLUMN_N + 1];
};

struct layouts {
	GPtrArray *list;  /* struct layout * */
	GPtrArray *kinds; /* not owned */
	struct layout *common;
};

extern const char *const layout_column_keys[COLUMN_N];
void layout_free(struct layout *layout);

#endif
