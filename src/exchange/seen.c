#include "config.h"
#include "exchange/seen.h"

#include "base/rid.h"

#define FIRST_SIZE 1024

struct seen {
	guint64 *key; /* 0: free */
	int *row;
	gsize size, used; /* size is a power of two */
};

/* The check digit follows from the others, so 17 digits say all; old numbers have 15. */
static guint64 key_of(const char *number)
{
	guint64 key = 0;

	for (int i = 0; i < RID_LEN - 1 && g_ascii_isdigit(number[i]); i++)
		key = key * 10 + (guint64)(number[i] - '0');
	return key;
}

static gsize place_of(const struct seen *seen, guint64 key)
{
	gsize at = (gsize)((key * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 32);

	for (at &= seen->size - 1; seen->key[at] && seen->key[at] != key;)
		at = (at + 1) & (seen->size - 1);
	return at;
}

static void resize(struct seen *seen, gsize size)
{
	struct seen old = *seen;

	seen->size = size;
	seen->key = g_new0(guint64, size);
	seen->row = g_new(int, size);
	for (gsize i = 0; i < old.size; i++) {
		gsize at;

		if (!old.key[i])
			continue;
		at = place_of(seen, old.key[i]);
		seen->key[at] = old.key[i];
		seen->row[at] = old.row[i];
	}
	g_free(old.key);
	g_free(old.row);
}

struct seen *seen_new(void)
{
	struct seen *seen = g_new0(struct seen, 1);

	resize(seen, FIRST_SIZE);
	return seen;
}

void seen_free(struct seen *seen)
{
	if (!seen)
		return;
	g_free(seen->key);
	g_free(seen->row);
	g_free(seen);
}

/* The slot of a key, made where there is none. */
static int *slot_of(struct seen *seen, guint64 key, int first)
{
	gsize at;

	if (seen->used * 4 >= seen->size * 3)
		resize(seen, seen->size * 2);
	at = place_of(seen, key);
	if (!seen->key[at]) {
		seen->key[at] = key;
		seen->row[at] = first;
		seen->used++;
	}
	return &seen->row[at];
}

void seen_add(struct seen *seen, const char *number, int row)
{
	slot_of(seen, key_of(number), row);
}

int seen_row(const struct seen *seen, const char *number)
{
	gsize at = place_of(seen, key_of(number));

	return seen->key[at] ? seen->row[at] : 0;
}

/* FNV-1a; never 0. */
static guint64 hash_of(const char *words)
{
	guint64 hash = G_GUINT64_CONSTANT(0xCBF29CE484222325);

	for (; *words; words++)
		hash = (hash ^ (guint8)*words) * G_GUINT64_CONSTANT(0x100000001B3);
	return hash ? hash : 1;
}

int seen_first(struct seen *seen, const char *words, int row)
{
	return *slot_of(seen, hash_of(words), row);
}

int seen_count(struct seen *seen, const char *words)
{
	return ++*slot_of(seen, hash_of(words), 0);
}
