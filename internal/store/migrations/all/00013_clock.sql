-- +goose Up
-- When a clock comes up for a worker: when it falls due, or when the lease of whoever took it is over. So the clocks that wait for
-- somebody are one range of an index, in the order in which they are worked off, and what is held or fails stands farther on.
ALTER TABLE clock RENAME COLUMN leased TO next_at;
UPDATE clock SET next_at = due WHERE next_at < due;
DROP INDEX clock_due;
CREATE INDEX clock_next ON clock (district_id, next_at, no, name);
