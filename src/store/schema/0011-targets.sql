-- What the year's evaluation needs and no case has: targets, funds received, judgements, who was
-- asked, what was told to the public, who works here, who was supervised.

-- What is to be reached in a year (K-05): a number with its unit, and where it comes from.
CREATE TABLE target (
    id       INTEGER PRIMARY KEY,
    year     INTEGER NOT NULL,
    kind     TEXT NOT NULL,              -- code list target_kind: dibao, destitute ...
    number   INTEGER,                    -- NULL: a target without a number
    unit     TEXT,                       -- code list target_unit
    basis    TEXT,                       -- code list target_basis: last December's count ...
    document TEXT,
    reason   TEXT,                       -- why the result is another (P1)
    note     TEXT,
    extra    TEXT,
    UNIQUE (year, kind)
) STRICT;

CREATE TABLE fund (
    id       INTEGER PRIMARY KEY,
    year     INTEGER NOT NULL,
    source   TEXT NOT NULL,              -- code list fund_source: central, province ...
    planned  INTEGER,                    -- of the budget, fen
    planned_as TEXT,
    received INTEGER,                    -- NULL: not yet
    received_as TEXT,
    received_on TEXT,
    document TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX fund_year ON fund (year, source);

-- Points of an indicator that nobody can count, with what they rest on.
CREATE TABLE score_judgement (
    id       INTEGER PRIMARY KEY,
    year     INTEGER NOT NULL,
    indicator TEXT NOT NULL,             -- code list judged_indicator
    points   INTEGER NOT NULL,           -- hundredths
    evidence TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_on TEXT NOT NULL,
    note     TEXT,
    extra    TEXT,
    UNIQUE (year, indicator)
) STRICT;

-- One answer of one household or passer-by (D12, D31).
CREATE TABLE opinion_poll (
    id       INTEGER PRIMARY KEY,
    asked_on TEXT NOT NULL,
    village  TEXT,                       -- name
    who      TEXT,                       -- code list poll_who: recipient, villager
    knows    TEXT,                       -- code list poll_knows: yes, partly, no
    satisfied TEXT,                      -- code list poll_satisfied
    way      TEXT,                       -- code list poll_way
    asker    TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX opinion_poll_date ON opinion_poll (asked_on);

CREATE TABLE campaign (                  -- telling the public (P14)
    id       INTEGER PRIMARY KEY,
    held_on  TEXT NOT NULL,
    way      TEXT NOT NULL,              -- code list campaign_way
    place    TEXT NOT NULL,
    subject  TEXT NOT NULL,
    reached  INTEGER,                    -- persons
    copies   INTEGER,                    -- leaflets
    note     TEXT,
    extra    TEXT
) STRICT;

CREATE TABLE training (
    id       INTEGER PRIMARY KEY,
    held_on  TEXT NOT NULL,
    subject  TEXT NOT NULL,
    teacher  TEXT,
    persons  INTEGER NOT NULL,
    hours    INTEGER,
    note     TEXT,
    extra    TEXT
) STRICT;

CREATE TABLE staff (                     -- P16
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    place    TEXT,                       -- township or department
    employer TEXT NOT NULL,              -- code list staff_employer: civil, contracted
    full_time INTEGER NOT NULL,
    duty     TEXT,
    from_date TEXT NOT NULL,
    to_date  TEXT,                       -- last day
    note     TEXT,
    extra    TEXT
) STRICT;

-- A visit of the county in a township or village (P4, B26).
CREATE TABLE supervision (
    id       INTEGER PRIMARY KEY,
    visited_on TEXT NOT NULL,
    visited  TEXT NOT NULL,
    visitors TEXT NOT NULL,
    subject  TEXT NOT NULL,
    finding  TEXT NOT NULL,              -- "." none
    mend_by  TEXT,
    mended_on TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
