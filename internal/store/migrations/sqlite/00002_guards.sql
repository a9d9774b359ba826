-- +goose Up
-- The record only grows. These are guards, not proof: the log is the proof.
-- +goose StatementBegin
CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_refuses_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_refuses_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tile_refuses_update BEFORE UPDATE ON tile BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tile_refuses_delete BEFORE DELETE ON tile BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoint_refuses_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoint_refuses_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_refuses_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_refuses_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the record only grows'); END;
-- +goose StatementEnd
