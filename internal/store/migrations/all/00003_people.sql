-- +goose Up
-- The tenants: a small reference table.
CREATE TABLE district (
    district_id BIGINT NOT NULL,
    name        TEXT   NOT NULL,
    short       TEXT   NOT NULL,
    city        BIGINT NOT NULL,
    settings    TEXT   NOT NULL,
    PRIMARY KEY (district_id)
);

-- Where a log-in name belongs. Global, so keyed by the name itself.
CREATE TABLE login (
    login       TEXT   NOT NULL,
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    PRIMARY KEY (login)
);

CREATE TABLE account (
    district_id  BIGINT NOT NULL,
    id           TEXT   NOT NULL,
    login        TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    phone        TEXT   NOT NULL,
    password     TEXT   NOT NULL,
    valid_from   BIGINT NOT NULL,
    valid_to     BIGINT NOT NULL,
    failures     BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE unit (
    district_id BIGINT NOT NULL,
    id          TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    short       TEXT   NOT NULL,
    parent      TEXT   NOT NULL,
    code        TEXT   NOT NULL,
    valid_from  BIGINT NOT NULL,
    valid_to    BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE post (
    district_id BIGINT NOT NULL,
    id          TEXT   NOT NULL,
    account     TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    role        TEXT   NOT NULL,
    valid_from  BIGINT NOT NULL,
    valid_to    BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);
CREATE INDEX post_account ON post (district_id, account);
CREATE INDEX post_unit ON post (district_id, unit);

CREATE TABLE grid (
    district_id BIGINT NOT NULL,
    unit        TEXT   NOT NULL,
    polygon     TEXT   NOT NULL,
    PRIMARY KEY (district_id, unit)
);

CREATE TABLE duty (
    district_id BIGINT NOT NULL,
    unit        TEXT   NOT NULL,
    starts      BIGINT NOT NULL,
    ends        BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    phone       TEXT   NOT NULL,
    PRIMARY KEY (district_id, unit, starts, account)
);

-- Sessions, tokens and auditors' prefixes, by the hash of the secret.
CREATE TABLE token (
    district_id BIGINT NOT NULL,
    hash        BYTEA  NOT NULL,
    kind        TEXT   NOT NULL CHECK (kind IN ('session', 'api', 'audit')),
    account     TEXT   NOT NULL,
    post        TEXT   NOT NULL,
    label       TEXT   NOT NULL,
    created     BIGINT NOT NULL,
    expires     BIGINT NOT NULL,
    PRIMARY KEY (district_id, hash)
);
CREATE INDEX token_account ON token (district_id, account);
CREATE INDEX token_expires ON token (district_id, expires);
