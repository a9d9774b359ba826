-- +goose Up
-- The record only grows. These are guards, not proof: the log is the proof.
-- +goose StatementBegin
CREATE FUNCTION huying_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the record only grows'; END $$;
-- +goose StatementEnd
CREATE TRIGGER event_refuses_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER event_refuses_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER entry_refuses_change BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER entry_refuses_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER tile_refuses_change BEFORE UPDATE OR DELETE ON tile FOR EACH ROW EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER tile_refuses_truncate BEFORE TRUNCATE ON tile FOR EACH STATEMENT EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER checkpoint_refuses_change BEFORE UPDATE OR DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER checkpoint_refuses_truncate BEFORE TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER document_refuses_change BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION huying_refuse();
CREATE TRIGGER document_refuses_truncate BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION huying_refuse();
