-- +goose Up
-- Of two who are on duty at once, who is called second (副班).
ALTER TABLE duty ADD COLUMN second BOOLEAN NOT NULL DEFAULT FALSE;

-- 交接班: what one shift of a unit leaves to the next. The text itself lies with the contents; here stands its commitment.
CREATE TABLE handover (
    district_id BIGINT NOT NULL,
    unit        TEXT   NOT NULL,
    id          BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    account     TEXT   NOT NULL,
    content     TEXT   NOT NULL,
    cases       TEXT   NOT NULL,
    read_at     BIGINT NOT NULL,
    read_by     TEXT   NOT NULL,
    PRIMARY KEY (district_id, unit, id)
);
CREATE INDEX handover_unread ON handover (district_id, unit, id) WHERE read_at = 0;

-- 督办: as lists and counts show them; a row for each that ever was.
CREATE TABLE supervision (
    district_id BIGINT NOT NULL,
    no          TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    unit        TEXT   NOT NULL,
    township    TEXT   NOT NULL,
    level       BIGINT NOT NULL,
    cause       TEXT   NOT NULL,
    at          BIGINT NOT NULL,
    due         BIGINT NOT NULL,
    yellow      BIGINT NOT NULL,
    answered    BIGINT NOT NULL,
    open        BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, no, id)
);
CREATE INDEX supervision_open ON supervision (district_id, due, no, id) WHERE open = TRUE;
CREATE INDEX supervision_answered ON supervision (district_id, answered, no, id) WHERE open = FALSE;
