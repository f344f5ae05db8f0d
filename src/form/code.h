/* Code lists: what is keyed by number and shown by label. */
#ifndef FORM_CODE_H
#define FORM_CODE_H

#include <glib.h>
#include "base/ini.h"

struct code {
	char *key;      /* what is keyed and stored: "01" */
	char *label;    /* what is shown, in the language shown */
	char *initials; /* pinyin initials of the label, for the picker */
	GHashTable
		*attributes; /* further keys of its section: class, countable, also ... or NULL */
};

struct code_list {
	char *key;
	char *label;
	GPtrArray *codes; /* struct code * in the order of the file */
};

struct code_list *code_list_new(const char *key, const char *label);
void code_list_free(struct code_list *list);
struct code *code_list_add(struct code_list *list, const char *key, const char *label);
const struct code *code_list_find(const struct code_list *list, const char *key); /* or NULL */
const char *code_list_label(const struct code_list *list, const char *key); /* key where unknown */
const char *code_attribute(const struct code *code, const char *name);      /* or NULL */
/* What a person keys and sees for it: its "number" where the code itself is an English word. */
const char *code_keyed(const struct code *code);
/* Codes whose key or number begins with, or whose label or initials contain, what was typed.
 * struct code *, not owned. */
GPtrArray *code_list_filter(const struct code_list *list, const char *typed);
/* The one code meant by a roster's word: key, label or one of its "also" words; NULL otherwise. */
const struct code *code_list_match(const struct code_list *list, const char *word);
/* The one code meant by what was keyed: as in a roster, or its number. */
const struct code *code_list_meant(const struct code_list *list, const char *typed);

/* All lists of a file: struct code_list *, freed by the array. */
GPtrArray *code_lists_read(const struct ini *ini, struct ini_complaints *c);

#endif
