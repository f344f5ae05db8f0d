-- Facts of the office: every row here is written through one change and stands in the journal.
--
-- Money is fen.  Dates are ISO text, months "2026-07".  Codes are keys of forms/codes.
-- NULL means: nobody has said.  "None" and "unknown" are said, and stored as such.
-- `extra` holds the fields that a county added to a form.

-- The office that this file belongs to, and the settings that are not dated policy.
CREATE TABLE office (
    id      INTEGER PRIMARY KEY,
    code    TEXT NOT NULL UNIQUE,        -- division code of the township
    name    TEXT NOT NULL,               -- 盂县秀水镇
    short   TEXT NOT NULL,               -- 秀水镇
    county  TEXT,                        -- name of the county that confirms
    phone   TEXT,
    address TEXT
) STRICT;

-- Province to village; an office may add local units (gb = 0) that no national table has.
CREATE TABLE division (
    id      INTEGER PRIMARY KEY,
    code    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    level   TEXT NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'village')),
    parent  TEXT,                        -- code
    gb      INTEGER NOT NULL DEFAULT 1,
    initials TEXT
) STRICT;
CREATE INDEX division_parent ON division (parent, code);

CREATE TABLE operator (
    id       INTEGER PRIMARY KEY,
    login    TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    id_no    TEXT,                       -- two accounts of one person count as one (F23)
    roles    TEXT NOT NULL,              -- "clerk investigator"
    employer TEXT NOT NULL CHECK (employer IN ('civil', 'contracted')),
    secret   TEXT,                       -- Argon2id
    active   INTEGER NOT NULL DEFAULT 1,
    failures INTEGER NOT NULL DEFAULT 0, -- wrong passwords in a row
    locked_until TEXT,
    extra    TEXT
) STRICT;

