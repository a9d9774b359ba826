-- +goose Up
-- The record: events as they were hashed, what was sealed beside them, and the log over them.
CREATE TABLE event (
    district_id BIGINT NOT NULL,
    stream      TEXT   NOT NULL,
    version     BIGINT NOT NULL CHECK (version >= 1),
    type        TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    post        TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    role        TEXT   NOT NULL,
    leaf        TEXT   NOT NULL CHECK (octet_length(leaf) <= 65535),
    PRIMARY KEY (district_id, stream, version)
);

-- Ciphertext here, key and salt in a table of their own that is backed up apart: erasing is both.
CREATE TABLE content (
    district_id BIGINT NOT NULL,
    id          TEXT   NOT NULL,
    stream      TEXT   NOT NULL,
    kind        TEXT   NOT NULL CHECK (kind IN ('text', 'mark', 'file', 'person')),
    nonce       BYTEA  NOT NULL,
    cipher      BYTEA  NOT NULL,
    PRIMARY KEY (district_id, id)
);
CREATE INDEX content_stream ON content (district_id, stream);

CREATE TABLE content_key (
    district_id BIGINT NOT NULL,
    id          TEXT   NOT NULL,
    salt        BYTEA  NOT NULL,
    secret      BYTEA  NOT NULL,
    PRIMARY KEY (district_id, id)
);

-- Committed, not yet in the log. Filled on PostgreSQL only: SQLite seals in the same commit.
CREATE TABLE unsealed (
    district_id BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    stream      TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    PRIMARY KEY (district_id, at, stream, version)
);

CREATE TABLE log (
    district_id BIGINT NOT NULL,
    origin      TEXT   NOT NULL,
    vkey        TEXT   NOT NULL,
    size        BIGINT NOT NULL,
    signed_size BIGINT NOT NULL,
    signed_at   BIGINT NOT NULL,
    PRIMARY KEY (district_id),
    CHECK (size >= signed_size AND signed_size >= 0)
);

CREATE TABLE entry (
    district_id BIGINT NOT NULL,
    idx         BIGINT NOT NULL CHECK (idx >= 0),
    stream      TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    hash        BYTEA  NOT NULL,
    PRIMARY KEY (district_id, idx),
    UNIQUE (district_id, stream, version)
);

-- Full tiles only; a partial tile is a prefix of what is here or in entry.
CREATE TABLE tile (
    district_id BIGINT NOT NULL,
    level       BIGINT NOT NULL,
    n           BIGINT NOT NULL,
    root        BYTEA  NOT NULL,
    data        BYTEA  NOT NULL,
    PRIMARY KEY (district_id, level, n)
);

CREATE TABLE checkpoint (
    district_id BIGINT NOT NULL,
    size        BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    root        BYTEA  NOT NULL,
    note        TEXT   NOT NULL,
    PRIMARY KEY (district_id, size)
);

-- Official texts by their SHA-256, permanent.
CREATE TABLE document (
    district_id BIGINT NOT NULL,
    hash        TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    body        TEXT   NOT NULL,
    PRIMARY KEY (district_id, hash)
);
