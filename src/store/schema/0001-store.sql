-- What the room itself keeps: the mark of the file, the journal, and what is being typed.
--
-- The journal endures: together with the rules in src/store/chain.c it can rebuild every table of
-- facts.  What is derived from facts and can be made again belongs into a table whose name begins
-- with derived_; it is not journaled and not compared.

-- office, station, practice: who this file belongs to, for ever (part of the journal's first link);
-- next_id: counter of the ids made here.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per change: who, when, on which PC, why.
CREATE TABLE change_log (
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,              -- 2026-11-23T08:15:00, the office's time
    operator_id INTEGER NOT NULL,
    operator_name TEXT NOT NULL,
    station  INTEGER NOT NULL,
    reason   TEXT NOT NULL
) STRICT;

-- One row per row that was written.  body is JSON: {"name":"张三"} for I and D, where what is NULL
-- is left out, {"name":["张三","张山"]} for U.  digest is BLAKE2b-256 over the digest before, the
-- row of change_log and this row.
CREATE TABLE journal (
    seq       INTEGER PRIMARY KEY,       -- 1, 2, 3 .. without a gap
    change_id INTEGER NOT NULL,
    op        TEXT NOT NULL,
    tbl       TEXT NOT NULL,
    row       INTEGER NOT NULL,
    body      TEXT NOT NULL,
    digest    BLOB NOT NULL
) STRICT;
-- An id is seldom used by two tables, and new ids grow: the index is only added to at its end.
CREATE INDEX journal_row ON journal (row);

-- An accident with a database tool must not rewrite history; an intent is found by the chain.
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER change_log_stays BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER change_log_keeps BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

-- What an operator has keyed and not yet saved; private to him, gone with the save.
CREATE TABLE draft (
    operator_id INTEGER NOT NULL,
    form     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       TEXT NOT NULL,
    turn     INTEGER NOT NULL,           -- order of saving; the clock is too coarse
    PRIMARY KEY (operator_id, form, subject)
) STRICT;
