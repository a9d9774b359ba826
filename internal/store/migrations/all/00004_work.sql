-- +goose Up
-- What the next command and the next page need; written with the event, rebuilt from the record.
CREATE TABLE cases (
    district_id BIGINT  NOT NULL,
    no          TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    version     BIGINT  NOT NULL,
    status      TEXT    NOT NULL CHECK (status IN ('intake', 'settled', 'discarded', 'approving', 'called', 'withdrawn',
        'working', 'answered', 'closed', 'archived', 'suspended', 'ruling', 'merged')),
    class       TEXT    NOT NULL CHECK (class IN ('', 'daily', 'major', 'urgent')),
    kind        TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    edition     TEXT    NOT NULL,
    matter      BIGINT  NOT NULL,
    situation   TEXT    NOT NULL,
    service     TEXT    NOT NULL,
    township    TEXT    NOT NULL,
    grid        TEXT    NOT NULL,
    lead        TEXT    NOT NULL,
    reporter    TEXT    NOT NULL,
    created     BIGINT  NOT NULL,
    called      BIGINT  NOT NULL,
    changed     BIGINT  NOT NULL,
    closed      BIGINT  NOT NULL,
    due         BIGINT  NOT NULL,
    late        BOOLEAN NOT NULL,
    open        BOOLEAN NOT NULL,
    summary     TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    PRIMARY KEY (district_id, no),
    UNIQUE (district_id, id)
);
CREATE INDEX cases_due ON cases (district_id, status, due, no) WHERE open = TRUE;
CREATE INDEX cases_township ON cases (district_id, township, status, due, no) WHERE open = TRUE;

CREATE TABLE task (
    district_id BIGINT  NOT NULL,
    no          TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    unit        TEXT    NOT NULL,
    section     TEXT    NOT NULL,
    officer     TEXT    NOT NULL,
    lead        BOOLEAN NOT NULL,
    status      TEXT    NOT NULL CHECK (status IN ('waiting', 'designated', 'accepted', 'arrived', 'answered', 'returned',
        'released', 'recalled')),
    due         BIGINT  NOT NULL,
    late        BOOLEAN NOT NULL,
    open        BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, no, id)
);
CREATE INDEX task_unit ON task (district_id, unit, status, due, no) WHERE open = TRUE;
CREATE INDEX task_section ON task (district_id, section, status, due, no) WHERE open = TRUE AND section <> '';
CREATE INDEX task_returned ON task (district_id, due, no) WHERE status = 'returned';

CREATE TABLE clock (
    district_id BIGINT NOT NULL,
    no          TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    due         BIGINT NOT NULL,
    leased      BIGINT NOT NULL,
    PRIMARY KEY (district_id, no, name)
);
CREATE INDEX clock_due ON clock (district_id, due);

-- Who sees a case in a list: account:<id>, grid:<unit>, township:<unit>, unit:<unit>, district.
CREATE TABLE visible (
    district_id BIGINT  NOT NULL,
    viewer      TEXT    NOT NULL,
    no          TEXT    NOT NULL,
    open        BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, viewer, no)
);
CREATE INDEX visible_open ON visible (district_id, viewer, no) WHERE open = TRUE;

CREATE TABLE outbox (
    district_id BIGINT  NOT NULL,
    id          TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    next_at     BIGINT  NOT NULL,
    attempts    BIGINT  NOT NULL,
    dead        BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, id)
);
CREATE INDEX outbox_next ON outbox (district_id, next_at, id) WHERE dead = FALSE;

CREATE TABLE idempotency (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    key         TEXT   NOT NULL,
    hash        BYTEA  NOT NULL,
    answer      BYTEA  NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (district_id, account, key)
);
CREATE INDEX idempotency_at ON idempotency (district_id, at);

CREATE TABLE case_no (
    district_id BIGINT NOT NULL,
    day         TEXT   NOT NULL,
    n           BIGINT NOT NULL,
    PRIMARY KEY (district_id, day)
);

-- Folded in the order of the log, in the sealing transaction.
CREATE TABLE counter (
    district_id BIGINT NOT NULL,
    name        TEXT   NOT NULL,
    day         TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    n           BIGINT NOT NULL,
    PRIMARY KEY (district_id, name, day, unit)
);
