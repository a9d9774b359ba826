-- +goose Up
-- What waits for one address is worked off in order, by one worker at a time; a receiver that is away costs one attempt, not
-- one for each message, and holds up nobody else. A row while something waits.
CREATE TABLE lane (
    district_id BIGINT NOT NULL,
    channel     TEXT   NOT NULL,
    account     TEXT   NOT NULL,
    endpoint    TEXT   NOT NULL,
    next_at     BIGINT NOT NULL,
    leased      BIGINT NOT NULL,
    failures    BIGINT NOT NULL,
    PRIMARY KEY (district_id, channel, account, endpoint)
);
CREATE INDEX lane_next ON lane (district_id, next_at);

ALTER TABLE delivery ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE delivery ADD COLUMN until BIGINT NOT NULL DEFAULT 0; -- after this instant it is tried no more
DROP INDEX delivery_next;
DROP INDEX delivery_endpoint;
CREATE INDEX delivery_lane ON delivery (district_id, channel, account, endpoint, urgent, next_at, id) WHERE dead = FALSE;
CREATE INDEX delivery_buried ON delivery (district_id, channel, account, endpoint, at, id) WHERE dead = TRUE;
