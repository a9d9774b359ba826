-- +goose Up
-- When a running clock turns yellow: a row until that has been told. No part of the record.
CREATE TABLE warning (
    district_id BIGINT NOT NULL,
    no          TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    ref         TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (district_id, no, kind, ref)
);
CREATE INDEX warning_at ON warning (district_id, at, no);

-- What an account is told in the app. Codes only, nothing that people wrote.
CREATE TABLE bell (
    district_id BIGINT  NOT NULL,
    account     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    topic       TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    urgent      BOOLEAN NOT NULL,
    seen        BIGINT  NOT NULL,
    PRIMARY KEY (district_id, account, id)
);
CREATE INDEX bell_account ON bell (district_id, account, at, id);
CREATE INDEX bell_new ON bell (district_id, account, urgent) WHERE seen = 0;
CREATE INDEX bell_at ON bell (district_id, at, account);

-- What goes out over a channel: to an account's address, or to an endpoint. It goes when it has arrived.
CREATE TABLE delivery (
    district_id BIGINT  NOT NULL,
    id          TEXT    NOT NULL,
    channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'sms', 'webhook', 'wecom', 'dingtalk', 'feishu')),
    account     TEXT    NOT NULL,
    endpoint    TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    next_at     BIGINT  NOT NULL,
    attempts    BIGINT  NOT NULL,
    dead        BOOLEAN NOT NULL,
    error       TEXT    NOT NULL,
    PRIMARY KEY (district_id, id)
);
CREATE INDEX delivery_next ON delivery (district_id, next_at, id) WHERE dead = FALSE;
CREATE INDEX delivery_dead ON delivery (district_id, at, id) WHERE dead = TRUE;
CREATE INDEX delivery_endpoint ON delivery (district_id, endpoint, at, id);

-- Where a unit's squad is reached: webhooks and group robots. The address is ciphertext here; its key lies in a table of
-- its own that is backed up apart, as with content.
CREATE TABLE endpoint (
    district_id BIGINT  NOT NULL,
    id          TEXT    NOT NULL,
    unit        TEXT    NOT NULL,
    channel     TEXT    NOT NULL CHECK (channel IN ('webhook', 'wecom', 'dingtalk', 'feishu')),
    name        TEXT    NOT NULL,
    topics      TEXT    NOT NULL,
    paused      BOOLEAN NOT NULL,
    created     BIGINT  NOT NULL,
    nonce       BYTEA   NOT NULL,
    cipher      BYTEA   NOT NULL,
    PRIMARY KEY (district_id, id)
);
CREATE INDEX endpoint_unit ON endpoint (district_id, unit);
CREATE TABLE endpoint_key (
    district_id BIGINT NOT NULL,
    id          TEXT   NOT NULL,
    secret      BYTEA  NOT NULL,
    PRIMARY KEY (district_id, id)
);

-- How an account wants to be told, and its address for mail.
CREATE TABLE preference (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    mail        TEXT   NOT NULL,
    body        TEXT   NOT NULL,
    PRIMARY KEY (district_id, account)
);
