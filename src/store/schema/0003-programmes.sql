-- What the programmes beside dibao need: who a case is about, what is found out for each of them,
-- amounts in parts, institutions and funds, and who looked at what is restricted.

-- A decision may end or change what an earlier one confirmed (D-62, T-19), may be valid for a time
-- (B-03), and may be paid from another source than the month's roster (L-11).
CREATE TABLE decision_next (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL CHECK (kind IN ('confirm', 'refuse', 'adjust', 'stop')),
    decided_on TEXT NOT NULL,
    document TEXT,                       -- number of the county's paper
    members  INTEGER,
    amount   INTEGER,                    -- a month; a grant: in all
    working  TEXT,                       -- rule/working.h
    from_month TEXT,                     -- first month paid, or not paid any more
    valid_until TEXT,                    -- of a recognition: its last day
    instalments INTEGER,                 -- of a grant: paid in so many months
    source   TEXT,                       -- of a grant: roster, reserve (code list grant_source)
    reason   TEXT,
    cause    TEXT,                       -- code: why refused or ended
    told_on  TEXT,                       -- written notice handed over
    extra    TEXT
) STRICT;
INSERT INTO decision_next (id, casefile, kind, decided_on, document, members, amount, working,
    from_month, reason, told_on, extra)
    SELECT id, casefile, kind, decided_on, document, members, amount, working, from_month, reason,
    told_on, extra FROM decision;
DROP TABLE decision;
ALTER TABLE decision_next RENAME TO decision;
CREATE INDEX decision_casefile ON decision (casefile, id);
CREATE INDEX decision_untold ON decision (casefile) WHERE told_on IS NULL;

-- An individual programme is about one person of the household: casefile.person.
ALTER TABLE casefile ADD COLUMN placing TEXT;        -- how a child is cared for, code (G-02)
ALTER TABLE casefile ADD COLUMN platform_on TEXT;    -- keyed into the provincial platform (N13)
CREATE INDEX casefile_person ON casefile (person) WHERE person IS NOT NULL;

-- A notice says a grant, or that support will end (T-19).
ALTER TABLE publicity ADD COLUMN about TEXT CHECK (about IN ('stop')); -- NULL: a grant

-- The parts of an award; their sum is base + supplement (9.4: never merged).
CREATE TABLE award_part (
    id       INTEGER PRIMARY KEY,
    award    INTEGER NOT NULL REFERENCES award (id),
    kind     TEXT NOT NULL,              -- code list part: base, care, elder ...
    person   INTEGER REFERENCES person (id), -- whose supplement
    amount   INTEGER NOT NULL
) STRICT;
CREATE INDEX award_part_award ON award_part (award);
ALTER TABLE payment ADD COLUMN parts TEXT;           -- JSON as paid: [{"kind":"base","amount":67600}]
ALTER TABLE payment ADD COLUMN reason TEXT;          -- of another than the regular row: code
ALTER TABLE payment_batch ADD COLUMN paid_on TEXT;   -- day on which the bank paid

-- Heard before a reduction or a stop (C-11, LAW26 48).
CREATE TABLE hearing (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    heard_on TEXT NOT NULL,
    way      TEXT NOT NULL,              -- code: at home, by telephone ...
    person   TEXT NOT NULL,              -- who was heard
    about    TEXT,                       -- what was said to come
    statement TEXT NOT NULL,             -- what they said
    extra    TEXT
) STRICT;
CREATE INDEX hearing_casefile ON hearing (casefile, id);

-- A meeting that decided a case beyond the rules (L-14).
CREATE TABLE meeting (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    held_on  TEXT NOT NULL,
    document TEXT NOT NULL,              -- number of the minutes
    participants TEXT NOT NULL,
    text     TEXT NOT NULL,              -- what was found and decided
    extra    TEXT
) STRICT;
CREATE INDEX meeting_casefile ON meeting (casefile, id);

-- --- destitute support (policy.md 4) ---

