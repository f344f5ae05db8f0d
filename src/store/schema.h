/* The numbered steps from an empty file to today's tables; made from schema/NNNN-*.sql. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

struct schema_step {
	int number; /* the file's user_version after it */
	const char *sql;
};

extern const struct schema_step schema_steps[];
extern const int schema_version; /* the number of the last */

#endif
