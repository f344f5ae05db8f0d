/* The links of the journal: BLAKE2b-256 over the digest before, the change and the entry.
 *
 * Every part is length-prefixed, so that no two different entries read as the same bytes:
 *     digest before (32) | change id, operator (8 each) | at, operator name, station, reason |
 *     seq, row (8 each) | op | table | body            integers little-endian, texts 4-byte length
 * The digest before the first entry is that of the office, the station and the practice mark.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include <stdbool.h>
#include <glib.h>

#define CHAIN_LEN 32
#define CHAIN_HEX 17 /* 16 digits and the end: what is printed and kept */

struct chain {
	gint64 seq; /* of the last entry */
	guint8 digest[CHAIN_LEN];
	GString *buffer;
	gsize head_len; /* of the part that is the same for all entries of a change */
};

struct chain_change {
	gint64 id, operator_id;
	const char *at, *operator_name, *reason;
	int station;
};

struct chain_entry {
	char op;
	const char *table;
	gint64 row;
	const char *body;
	gsize body_len;
};

void chain_init(struct chain *c, gint64 office, int station, bool practice);
void chain_clear(struct chain *c);
/* The entries that follow belong to this change. */
void chain_header(struct chain *c, const struct chain_change *change);
/* The digest that entry would have as the next. */
void chain_digest(struct chain *c, const struct chain_entry *e, guint8 digest[CHAIN_LEN]);
/* The next entry is there, with this digest. */
void chain_accept(struct chain *c, const guint8 digest[CHAIN_LEN]);
void chain_hex(const guint8 digest[CHAIN_LEN], char hex[CHAIN_HEX]);

#endif
