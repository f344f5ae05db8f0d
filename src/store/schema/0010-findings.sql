-- What the checks of forms/checks found, and what came of it.

-- One run of all checks over a period.
CREATE TABLE finding_run (
    id       INTEGER PRIMARY KEY,
    period   TEXT NOT NULL,              -- "2023", or "2023-Q4" of the lists to work through
    from_date TEXT NOT NULL,
    to_date  TEXT NOT NULL,
    run_on   TEXT NOT NULL,
    operator INTEGER REFERENCES operator (id),
    found    INTEGER NOT NULL,
    fresh    INTEGER NOT NULL,           -- of them: not there at the run before, or with other facts
    gone     INTEGER NOT NULL            -- of the run before: found no more
) STRICT;
CREATE INDEX finding_run_period ON finding_run (period, id);

-- One thing that a check found.  It is open until it is found no more, or somebody says what came
-- of it; that is asked again when its facts have changed.
CREATE TABLE finding (
    id       INTEGER PRIMARY KEY,
    period   TEXT NOT NULL,
    audit    TEXT NOT NULL,              -- key of the check: K-42
    kind     TEXT NOT NULL,              -- of the subject: person, case, township, month, account
    subject  TEXT NOT NULL,
    part     TEXT,                       -- tells several of one subject apart
    casefile INTEGER REFERENCES casefile (id),
    office   TEXT,                       -- township
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warn', 'error')),
    facts    TEXT NOT NULL,              -- JSON: what the sentence names
    first_seen TEXT NOT NULL,
    changed_on TEXT,                     -- the facts became others
    gone_on  TEXT,                       -- found no more
    outcome  TEXT,                       -- code list finding_outcome; NULL: open
    reason   TEXT,
    settled_on TEXT,
    settled_by INTEGER REFERENCES operator (id),
    extra    TEXT
) STRICT;
CREATE UNIQUE INDEX finding_once ON finding (period, audit, kind, subject, coalesce(part, ''))
    WHERE gone_on IS NULL;
CREATE INDEX finding_open ON finding (period, audit) WHERE gone_on IS NULL AND outcome IS NULL;
CREATE INDEX finding_casefile ON finding (casefile) WHERE casefile IS NOT NULL;

-- The payments of a case: what every check of payments asks for, without the households as they
-- were.
DROP INDEX payment_casefile;
CREATE INDEX payment_casefile ON payment (casefile, for_month, state, reason, batch, base, amount,
    members);
CREATE INDEX person_death ON person (death_date) WHERE death_date IS NOT NULL;
