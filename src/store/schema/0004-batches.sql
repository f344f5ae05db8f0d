-- Beside the month's own roster a month may have others: arrears paid on another day, a payment
-- that failed and was made again.
CREATE TABLE payment_batch_next (
    id       INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    area     TEXT NOT NULL,              -- urban, rural
    for_month TEXT NOT NULL,
    no       INTEGER,                    -- NULL: the month's own; 2, 3 ..: what was paid besides
    state    TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'approved', 'sent', 'reconciled', 'closed')),
    planned_by INTEGER REFERENCES operator (id), -- NULL: imported as history
    planned_on TEXT,
    approved_by INTEGER REFERENCES operator (id),
    approved_on TEXT,
    paid_on  TEXT,                       -- day on which the bank paid
    households INTEGER NOT NULL DEFAULT 0,
    persons  INTEGER NOT NULL DEFAULT 0,
    amount   INTEGER NOT NULL DEFAULT 0,
    note     TEXT,
    extra    TEXT
) STRICT;
INSERT INTO payment_batch_next (id, programme, area, for_month, state, planned_by, planned_on,
    approved_by, approved_on, paid_on, households, persons, amount, note, extra)
    SELECT id, programme, area, for_month, state, planned_by, planned_on, approved_by, approved_on,
    paid_on, households, persons, amount, note, extra FROM payment_batch;
DROP TABLE payment_batch;
ALTER TABLE payment_batch_next RENAME TO payment_batch;
CREATE UNIQUE INDEX payment_batch_month
    ON payment_batch (programme, area, for_month, coalesce(no, 1));
