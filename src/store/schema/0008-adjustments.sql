-- Money for months that are past: what is due and was not paid, what was paid and was not due; the
-- transfer to another office; complaints and visits.

-- Too much, too little, or besides, of one case: proposed by the reckoning, decided by somebody.
CREATE TABLE adjustment (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL,              -- code list adjustment_kind: raise, mended, recover, price
    cause    TEXT NOT NULL,              -- why, as it is told to whoever asks (F42)
    document TEXT,                       -- number of the paper behind it
    from_month TEXT NOT NULL,            -- first and last month of its lines
    to_month TEXT NOT NULL,
    amount   INTEGER NOT NULL,           -- sum of its lines; below zero: to be paid back
    state    TEXT NOT NULL CHECK (state IN ('proposed', 'decided', 'dropped')),
    made_by  INTEGER REFERENCES operator (id),
    made_on  TEXT NOT NULL,
    decided_by INTEGER REFERENCES operator (id),
    decided_on TEXT,
    reason   TEXT,                       -- of whoever decided
    instalment INTEGER,                  -- of a recovery: subtracted a month; NULL: paid in cash
    extra    TEXT
) STRICT;
CREATE INDEX adjustment_casefile ON adjustment (casefile, state);
CREATE INDEX adjustment_state ON adjustment (state, kind, casefile);

CREATE TABLE adjustment_line (
    id       INTEGER PRIMARY KEY,
    adjustment INTEGER NOT NULL REFERENCES adjustment (id),
    for_month TEXT NOT NULL,
    members  INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    paid     INTEGER NOT NULL,           -- with what was decided before
    amount   INTEGER NOT NULL,           -- due less paid; of a price subsidy: what is paid besides
    payment  INTEGER REFERENCES payment (id), -- the row that pays it
    UNIQUE (adjustment, for_month)
) STRICT;
CREATE INDEX adjustment_line_payment ON adjustment_line (payment) WHERE payment IS NOT NULL;
CREATE INDEX adjustment_line_waits ON adjustment_line (adjustment, for_month)
    WHERE payment IS NULL;

-- What came back of a recovery: subtracted from a month's payment, or in cash with its receipt.
CREATE TABLE recovery (
    id       INTEGER PRIMARY KEY,
    adjustment INTEGER NOT NULL REFERENCES adjustment (id),
    payment  INTEGER REFERENCES payment (id), -- NULL: in cash
    amount   INTEGER NOT NULL CHECK (amount > 0),
    received_on TEXT NOT NULL,
    receipt  TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX recovery_adjustment ON recovery (adjustment);
CREATE INDEX recovery_payment ON recovery (payment) WHERE payment IS NOT NULL;

-- amount = base + supplement - recovered: the entitlement stays to be seen beside what is paid out.
ALTER TABLE payment ADD COLUMN recovered INTEGER NOT NULL DEFAULT 0;
-- Why it is paid besides the months' own rosters: code list payment_reason.
ALTER TABLE payment_batch ADD COLUMN reason TEXT;

-- The few lines of income that changed on a day (F18).
CREATE INDEX income_dated ON income_item (casefile)
    WHERE from_date IS NOT NULL OR to_date IS NOT NULL;

-- Handed to another office, which must accept it (N3): until then the old one pays.
CREATE TABLE transfer (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    sent_on  TEXT NOT NULL,
    to_office TEXT NOT NULL,
    from_month TEXT NOT NULL,            -- first month that the new office is to pay
    last_paid TEXT,                      -- last month paid here
    amount   INTEGER,                    -- a month, as paid last
    pages    INTEGER,                    -- of the file
    carrier  TEXT,                       -- who carried it
    answered_on TEXT,
    result   TEXT CHECK (result IN ('accepted', 'refused')),
    answered_by TEXT,                    -- who of the new office
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX transfer_casefile ON transfer (casefile, id);

-- Complaints and visits (F49, C-19).
CREATE TABLE complaint (
    id       INTEGER PRIMARY KEY,
    received_on TEXT NOT NULL,
    way      TEXT NOT NULL,              -- code list complaint_way
    name     TEXT NOT NULL,              -- real name
    phone    TEXT,
    kind     TEXT NOT NULL,              -- code list complaint_kind
    casefile INTEGER REFERENCES casefile (id),
    about    TEXT,                       -- file number or whom it is about, as keyed
    content  TEXT NOT NULL,
    due      TEXT,                       -- last day to answer
    handler  TEXT,
    outcome  TEXT,                       -- code list complaint_outcome
    answered_on TEXT,
    answer   TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX complaint_open ON complaint (due) WHERE answered_on IS NULL;
CREATE INDEX complaint_casefile ON complaint (casefile);
