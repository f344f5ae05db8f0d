-- The tables that a roster fills, with the columns it fills, the constraints and the indexes that
-- src/store/schema has on them: what sqlite3 .import is measured on.
CREATE TABLE person (
    id       INTEGER PRIMARY KEY,
    id_no    TEXT UNIQUE,
    id_tail  TEXT,
    name     TEXT NOT NULL,
    pinyin   TEXT,
    sex      TEXT CHECK (sex IN ('M', 'F')),
    birth    TEXT
) STRICT;
CREATE INDEX person_name ON person (name, id);
CREATE INDEX person_pinyin ON person (pinyin, id);
CREATE INDEX person_tail ON person (id_tail, id);
CREATE TABLE household (
    id       INTEGER PRIMARY KEY,
    village  TEXT,
    village_name TEXT,
    area     TEXT NOT NULL CHECK (area IN ('urban', 'rural'))
) STRICT;
CREATE INDEX household_village ON household (village, id);
CREATE TABLE member (
    id        INTEGER PRIMARY KEY,
    household INTEGER NOT NULL REFERENCES household (id),
    person    INTEGER NOT NULL REFERENCES person (id),
    relation  TEXT NOT NULL,
    from_date TEXT NOT NULL,
    counted   INTEGER NOT NULL DEFAULT 1,
    seq       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX member_household ON member (household, seq);
CREATE INDEX member_person ON member (person, household);
CREATE TABLE casefile (
    id         INTEGER PRIMARY KEY,
    file_no    TEXT NOT NULL UNIQUE,
    programme  TEXT NOT NULL,
    household  INTEGER REFERENCES household (id),
    area       TEXT NOT NULL,
    state      TEXT NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('applied', 'imported', 'captured')),
    review_class TEXT,
    bank       TEXT,
    account    TEXT,
    holder     TEXT,
    roster_income INTEGER,
    roster_ref TEXT,
    stated_members INTEGER
) STRICT;
CREATE INDEX casefile_state ON casefile (state, programme, id);
CREATE INDEX casefile_household ON casefile (household);
CREATE INDEX casefile_account ON casefile (account);
CREATE INDEX casefile_no_account ON casefile (state, id) WHERE account IS NULL;
CREATE INDEX casefile_captured ON casefile (id) WHERE origin = 'captured';
CREATE TABLE award (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    from_month TEXT NOT NULL,
    members  INTEGER NOT NULL,
    base     INTEGER NOT NULL,
    supplement INTEGER NOT NULL DEFAULT 0,
    year_income INTEGER
) STRICT;
CREATE INDEX award_casefile ON award (casefile, from_month);
CREATE TABLE step (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    action   TEXT NOT NULL,
    done_on  TEXT NOT NULL,
    operator INTEGER,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL
) STRICT;
CREATE INDEX step_casefile ON step (casefile, id);

-- The same roster as one table of its rows, for a look at what the parts cost.
CREATE TABLE flat (
    id_no    TEXT NOT NULL UNIQUE CHECK (length(id_no) IN (15, 18)),
    name     TEXT NOT NULL,
    sex      TEXT CHECK (sex IN ('M', 'F')),
    birth    TEXT,
    pinyin   TEXT,
    id_tail  TEXT,
    file_no  TEXT,
    village  TEXT,
    relation TEXT NOT NULL,
    review_class TEXT,
    bank     TEXT,
    account  TEXT,
    base     INTEGER NOT NULL,
    year_income INTEGER
) STRICT;
CREATE INDEX flat_name ON flat (name);
CREATE INDEX flat_pinyin ON flat (pinyin);
CREATE INDEX flat_tail ON flat (id_tail);
CREATE INDEX flat_village ON flat (village);
