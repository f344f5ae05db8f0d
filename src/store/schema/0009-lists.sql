-- Lists of other departments (F34, K-33): the dead, vehicles, firms, insurance, deposits, marriages ...

-- One file as it was taken in.
CREATE TABLE external_list (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,              -- a file of forms/lists: death, vehicle, business ...
    source   TEXT NOT NULL,              -- name of the file
    digest   TEXT NOT NULL,              -- of its content: the same file is taken in once
    as_of    TEXT,                       -- the day that the list describes, where somebody said so
    taken_on TEXT NOT NULL,
    operator INTEGER REFERENCES operator (id),
    n_rows   INTEGER NOT NULL,
    n_rejected INTEGER NOT NULL,
    extra    TEXT
) STRICT;

-- One row of it.  A row whose person is not known here is kept: he may apply tomorrow.
CREATE TABLE external_record (
    id       INTEGER PRIMARY KEY,
    list     INTEGER NOT NULL REFERENCES external_list (id),
    kind     TEXT NOT NULL,              -- that of the list
    line     INTEGER NOT NULL,           -- in the file
    name     TEXT NOT NULL,
    id_number TEXT,                      -- NULL: the list has none
    birth    TEXT,
    person   INTEGER REFERENCES person (id), -- whom it is about here; NULL: nobody known here
    matched  TEXT CHECK (matched IN ('id', 'name_birth')), -- how he was found
    happened TEXT,                       -- death, registration, marriage: day or month, ISO
    until    TEXT,                       -- where it ended: insurance month, divorce, cancellation
    amount   INTEGER,                    -- fen: deposit, wage base, price; a month or once, as the kind says
    other_name TEXT,                     -- the other one: spouse
    other_id_number TEXT,
    detail   TEXT,                       -- plate, firm, bank: what a person reads
    disposition TEXT,                    -- code list list_disposition; NULL: nobody has looked yet
    disposed_on TEXT,
    disposed_by INTEGER REFERENCES operator (id),
    note     TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX external_record_list ON external_record (list, line);
CREATE INDEX external_record_person ON external_record (person, kind);
CREATE INDEX external_record_id_number ON external_record (id_number, kind);
CREATE INDEX external_record_open ON external_record (kind, id) WHERE person IS NOT NULL AND disposition IS NULL;
