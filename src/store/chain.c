#include "config.h"
#include "store/chain.h"

#include <string.h>
#include <sodium.h>

static void put_int(GString *out, gint64 value)
{
	gint64 bytes = GINT64_TO_LE(value);

	g_string_append_len(out, (const char *)&bytes, sizeof bytes);
}

static void put_text(GString *out, const char *s, gsize len)
{
	guint32 bytes = GUINT32_TO_LE((guint32)len);

	g_string_append_len(out, (const char *)&bytes, sizeof bytes);
	g_string_append_len(out, s, (gssize)len);
}

static void digest_of(const GString *bytes, guint8 digest[CHAIN_LEN])
{
	crypto_generichash(digest, CHAIN_LEN, (const guint8 *)bytes->str, bytes->len, NULL, 0);
}

void chain_init(struct chain *c, gint64 office, int station, bool practice)
{
	c->seq = 0;
	c->head_len = 0;
	c->buffer = g_string_sized_new(1024);
	g_string_append(c->buffer, "jiuzhu journal 1");
	put_int(c->buffer, office);
	put_int(c->buffer, station);
	put_int(c->buffer, practice);
	digest_of(c->buffer, c->digest);
}

void chain_clear(struct chain *c)
{
	if (c->buffer)
		g_string_free(c->buffer, TRUE);
	c->buffer = NULL;
}

void chain_header(struct chain *c, const struct chain_change *change)
{
	GString *b = c->buffer;

	g_string_truncate(b, 0);
	g_string_append_len(b, (const char *)c->digest, CHAIN_LEN);
	put_int(b, change->id);
	put_int(b, change->operator_id);
	put_text(b, change->at, strlen(change->at));
	put_text(b, change->operator_name, strlen(change->operator_name));
	put_int(b, change->station);
	put_text(b, change->reason, strlen(change->reason));
	c->head_len = b->len;
}

void chain_digest(struct chain *c, const struct chain_entry *e, guint8 digest[CHAIN_LEN])
{
	GString *b = c->buffer;

	g_string_truncate(b, c->head_len);
	memcpy(b->str, c->digest, CHAIN_LEN);
	put_int(b, c->seq + 1);
	put_int(b, e->row);
	g_string_append_c(b, e->op);
	put_text(b, e->table, strlen(e->table));
	put_text(b, e->body, e->body_len);
	digest_of(b, digest);
}

void chain_accept(struct chain *c, const guint8 digest[CHAIN_LEN])
{
	c->seq++;
	memcpy(c->digest, digest, CHAIN_LEN);
}

void chain_hex(const guint8 digest[CHAIN_LEN], char hex[CHAIN_HEX])
{
	sodium_bin2hex(hex, CHAIN_HEX, digest, (CHAIN_HEX - 1) / 2);
}
