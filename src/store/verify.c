/* The chain, link by link, and the anchor that somebody kept outside.
 *
 * Whoever re-makes all links after an edit, or cuts the tail, is found by the anchor alone: the
 * number and digest on a printed sheet or in a backup (T7, kinds 5 and 6). */
#include "config.h"
#include "store/journal.h"

#include <string.h>
#include "base/i18n.h"
#include "store/replay.h"
#include "store/room.h"

struct anchor {
	gint64 seq; /* -1: none */
	char hex[CHAIN_HEX];
};

struct walk {
	struct db *db;
	struct journal_report *report;
	struct anchor anchor;
	struct chain chain;
	struct stmt *header;
	gint64 change; /* of the entry before */
	gint64 changes;
};

static bool read_anchor(const char *text, struct anchor *a, GError **error)
{
	char *end = NULL;

	a->seq = -1;
	if (!text)
		return true;
	a->seq = g_ascii_strtoll(text, &end, 10);
	if (end == text || *end != ':' || a->seq < 0 || strlen(end + 1) != CHAIN_HEX - 1)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("%s is no anchor; it looks like 120:0123456789abcdef"), text);
	g_strlcpy(a->hex, end + 1, sizeof a->hex);
	return true;
}

static void blame(struct walk *w, gint64 seq)
{
	if (w->report->bad_seq == 0 || seq < w->report->bad_seq)
		w->report->bad_seq = seq;
}

static void compare_anchor(struct walk *w)
{
	char hex[CHAIN_HEX];

	if (w->chain.seq != w->anchor.seq)
		return;
	chain_hex(w->chain.digest, hex);
	if (g_ascii_strcasecmp(hex, w->anchor.hex) != 0)
		blame(w, MAX(1, w->anchor.seq));
}

/* False where the journal has no such change, which breaks the link. */
static bool take_header(struct walk *w, gint64 id)
{
	struct stmt *st = w->header;
	bool found;

	if (id == w->change)
		return true;
	if (id > w->change)
		w->changes++;
	stmt_int(st, 1, id);
	found = stmt_step(st) == SQL_ROW;
	if (found)
		chain_header(&w->chain,
			&(struct chain_change){.id = id,
				.at = stmt_get_text(st, 0),
				.operator_id = stmt_get_int(st, 1),
				.operator_name = stmt_get_text(st, 2),
				.station = (int)stmt_get_int(st, 3),
				.reason = stmt_get_text(st, 4)});
	stmt_reset(st);
	found = found && id > w->change;
	w->change = id;
	return found;
}

/* seq, change_id, op, tbl, row, body, digest */
static void take_link(struct walk *w, struct stmt *st)
{
	struct chain_entry e = {.op = stmt_get_text(st, 2)[0],
		.table = stmt_get_text(st, 3),
		.row = stmt_get_int(st, 4),
		.body = stmt_get_text(st, 5),
		.body_len = (gsize)stmt_get_bytes(st, 5)};
	gint64 seq = stmt_get_int(st, 0);
	bool good = seq == w->chain.seq + 1 && take_header(w, stmt_get_int(st, 1));
	bool whole = stmt_get_bytes(st, 6) == CHAIN_LEN;
	guint8 digest[CHAIN_LEN];

	if (good) {
		chain_digest(&w->chain, &e, digest);
		good = whole && memcmp(digest, stmt_get_blob(st, 6), CHAIN_LEN) == 0;
	}
	if (!good)
		blame(w, MIN(seq, w->chain.seq + 1));
	/* Go on from what stands there, so that the anchor and the count still mean something. */
	w->chain.seq = seq;
	if (whole)
		memcpy(w->chain.digest, stmt_get_blob(st, 6), CHAIN_LEN);
	w->report->entries++;
	compare_anchor(w);
}

static bool walk_chain(struct walk *w, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(w->db->sql, SQL_ROOM,
		"SELECT seq, change_id, op, tbl, row, body, digest FROM journal ORDER BY seq",
		error);
	enum sql_state state;

	if (!st)
		return false;
	compare_anchor(w);
	while ((state = stmt_step(st)) == SQL_ROW)
		take_link(w, st);
	if (w->anchor.seq > w->chain.seq)
		blame(w, w->chain.seq + 1);
	return state == SQL_DONE || sql_fail(w->db->sql, error);
}

/* A header that no entry belongs to was put there by somebody else. */
static bool count_headers(struct walk *w, GError **error)
{
	gint64 n = 0;

	if (!sql_number(w->db->sql, "SELECT count(*) FROM change_log", &n, error))
		return false;
	if (n != w->changes)
		replay_blame(w->report, "change_log", n);
	return true;
}

static bool walk_all(struct walk *w, GError **error)
{
	bool ok;

	w->header = sql_prepare(w->db->sql, SQL_ROOM,
		"SELECT at, operator_id, operator_name, station, reason FROM change_log"
		" WHERE id = $1",
		error);
	chain_init(&w->chain, w->db->office, w->db->station, w->db->practice);
	ok = w->header && walk_chain(w, error) && count_headers(w, error) &&
		replay_all(w->db, w->report, error);
	chain_clear(&w->chain);
	stmt_free(w->header);
	return ok;
}

bool journal_verify(
	struct db *db, const char *anchor, struct journal_report *report, GError **error)
{
	struct walk w = {.db = db, .report = report};
	bool ok;

	memset(report, 0, sizeof *report);
	if (!read_anchor(anchor, &w.anchor, error) || !db_read_begin(db, error))
		return false;
	ok = walk_all(&w, error);
	db_read_end(db);
	return ok;
}
