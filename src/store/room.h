/* What the files of this room share about an open database. */
#ifndef STORE_ROOM_H
#define STORE_ROOM_H

#include "store/chain.h"
#include "store/db.h"
#include "store/sql.h"

#define ROOM_CACHE_KIB 4096
#define STAMP_LEN 20 /* 2026-11-23T08:15:00 and its end */

/* The room's own statements, prepared once for each connection. */
enum room_sql {
	ROOM_DATA_VERSION,
	ROOM_HEAD,
	ROOM_LAST_CHANGE,
	ROOM_NEXT_ID,
	ROOM_SET_NEXT_ID,
	ROOM_ADD_CHANGE,
	ROOM_ADD_ENTRY,
	ROOM_SAVE_DRAFT,
	ROOM_DROP_DRAFT,
	ROOM_SQL_N,
};

struct db {
	struct sql *sql;
	enum db_mode mode;
	char *path;
	gint64 office;
	int station;
	bool practice;

	GHashTable *queries; /* SQL text -> struct query */
	GPtrArray *strays;   /* open queries that are not in the cache */
	GHashTable *tables;  /* name -> struct table, table.h */
	struct stmt *room[ROOM_SQL_N];

	struct change *change; /* the open one, or NULL */
	int readers;           /* db_read_begin without end */
	bool read_began;       /* the snapshot is a transaction of its own */
	gint64 version;
	gint64 data_version;
};

struct change {
	struct db *db;
	int depth;    /* begins without their commit or cancel */
	GError *doom; /* why nothing of it may stay; NULL while all is well */
	struct chain chain;
	gint64 id; /* in change_log */
	bool logged;
	gint64 next_id;
	bool ids_made;
	gint64 operator_id;
	char *operator_name;
	char *reason;
	char at[STAMP_LEN];
	GString *body, *extra; /* scratch, for all rows */
	GPtrArray *indexes;    /* CREATE INDEX to run before the commit */
	bool drafted;          /* a draft was written in this transaction */
	bool plain;            /* the file is without a WAL while this lasts, see bulk.c */
};

/* Head of the chain, number of the change, next id: under the lock. */
bool change_read_counters(struct change *c, GError **error);
bool bulk_build_indexes(struct change *c, GError **error);
void bulk_end(struct change *c);

/* Rolls an open change back when its database goes. */
void change_abandon(struct db *db);
/* Nothing of the change may stay, for the reason that *error gives; returns false. */
bool change_doom(struct change *c, GError **error);
/* False, with the reason, where the change is already doomed. */
bool change_is_sound(struct change *c, GError **error);

struct stmt *room_stmt(struct db *db, enum room_sql which, GError **error);
/* A commit by this connection; others are seen by PRAGMA data_version. */
void room_committed(struct db *db);
/* The moment by the office's clock, on the day that base/day.h says it is. */
void room_stamp(char at[STAMP_LEN]);
/* Reads office, station and practice, which never change. */
bool room_identity(struct sql *sql, gint64 *office, int *station, bool *practice, GError **error);

/* The head of the chain; where there is no entry yet, that of the office.  st is of
 * ROOM_HEAD_SQL. */
bool room_head(struct sql *sql, struct stmt *st, struct chain *chain, GError **error);
#define ROOM_HEAD_SQL "SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1"
/* False with the sentence where a file of this user_version needs a newer program. */
bool room_knows(const char *path, gint64 version, GError **error);

/* query.c */
void room_queries_free(struct db *db);
/* True for a table whose rows are facts: not the room's own, not derived. */
bool room_is_fact_table(const char *name);

/* Refuses where a database, or the log of an earlier one, stands in the way: SQLite would play an
 * old log into the new file. */
bool db_absent(const char *path, GError **error);

#endif
