/* Layout: 128 bytes of header, then the database as it stood in one moment.  The digest in the
 * header covers the rest of the header and the database, so no byte can change unseen. */
#include "config.h"
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include "base/i18n.h"
#include "base/file.h"
#include "store/room.h"

#define MAGIC "JZBACKUP"
#define FORMAT 1
#define HEADER_LEN 128
#define DIGEST_AT 96
#define CHUNK (256 * 1024)

/* Integers are big-endian; unused bytes are zero. */
struct header {
	char magic[8];
	guint64 format, bytes, journal_seq;
	char journal_digest[24];
	char made_at[24];
	guint8 unused[16];
	guint8 digest[32];
};
G_STATIC_ASSERT(sizeof(struct header) == HEADER_LEN);
G_STATIC_ASSERT(G_STRUCT_OFFSET(struct header, digest) == DIGEST_AT);

static bool refuse(const char *path, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s is no whole jiuzhu backup; take another copy of it"), path);
}

static void pack(struct header *h, const struct backup_facts *facts)
{
	memset(h, 0, sizeof *h);
	memcpy(h->magic, MAGIC, sizeof h->magic);
	h->format = GUINT64_TO_BE((guint64)FORMAT);
	h->bytes = GUINT64_TO_BE((guint64)facts->bytes);
	h->journal_seq = GUINT64_TO_BE((guint64)facts->journal_seq);
	memcpy(h->journal_digest, facts->journal_digest, sizeof facts->journal_digest);
	memcpy(h->made_at, facts->made_at, sizeof facts->made_at);
}

static bool unpack(const struct header *h, struct backup_facts *facts)
{
	facts->bytes = (gint64)GUINT64_FROM_BE(h->bytes);
	facts->journal_seq = (gint64)GUINT64_FROM_BE(h->journal_seq);
	g_strlcpy(facts->journal_digest, h->journal_digest, sizeof facts->journal_digest);
	g_strlcpy(facts->made_at, h->made_at, sizeof facts->made_at);
	return memcmp(h->magic, MAGIC, sizeof h->magic) == 0 &&
		GUINT64_FROM_BE(h->format) == FORMAT;
}

/* --- bytes --------------------------------------------------------------------------------- */