CREATE TABLE person (
    id       INTEGER PRIMARY KEY,
    id_no    TEXT UNIQUE,                -- NULL: no document; no_id_reason says why
    no_id_reason TEXT,
    id_tail  TEXT,                       -- last four, for finding
    name     TEXT NOT NULL,
    former_name TEXT,
    pinyin   TEXT,                       -- "wxm wangxiaoming"
    sex      TEXT CHECK (sex IN ('M', 'F')),
    birth    TEXT,
    nation   TEXT,
    phone    TEXT,
    hukou    TEXT,                       -- code: agricultural or not
    marriage TEXT,
    health   TEXT,
    disability_type  INTEGER,
    disability_level INTEGER,
    disability_no    TEXT,
    illness  TEXT,                       -- serious illness, code
    labour   TEXT,                       -- ability to work, code
    occupation TEXT,
    schooling TEXT,
    death_date TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX person_name ON person (name, id);
CREATE INDEX person_pinyin ON person (pinyin, id);
CREATE INDEX person_tail ON person (id_tail, id);

CREATE TABLE household (
    id       INTEGER PRIMARY KEY,
    village  TEXT,                       -- division code
    village_name TEXT,                   -- as the roster wrote it
    "group"  TEXT,
    address  TEXT,
    area     TEXT NOT NULL CHECK (area IN ('urban', 'rural')),
    phone    TEXT,
    housing  TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX household_village ON household (village, id);

-- Who belongs to a household, from when to when.  One head at a time.
CREATE TABLE member (
    id        INTEGER PRIMARY KEY,
    household INTEGER NOT NULL REFERENCES household (id),
    person    INTEGER NOT NULL REFERENCES person (id),
    relation  TEXT NOT NULL,             -- code; 01 is the head
    from_date TEXT NOT NULL,
    to_date   TEXT,                      -- last day
    counted   INTEGER NOT NULL DEFAULT 1,-- 共同生活成员 (D-02); 0: not (D-03), see reason
    uncounted_reason TEXT,
    seq       INTEGER NOT NULL DEFAULT 1,
    extra     TEXT
) STRICT;
CREATE INDEX member_household ON member (household, seq);
CREATE INDEX member_person ON member (person, household);

CREATE TABLE casefile (
    id         INTEGER PRIMARY KEY,
    file_no    TEXT NOT NULL UNIQUE,     -- DB-2026-0001
    programme  TEXT NOT NULL,
    household  INTEGER REFERENCES household (id),
    person     INTEGER REFERENCES person (id),
    area       TEXT NOT NULL,            -- urban, rural
    state      TEXT NOT NULL,
    origin     TEXT NOT NULL DEFAULT 'applied' CHECK (origin IN ('applied', 'imported', 'captured')),
    applied_on TEXT,
    agent      TEXT,                     -- applies for the household (C-04)
    relative_of_staff INTEGER NOT NULL DEFAULT 0, -- C-06
    relative_note TEXT,
    reason     TEXT,                     -- cause of hardship, code
    review_class TEXT,                   -- A, B, C
    bank       TEXT,
    account    TEXT,
    holder     TEXT,
    account_note TEXT,                   -- why one account serves two payees (F31)
    keeper     TEXT,                     -- who keeps the card for them (C-14)
    roster_income INTEGER,               -- yearly income as an imported roster stated it
    roster_ref TEXT,                     -- serial number in that roster
    stated_members INTEGER,
    returned_to TEXT,                    -- where a reviewer sent it back to: a form's place
    returned_note TEXT,
    extra      TEXT
) STRICT;
CREATE INDEX casefile_state ON casefile (state, programme, id);
CREATE INDEX casefile_household ON casefile (household);
CREATE INDEX casefile_account ON casefile (account);
CREATE INDEX casefile_no_account ON casefile (state, id) WHERE account IS NULL;
CREATE INDEX casefile_captured ON casefile (id) WHERE origin = 'captured';

-- What was done with a case, by whom: the history that gates and deadlines read.
CREATE TABLE step (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    action   TEXT NOT NULL,              -- key in the programme file
    done_on  TEXT NOT NULL,
    operator INTEGER REFERENCES operator (id),
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0, -- a later return or objection took it back
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX step_casefile ON step (casefile, id);

-- The clocks that run for a case.
CREATE TABLE deadline (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    key      TEXT NOT NULL,
    from_date TEXT NOT NULL,
    due      TEXT NOT NULL,
    certain  INTEGER NOT NULL DEFAULT 1, -- 0: the year has no calendar yet
    met_on   TEXT
) STRICT;
CREATE INDEX deadline_open ON deadline (due, casefile) WHERE met_on IS NULL;
CREATE INDEX deadline_casefile ON deadline (casefile, id);

-- Answers to a whole section: "no such income" is said, never assumed (F7).
CREATE TABLE section_answer (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    section  TEXT NOT NULL,
    answer   TEXT NOT NULL CHECK (answer IN ('none')),
    UNIQUE (casefile, section)
) STRICT;

-- Declared, surveyed, verified side by side; the last one that is known counts.
CREATE TABLE income_item (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    section  TEXT NOT NULL,              -- wage, business, property, transfer, deduction
    person   INTEGER REFERENCES person (id),
    kind     TEXT NOT NULL,              -- code
    per      TEXT NOT NULL CHECK (per IN ('month', 'year', 'once')),
    months   INTEGER,                    -- months it was received in
    declared INTEGER, surveyed INTEGER, verified INTEGER,
    declared_as TEXT, surveyed_as TEXT, verified_as TEXT, -- as keyed: "1200*3"
    evidence TEXT,                       -- code
    issuer   TEXT,
    paper    TEXT,                       -- A06, page
    note     TEXT,
    state    TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('edit', 'active', 'superseded')),
    extra    TEXT
) STRICT;
CREATE INDEX income_casefile ON income_item (casefile, id);

CREATE TABLE asset_item (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    section  TEXT NOT NULL,              -- deposit, vehicle, house, business, other
    person   INTEGER REFERENCES person (id),
    kind     TEXT NOT NULL,
    description TEXT,
    declared INTEGER, surveyed INTEGER, verified INTEGER,
    declared_as TEXT, surveyed_as TEXT, verified_as TEXT,
    exempt   INTEGER NOT NULL DEFAULT 0, -- needed for life or work (D-19)
    exempt_reason TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX asset_casefile ON asset_item (casefile, id);

-- The papers of a file (11.2).
CREATE TABLE document (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    code     TEXT NOT NULL,              -- A01 ..
    person   INTEGER REFERENCES person (id),
    copy     TEXT CHECK (copy IN ('original', 'copy')),
    pages    INTEGER,
    page_from INTEGER,
    received_on TEXT,
    doc_date TEXT,
    responsible TEXT,
    state    TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'waived')),
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX document_casefile ON document (casefile, code);

-- One answer per person and source: not asked, nothing found, found, cannot be checked (N7).
CREATE TABLE verification (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    source   TEXT NOT NULL,              -- code: deposits, vehicles ...
    state    TEXT NOT NULL CHECK (state IN ('asked', 'nothing', 'found', 'uncheckable')),
    asked_on TEXT,
    reported_on TEXT,
    result   TEXT,
    extra    TEXT,
    UNIQUE (casefile, person, source)
) STRICT;

CREATE TABLE authorisation (              -- C-05: each member signs for himself
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    signed_on TEXT NOT NULL,
    UNIQUE (casefile, person)
) STRICT;

CREATE TABLE survey (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    visited_on TEXT NOT NULL,
    surveyor1 INTEGER NOT NULL REFERENCES operator (id),
    surveyor2 INTEGER NOT NULL REFERENCES operator (id),
    received_by TEXT,                    -- member who was at home
    signed_surveyors INTEGER,
    signed_family INTEGER,
    contactless INTEGER NOT NULL DEFAULT 0, -- by telephone or video (C-09)
    contactless_reason TEXT,
    housing  TEXT,
    living   TEXT,                       -- what they saw
    neighbours TEXT,
    conclusion TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX survey_casefile ON survey (casefile, id);

CREATE TABLE opinion (                    -- 初审, 民主评议, county's review
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL,
    given_on TEXT NOT NULL,
    result   TEXT NOT NULL,
    amount   INTEGER,
    text     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX opinion_casefile ON opinion (casefile, id);

CREATE TABLE publicity (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    place    TEXT NOT NULL,
    posted_on TEXT NOT NULL,             -- not counted
    ends_on  TEXT NOT NULL,              -- the last day; may move on from the next
    members  INTEGER NOT NULL,           -- what was printed, and nothing else (C-12)
    amount   INTEGER NOT NULL,
    result   TEXT CHECK (result IN ('none', 'objection', 'withdrawn')),
    closed_on TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX publicity_casefile ON publicity (casefile, id);

CREATE TABLE objection (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    publicity INTEGER REFERENCES publicity (id),
    received_on TEXT NOT NULL,
    by_whom  TEXT,
    content  TEXT NOT NULL,
    handled_on TEXT,
    outcome  TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX objection_casefile ON objection (casefile, id);

CREATE TABLE decision (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL CHECK (kind IN ('confirm', 'refuse')),
    decided_on TEXT NOT NULL,
    document TEXT,                       -- number of the county's paper
    members  INTEGER,
    amount   INTEGER,
    working  TEXT,                       -- rule/working.h
    from_month TEXT,
    reason   TEXT,
    told_on  TEXT,                       -- written notice handed over
    extra    TEXT
) STRICT;
CREATE INDEX decision_casefile ON decision (casefile, id);
CREATE INDEX decision_untold ON decision (casefile) WHERE told_on IS NULL;

-- What a case is paid from one month to another, in components (9.4: never merged).
CREATE TABLE award (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    decision INTEGER REFERENCES decision (id),
    from_month TEXT NOT NULL,
    to_month TEXT,                       -- last month; NULL: still running
    members  INTEGER NOT NULL,
    base     INTEGER NOT NULL,
    supplement INTEGER NOT NULL DEFAULT 0,
    year_income INTEGER,
    extra    TEXT
) STRICT;
CREATE INDEX award_casefile ON award (casefile, from_month);

CREATE TABLE payment_batch (
    id       INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    area     TEXT NOT NULL,              -- urban, rural
    for_month TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'approved', 'sent', 'reconciled', 'closed')),
    planned_by INTEGER REFERENCES operator (id),
    planned_on TEXT,
    approved_by INTEGER REFERENCES operator (id),
    approved_on TEXT,
    households INTEGER NOT NULL DEFAULT 0,
    persons  INTEGER NOT NULL DEFAULT 0,
    amount   INTEGER NOT NULL DEFAULT 0,
    note     TEXT,
    extra    TEXT,
    UNIQUE (programme, area, for_month)
) STRICT;

CREATE TABLE payment (
    id       INTEGER PRIMARY KEY,
    batch    INTEGER NOT NULL REFERENCES payment_batch (id),
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    for_month TEXT NOT NULL,
    members  INTEGER NOT NULL,
    base     INTEGER NOT NULL,
    supplement INTEGER NOT NULL DEFAULT 0,
    amount   INTEGER NOT NULL,
    holder   TEXT,
    bank     TEXT,
    account  TEXT,
    snapshot TEXT,                       -- the household as it was: head and members (F37)
    state    TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'paid', 'failed')),
    hold_reason TEXT,
    extra    TEXT,
    UNIQUE (batch, casefile, for_month)
) STRICT;
CREATE INDEX payment_casefile ON payment (casefile, for_month);

-- Standards and parameters of the office, dated (policy.md 16).
CREATE TABLE policy_value (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL,
    area     TEXT NOT NULL DEFAULT '',
    value    TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date  TEXT,
    document TEXT,
    issued_on TEXT,
    sample   INTEGER NOT NULL DEFAULT 0, -- 示例
    note     TEXT
) STRICT;
CREATE INDEX policy_key ON policy_value (key, area, from_date);

-- A soft check that was accepted, and why.
CREATE TABLE accepted_check (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER REFERENCES casefile (id),
    form     TEXT NOT NULL,
    number   TEXT NOT NULL,
    place    TEXT,
    reason   TEXT NOT NULL,
    operator INTEGER REFERENCES operator (id),
    at       TEXT NOT NULL
) STRICT;

-- Notes on fields (F9); with a due date they are tasks on the home screen.
CREATE TABLE note (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER REFERENCES casefile (id),
    form     TEXT,
    field    TEXT,
    text     TEXT NOT NULL,
    due      TEXT,
    done_on  TEXT,
    operator INTEGER REFERENCES operator (id),
    at       TEXT NOT NULL
) STRICT;
CREATE INDEX note_casefile ON note (casefile, id);

CREATE TABLE print_log (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER REFERENCES casefile (id),
    document TEXT NOT NULL,
    at       TEXT NOT NULL,
    operator INTEGER REFERENCES operator (id)
) STRICT;

-- The files that were imported, by their digest: the same file twice changes nothing (F54) and
-- says the same, so the rows that stood against the database then are kept with their reasons.
CREATE TABLE import_file (
    id       INTEGER PRIMARY KEY,
    digest   TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    month    TEXT,
    rows     INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    refused  TEXT,
    at       TEXT NOT NULL
) STRICT;
