-- A batch goes from draft to closed: who did what when, what the checks found and why it was let
-- pass, what the bank answered, which rows were paid again.
ALTER TABLE payment_batch ADD COLUMN checked_by INTEGER REFERENCES operator (id);
ALTER TABLE payment_batch ADD COLUMN checked_on TEXT;
ALTER TABLE payment_batch ADD COLUMN sent_by INTEGER REFERENCES operator (id);
ALTER TABLE payment_batch ADD COLUMN sent_on TEXT;
ALTER TABLE payment_batch ADD COLUMN layout TEXT;      -- of the bank: forms/banks
ALTER TABLE payment_batch ADD COLUMN file TEXT;        -- name of the file that was sent
ALTER TABLE payment_batch ADD COLUMN reconciled_on TEXT;
ALTER TABLE payment_batch ADD COLUMN closed_by INTEGER REFERENCES operator (id);
ALTER TABLE payment_batch ADD COLUMN closed_on TEXT;
ALTER TABLE payment_batch ADD COLUMN late_reason TEXT; -- why it was paid after the pay day (F43)
ALTER TABLE payment_batch ADD COLUMN again_of INTEGER REFERENCES payment_batch (id); -- F41

ALTER TABLE payment ADD COLUMN hold TEXT;              -- kind of finding behind hold_reason
ALTER TABLE payment ADD COLUMN answer TEXT;            -- the bank's words
ALTER TABLE payment ADD COLUMN answered INTEGER;       -- the amount the bank named, fen
ALTER TABLE payment ADD COLUMN again_of INTEGER REFERENCES payment (id);
-- A payment that failed is made again once.
CREATE UNIQUE INDEX payment_again ON payment (again_of) WHERE again_of IS NOT NULL;

-- What speaks against a batch, or against one of its rows; open until a reason is given.
CREATE TABLE payment_finding (
    id       INTEGER PRIMARY KEY,
    batch    INTEGER NOT NULL REFERENCES payment_batch (id),
    payment  INTEGER REFERENCES payment (id),
    casefile INTEGER REFERENCES casefile (id),
    stage    TEXT NOT NULL CHECK (stage IN ('check', 'answer')),
    kind     TEXT NOT NULL,              -- code list payment_finding
    severity TEXT NOT NULL CHECK (severity IN ('warn', 'error')),
    facts    TEXT NOT NULL DEFAULT '',   -- what its sentence names, parted by tabs
    reason   TEXT,                       -- why it may stand
    explained_by INTEGER REFERENCES operator (id),
    explained_at TEXT,
    extra    TEXT
) STRICT;
CREATE INDEX payment_finding_batch ON payment_finding (batch, id);
CREATE INDEX payment_finding_payment ON payment_finding (payment) WHERE payment IS NOT NULL;
-- How many rows of a batch are held, paid, failed: asked for every batch of a list.
CREATE INDEX payment_state ON payment (batch, state);