static bool read_full(int fd, void *buf, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t n = read(fd, (char *)buf + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

static bool write_full(int fd, const void *buf, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t n = write(fd, (const char *)buf + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* Hashes bytes from in, and copies them where out is a file. */
static bool pump(int in, int out, gint64 bytes, crypto_generichash_state *hash)
{
	g_autofree guint8 *buf = g_malloc(CHUNK);

	while (bytes > 0) {
		size_t n = (size_t)MIN(bytes, CHUNK);

		if (!read_full(in, buf, n) || (out >= 0 && !write_full(out, buf, n)))
			return false;
		crypto_generichash_update(hash, buf, n);
		bytes -= (gint64)n;
	}
	return true;
}

static void start_hash(crypto_generichash_state *hash, const struct header *h)
{
	crypto_generichash_init(hash, NULL, 0, sizeof h->digest);
	crypto_generichash_update(hash, (const guint8 *)h, DIGEST_AT);
}

/* Reads a backup from its beginning to its end; out gets the database, or is -1. */
static bool read_backup(
	const char *path, int in, int out, struct backup_facts *facts, GError **error)
{
	crypto_generichash_state hash;
	guint8 digest[32];
	struct header h;
	struct stat st;

	if (fstat(in, &st) != 0 || !S_ISREG(st.st_mode) || !read_full(in, &h, sizeof h) ||
		!unpack(&h, facts) || facts->bytes != st.st_size - HEADER_LEN)
		return refuse(path, error);
	start_hash(&hash, &h);
	errno = 0;
	if (!pump(in, out, facts->bytes, &hash))
		return errno ? file_fail(path, errno, error) : refuse(path, error);
	crypto_generichash_final(&hash, digest, sizeof digest);
	return sodium_memcmp(digest, h.digest, sizeof digest) == 0 || refuse(path, error);
}

static bool read_backup_path(const char *path, int out, struct backup_facts *facts, GError **error)
{
	struct backup_facts unused;
	int in = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool ok;

	if (in < 0)
		return file_fail(path, errno, error);
	ok = read_backup(path, in, out, facts ? facts : &unused, error);
	close(in);
	return ok;
}

bool backup_check(const char *path, struct backup_facts *facts, GError **error)
{
	return sodium_init() >= 0 && read_backup_path(path, -1, facts, error);
}

/* --- the database inside ------------------------------------------------------------------- */

static bool read_anchor(struct sql *sql, struct backup_facts *facts, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(sql, SQL_ROOM, ROOM_HEAD_SQL, error);
	struct chain chain = {0};
	gint64 office;
	int station;
	bool practice, ok;

	if (!st || !room_identity(sql, &office, &station, &practice, error))
		return false;
	chain_init(&chain, office, station, practice);
	ok = room_head(sql, st, &chain, error);
	facts->journal_seq = chain.seq;
	chain_hex(chain.digest, facts->journal_digest);
	chain_clear(&chain);
	return ok;
}

/* A copy that nobody has open: ours, sound, and with this head of the journal. */
static bool inspect(const char *path, struct backup_facts *facts, GError **error)
{
	g_autoptr(sql) sql = sql_open(path, SQL_FILE_FROZEN, error);
	g_autofree char *verdict = NULL;
	gint64 mark = 0, version = 0;

	if (!sql || !sql_number(sql, "PRAGMA application_id", &mark, error) ||
		!sql_number(sql, "PRAGMA user_version", &version, error) ||
		!sql_word(sql, "PRAGMA quick_check(1)", &verdict, error))
		return false;
	if (mark != SQL_APPLICATION_ID || g_strcmp0(verdict, "ok") != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the database in %s is damaged; take another backup"), path);
	return room_knows(path, version, error) && read_anchor(sql, facts, error);
}

/* --- write --------------------------------------------------------------------------------- */

static bool snapshot(struct db *db, const char *path, struct backup_facts *facts, GError **error)
{
	g_autoptr(sql) to = sql_open(path, SQL_FILE_COPY, error);
	bool ok = to && sql_copy(to, db->sql, error);
	struct stat st;

	g_clear_pointer(&to, sql_close);
	if (!ok || !inspect(path, facts, error))
		return false;
	if (stat(path, &st) != 0)
		return file_fail(path, errno, error);
	facts->bytes = st.st_size;
	return true;
}

static bool wrap(int in, int out, const struct backup_facts *facts)
{
	crypto_generichash_state hash;
	struct header h;

	pack(&h, facts);
	start_hash(&hash, &h);
	if (!write_full(out, &h, sizeof h) || !pump(in, out, facts->bytes, &hash))
		return false;
	crypto_generichash_final(&hash, h.digest, sizeof h.digest);
	return pwrite(out, &h, sizeof h, 0) == sizeof h && fsync(out) == 0;
}

static bool wrap_file(const char *database, int out, const char *path,
	const struct backup_facts *facts, GError **error)
{
	int in = open(database, O_RDONLY | O_CLOEXEC);
	bool ok = in >= 0 && wrap(in, out, facts);
	int code = errno;

	if (in >= 0)
		close(in);
	return ok || file_fail(path, code, error);
}

bool backup_write(struct db *db, const char *path, struct backup_facts *facts, GError **error)
{
	g_autofree char *database = NULL;
	g_autofree char *whole = NULL;
	struct backup_facts made = {0};
	int out = -1;
	bool ok;

	room_stamp(made.made_at);
	if (!(database = file_beside(path, NULL, error)))
		return false;
	ok = snapshot(db, database, &made, error) &&
		(whole = file_beside(path, &out, error)) != NULL &&
		wrap_file(database, out, path, &made, error) && backup_check(whole, NULL, error);
	if (out >= 0)
		close(out);
	g_unlink(database);
	if (!ok) {
		if (whole)
			g_unlink(whole);
		return false;
	}
	if (facts)
		*facts = made;
	return file_publish(whole, path, true, error);
}

/* --- restore ------------------------------------------------------------------------------- */

bool backup_restore(
	const char *backup, const char *path, struct backup_facts *facts, GError **error)
{
	struct backup_facts said, found = {0};
	g_autofree char *temporary = NULL;
	int out = -1;
	bool ok;

	if (!backup_check(backup, &said, error) || !db_absent(path, error) ||
		!(temporary = file_beside(path, &out, error)))
		return false;
	ok = read_backup_path(backup, out, &said, error);
	close(out);
	ok = ok && inspect(temporary, &found, error);
	if (ok &&
		(found.journal_seq != said.journal_seq ||
			strcmp(found.journal_digest, said.journal_digest) != 0))
		ok = refuse(backup, error);
	if (!ok) {
		g_unlink(temporary);
		return false;
	}
	if (facts)
		*facts = said;
	return file_publish(temporary, path, false, error);
}
