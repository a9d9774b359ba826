-- +goose Up
-- What waits for somebody beside the queues of cases and tasks: one row for each clock, written with the event.
CREATE TABLE inbox (
    district_id BIGINT  NOT NULL,
    no          TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    ref         TEXT    NOT NULL,
    unit        TEXT    NOT NULL,
    task        TEXT    NOT NULL,
    due         BIGINT  NOT NULL,
    late        BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, no, kind, ref)
);
CREATE INDEX inbox_unit ON inbox (district_id, unit, kind, due, no, ref);
CREATE INDEX inbox_kind ON inbox (district_id, kind, due, no, ref);

-- Rulings and designations as precedents. The words are projected from content, and go when that is erased.
CREATE TABLE precedent (
    district_id BIGINT NOT NULL,
    no          TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    kind        TEXT   NOT NULL CHECK (kind IN ('ruling', 'designation')),
    at          BIGINT NOT NULL,
    matter      BIGINT NOT NULL,
    unit        TEXT   NOT NULL,
    reason      TEXT   NOT NULL,
    reason_id   TEXT   NOT NULL,
    proposal    TEXT   NOT NULL,
    proposal_id TEXT   NOT NULL,
    PRIMARY KEY (district_id, no, version)
);
CREATE INDEX precedent_at ON precedent (district_id, at, no, version);
CREATE INDEX precedent_matter ON precedent (district_id, matter, at, no, version);
CREATE INDEX precedent_unit ON precedent (district_id, unit, at, no, version);
CREATE INDEX precedent_reason ON precedent (district_id, reason_id);
CREATE INDEX precedent_proposal ON precedent (district_id, proposal_id);

-- Drafts of an account, in twenty places at most. Ciphertext here, the key in a table of its own, as with content.
CREATE TABLE draft (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    place       BIGINT NOT NULL CHECK (place BETWEEN 1 AND 20),
    at          BIGINT NOT NULL,
    nonce       BYTEA  NOT NULL,
    cipher      BYTEA  NOT NULL,
    PRIMARY KEY (district_id, account, id),
    UNIQUE (district_id, account, place)
);
CREATE INDEX draft_at ON draft (district_id, at);

CREATE TABLE draft_key (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    secret      BYTEA  NOT NULL,
    PRIMARY KEY (district_id, account, id)
);
CREATE INDEX draft_key_at ON draft_key (district_id, at);

ALTER TABLE unit ADD COLUMN signs BOOLEAN NOT NULL DEFAULT FALSE;
