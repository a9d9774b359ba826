-- +goose Up
-- What is overdue stands beside the desk of the centre, and on the home page of who reads all: out of its own index.
CREATE INDEX cases_late ON cases (district_id, no) WHERE open = TRUE AND late = TRUE;
