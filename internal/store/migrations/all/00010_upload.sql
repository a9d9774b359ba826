-- +goose Up
-- Who has uploaded which file: nobody else may put it into a case, for whoever sees the case can read it. No part of the record.
CREATE TABLE upload (
    district_id BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    sha256      TEXT   NOT NULL,
    media       TEXT   NOT NULL,
    size        BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (district_id, account, sha256)
);
CREATE INDEX upload_at ON upload (district_id, at);
