-- Changes of a running case: which step made a decision, versions of evidence, refusals of work,
-- and the record of integrity.

ALTER TABLE decision ADD COLUMN action TEXT;         -- step that made it: adjust, grace, suspend ...

-- A line in force from one day to another; a change is an "edit" until a decision activates it, and
-- what it replaces stays, superseded (F11).
ALTER TABLE income_item ADD COLUMN replaces INTEGER; -- the line that it takes the place of
ALTER TABLE income_item ADD COLUMN from_date TEXT;   -- NULL: from the beginning
ALTER TABLE income_item ADD COLUMN to_date TEXT;     -- last day; NULL: still in force
ALTER TABLE asset_item ADD COLUMN state TEXT CHECK (state IN ('edit', 'active', 'superseded'));
ALTER TABLE asset_item ADD COLUMN replaces INTEGER;  -- state NULL: active
ALTER TABLE asset_item ADD COLUMN from_date TEXT;
ALTER TABLE asset_item ADD COLUMN to_date TEXT;

-- Work that was offered to somebody who can work, and what he said (D-65).
CREATE TABLE job_offer (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    offered_on TEXT NOT NULL,
    job      TEXT NOT NULL,
    answer   TEXT NOT NULL,              -- code list job_answer: refused, excused, taken
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX job_offer_casefile ON job_offer (casefile, offered_on);

-- Fraud, concealment, false proof: what follows from it, and until when (P19).
CREATE TABLE integrity (
    id       INTEGER PRIMARY KEY,
    person   INTEGER NOT NULL REFERENCES person (id),
    noted_on TEXT NOT NULL,
    kind     TEXT NOT NULL,              -- code list integrity_kind
    what     TEXT NOT NULL,
    document TEXT,
    consequence TEXT NOT NULL,           -- code list integrity_consequence
    until    TEXT NOT NULL,              -- last day of the consequence
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX integrity_person ON integrity (person, until);
