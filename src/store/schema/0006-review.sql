-- The yearly review: a round freezes its cohort on its day (F45), an item is one case of it.

CREATE TABLE review_round (
    id       INTEGER PRIMARY KEY,
    programme TEXT,                      -- NULL: every programme that is reviewed
    year     INTEGER NOT NULL,
    label    TEXT NOT NULL,
    items    INTEGER NOT NULL,           -- the denominator, as frozen
    opened_on TEXT NOT NULL,
    opened_by INTEGER REFERENCES operator (id),
    closed_on TEXT,
    closed_by INTEGER REFERENCES operator (id),
    extra    TEXT
) STRICT;

-- Head, village and last year's figures as they were when the round was opened.  A review outside
-- of any round is an item without one.
CREATE TABLE review_item (
    id       INTEGER PRIMARY KEY,
    round    INTEGER REFERENCES review_round (id),
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    seq      INTEGER,                    -- the order of the route through the whole round
    no       INTEGER,                    -- number on the route sheet of the village
    village  TEXT,                       -- division code; '' where none was known
    village_name TEXT,
    head     TEXT,                       -- head of the household, or whom the case is about
    class    TEXT NOT NULL CHECK (class IN ('A', 'B', 'C')), -- every year, half year, quarter
    due      TEXT,
    was_members INTEGER,                 -- a year before, or when it was confirmed
    was_income INTEGER,                  -- a year, fen
    was_amount INTEGER,                  -- a month, fen
    state    TEXT NOT NULL CHECK (state IN ('open', 'done', 'exempt')),
    visited_on TEXT,
    visitor1 INTEGER REFERENCES operator (id),
    visitor2 INTEGER REFERENCES operator (id),
    outcome  TEXT,                       -- code list review_outcome
    changed  TEXT,                       -- code list review_change
    reason   TEXT,                       -- of an exemption: code list review_exempt
    note     TEXT,
    settled_on TEXT,                     -- the day on which it was keyed as done or exempt
    operator INTEGER REFERENCES operator (id), -- who keyed it
    extra    TEXT
) STRICT;
CREATE UNIQUE INDEX review_item_round ON review_item (round, seq) WHERE round IS NOT NULL;
CREATE UNIQUE INDEX review_item_once ON review_item (round, casefile) WHERE round IS NOT NULL;
CREATE INDEX review_item_village ON review_item (round, village, seq);
CREATE INDEX review_item_casefile ON review_item (casefile, id);
CREATE INDEX review_item_open ON review_item (round, due) WHERE state = 'open';
CREATE INDEX review_item_done ON review_item (round, settled_on) WHERE state = 'done';
