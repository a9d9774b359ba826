-- +goose Up
-- From when the clock that is due first is short of time (黄牌预警), so that lists show it; 0 = not known.
ALTER TABLE cases ADD COLUMN yellow BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN yellow BIGINT NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN yellow BIGINT NOT NULL DEFAULT 0;

-- Filters that an account keeps for itself, in thirty places at most for each page. No part of the record.
CREATE TABLE saved_filter (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    page        TEXT   NOT NULL CHECK (page IN ('cases')),
    place       BIGINT NOT NULL CHECK (place BETWEEN 1 AND 30),
    id          TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    query       TEXT   NOT NULL,
    PRIMARY KEY (district_id, account, page, place),
    UNIQUE (district_id, account, page, id),
    UNIQUE (district_id, account, page, name)
);
