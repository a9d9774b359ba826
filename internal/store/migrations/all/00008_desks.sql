-- +goose Up
-- A unit's open tasks are counted on each opening of its desk, by person, section and status: out of the index alone.
CREATE INDEX task_load ON task (district_id, unit, officer, section, status, due) WHERE open = TRUE;