-- Those whom the law obliges to support the applicant, and why they cannot (T-06).
CREATE TABLE supporter (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    name     TEXT NOT NULL,
    id_no    TEXT,
    relation TEXT NOT NULL,
    birth    TEXT,
    situation TEXT NOT NULL,             -- code list supporter_situation
    income   INTEGER,                    -- a year, fen
    evidence TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX supporter_casefile ON supporter (casefile, id);

-- Can he feed, dress, move and wash himself: six items, 1 where he cannot (T-16).
CREATE TABLE assessment (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    assessed_on TEXT NOT NULL,
    eat      INTEGER, dress INTEGER, bed INTEGER, toilet INTEGER, walk INTEGER, wash INTEGER,
    unmet    INTEGER,                    -- of the six
    level    TEXT NOT NULL,              -- code list care_level: full, half, none (of self-care)
    assessor TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX assessment_casefile ON assessment (casefile, id);

-- At home or in an institution, as the person chose (T-21); the newest choice counts.
CREATE TABLE support (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    chosen_on TEXT NOT NULL,
    form     TEXT NOT NULL CHECK (form IN ('home', 'institution')), -- 分散, 集中
    institution INTEGER REFERENCES institution (id),
    institution_name TEXT,               -- as a roster wrote it
    caregiver TEXT,                      -- who looks after him at home (T-26)
    agreement_on TEXT,
    signed   INTEGER,                    -- he chose himself, and signed
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX support_casefile ON support (casefile, id);

-- The county's visit of a sample of cases (T-12, D-36).
CREATE TABLE sampling (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    visited_on TEXT NOT NULL,
    visitor  TEXT NOT NULL,
    result   TEXT NOT NULL,              -- code list opinion
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX sampling_casefile ON sampling (casefile, id);

-- --- children (7) ---

-- One row each for father and mother (G-10, G-11).
CREATE TABLE parent (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    role     TEXT NOT NULL,              -- code: father, mother
    name     TEXT,
    id_no    TEXT,
    situation TEXT NOT NULL,             -- code list parent_situation
    since    TEXT,
    until    TEXT,                       -- of a sentence
    proof    TEXT,                       -- number of the certificate, judgment, receipt
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX parent_casefile ON parent (casefile, id);

-- Who looks after the child and takes the money (G-17); the newest counts.
CREATE TABLE carer (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    name     TEXT NOT NULL,
    id_no    TEXT,
    relation TEXT,                       -- to the child
    phone    TEXT,
    role     TEXT,                       -- code: guardian, carer, institution
    agreement_on TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX carer_casefile ON carer (casefile, id);

-- What is received elsewhere and subtracted (9.6).
CREATE TABLE allowance (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL,              -- code list allowance_kind
    amount   INTEGER NOT NULL,           -- a month
    amount_as TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX allowance_casefile ON allowance (casefile, id);

-- --- temporary assistance (5) ---

CREATE TABLE hardship (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    cause    TEXT NOT NULL,              -- code list hardship_cause
    event    TEXT,                       -- what happened
    occurred_on TEXT,
    place    TEXT,                       -- where: there the application is taken (L-04)
    invoice_no TEXT,
    spent    INTEGER,                    -- on it, fen
    spent_as TEXT,
    reimbursed INTEGER,
    reimbursed_as TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX hardship_casefile ON hardship (casefile, id);
CREATE INDEX hardship_cause ON hardship (cause, casefile);

-- --- people without means of living (6) ---

CREATE TABLE relief (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    found_on TEXT NOT NULL,
    found_at TEXT NOT NULL,
    found_by TEXT,                       -- came himself, police, passers-by: code
    identity TEXT NOT NULL,              -- known, claimed, unknown: code
    condition TEXT,                      -- as seen
    belongings TEXT,                     -- "." none
    origin   TEXT,                       -- where he says he comes from
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX relief_casefile ON relief (casefile, id);

-- What was given: food, a bed, a doctor, a call, a ticket (V-04).
CREATE TABLE relief_service (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    given_on TEXT NOT NULL,
    kind     TEXT NOT NULL,              -- code list relief_service
    amount   INTEGER,                    -- what it cost, fen
    amount_as TEXT,
    receipt  TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX relief_service_casefile ON relief_service (casefile, id);

-- The search for relatives, the report of a long stay, the police (V-05, V-11).
CREATE TABLE relief_report (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    kind     TEXT NOT NULL,              -- notice, stay, police
    made_on  TEXT NOT NULL,
    document TEXT,
    place    TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX relief_report_casefile ON relief_report (casefile, id);

-- How it ended: left, taken home, handed over (V-07 to V-10, V-13).
CREATE TABLE relief_end (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    ended_on TEXT NOT NULL,
    kind     TEXT NOT NULL,              -- code list relief_end
    receiver TEXT,
    receiver_id TEXT,                    -- his id number, checked and copied (V-08)
    receiver_relation TEXT,
    destination TEXT,
    ticket   TEXT,
    cash     INTEGER,                    -- short public transport (V-07)
    cash_as  TEXT,
    belongings_returned INTEGER,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX relief_end_casefile ON relief_end (casefile, id);

-- --- institutions and funds (P2 P4 P17, N11) ---

CREATE TABLE institution (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,              -- code list institution_kind
    address  TEXT,
    phone    TEXT,
    director TEXT,
    beds     INTEGER,
    licence  TEXT,                       -- number of its registration
    separate_account INTEGER NOT NULL DEFAULT 0, -- an account for special funds alone (K-06)
    bank     TEXT,
    account  TEXT,
    from_date TEXT,
    to_date  TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;

CREATE TABLE placement (
    id       INTEGER PRIMARY KEY,
    institution INTEGER NOT NULL REFERENCES institution (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    casefile INTEGER REFERENCES casefile (id), -- NULL: a boarder who pays himself
    from_date TEXT NOT NULL,
    to_date  TEXT,                       -- last day
    reason   TEXT,                       -- of the end, code
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX placement_institution ON placement (institution, from_date);
CREATE INDEX placement_person ON placement (person, from_date);
CREATE INDEX placement_casefile ON placement (casefile, from_date);

-- Money of a month by kind (K-06): special funds apart from boarders' fees.
CREATE TABLE institution_entry (
    id       INTEGER PRIMARY KEY,
    institution INTEGER NOT NULL REFERENCES institution (id),
    month    TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    kind     TEXT NOT NULL,              -- code list institution_money
    special  INTEGER NOT NULL DEFAULT 1, -- through the account for special funds
    amount   INTEGER NOT NULL,
    amount_as TEXT,
    document TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX institution_entry_month ON institution_entry (institution, month);

CREATE TABLE inspection (
    id       INTEGER PRIMARY KEY,
    institution INTEGER NOT NULL REFERENCES institution (id),
    visited_on TEXT NOT NULL,
    visitors TEXT NOT NULL,
    finding  TEXT NOT NULL,              -- "." none
    severity TEXT,                       -- code
    mend_by  TEXT,
    again_on TEXT,                       -- visited again
    again_result TEXT,                   -- code: mended, not mended
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX inspection_institution ON inspection (institution, visited_on);

-- Pocket money 零花钱 of a resident and month (K-80): due, how given, receipt, what is kept.
CREATE TABLE pocket_money (
    id       INTEGER PRIMARY KEY,
    institution INTEGER NOT NULL REFERENCES institution (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    month    TEXT NOT NULL,
    due      INTEGER NOT NULL,
    paid     INTEGER,
    paid_as  TEXT,
    paid_on  TEXT,
    way      TEXT,                       -- card, cash, kept: code list pocket_way
    received_by TEXT,                    -- who signed: the resident or his guardian
    spent    INTEGER,                    -- of what the institution keeps
    spent_as TEXT,
    note     TEXT,
    extra    TEXT,
    UNIQUE (person, month)
) STRICT;
CREATE INDEX pocket_money_month ON pocket_money (institution, month);

-- The township's reserve fund for urgent cases (L-11, K-53): money in, grants out.
CREATE TABLE reserve_entry (
    id       INTEGER PRIMARY KEY,
    on_date  TEXT NOT NULL,
    kind     TEXT NOT NULL,              -- code list reserve_kind: opening, refill, grant, back
    amount   INTEGER NOT NULL,           -- in: over 0, out: under 0
    casefile INTEGER REFERENCES casefile (id), -- of a grant
    document TEXT,
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX reserve_entry_date ON reserve_entry (on_date, id);
CREATE INDEX reserve_entry_casefile ON reserve_entry (casefile);

-- --- who looked (C-20, K-91) ---

CREATE TABLE look (
    id       INTEGER PRIMARY KEY,
    casefile INTEGER NOT NULL REFERENCES casefile (id),
    operator INTEGER NOT NULL REFERENCES operator (id),
    at       TEXT NOT NULL,
    what     TEXT NOT NULL               -- opened, printed
) STRICT;
CREATE INDEX look_casefile ON look (casefile, id);
