-- +goose Up
-- Whether a township summoned the unit: its slip says so.
ALTER TABLE task ADD COLUMN summoned BOOLEAN NOT NULL DEFAULT FALSE;
