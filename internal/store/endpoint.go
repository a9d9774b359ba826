package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Endpoint (接收端) is a webhook or the group robot of a unit's squad, without its address: that is sealed.
type Endpoint struct {
	ID      string
	Unit    org.UnitID // whose squad; "" = it is told what any unit is told
	Channel string
	Name    string
	Topics  string // separated by blanks; "" = all
	Paused  bool
	Created int64
}

func (e *Endpoint) into() []any {
	return []any{&e.ID, &e.Unit, &e.Channel, &e.Name, &e.Topics, &e.Paused, &e.Created}
}

// Address is where what is told to the endpoint waits.
func (e Endpoint) Address() Address { return Address{Channel: e.Channel, Endpoint: e.ID} }

var (
	qEndpoints = sqldb.Q(`SELECT id, unit, channel, name, topics, paused, created FROM endpoint WHERE district_id = $1 ORDER BY id`)
	qEndpoint  = sqldb.Q(`SELECT id, unit, channel, name, topics, paused, created FROM endpoint WHERE district_id = $1 AND id = $2`)
	qOpened    = sqldb.Q(`SELECT e.id, e.unit, e.channel, e.name, e.topics, e.paused, e.created, e.nonce, e.cipher, k.secret
		FROM endpoint e JOIN endpoint_key k ON k.district_id = e.district_id AND k.id = e.id WHERE e.district_id = $1 AND e.id = $2`)
	qInsertEndpoint = sqldb.Q(`INSERT INTO endpoint (district_id, id, unit, channel, name, topics, paused, created, nonce, cipher)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`)
	qInsertEndpointKey = sqldb.Q(`INSERT INTO endpoint_key (district_id, id, secret) VALUES ($1, $2, $3)`)
	qPauseEndpoint     = sqldb.Q(`UPDATE endpoint SET paused = $1 WHERE district_id = $2 AND id = $3 AND paused <> $1`)
	qDropEndpoint      = sqldb.Q(`DELETE FROM endpoint WHERE district_id = $1 AND id = $2`)
	qDropEndpointKey   = sqldb.Q(`DELETE FROM endpoint_key WHERE district_id = $1 AND id = $2`)
)

// Endpoints lists a district's endpoints: few, and the same for every letter.
func (v View) Endpoints(ctx context.Context) ([]Endpoint, error) {
	return sqldb.All(ctx, v.q, qEndpoints, (*Endpoint).into, v.district)
}

// Endpoint gives one of them.
func (v View) Endpoint(ctx context.Context, id string) (Endpoint, bool, error) {
	return sqldb.One(ctx, v.q, qEndpoint, (*Endpoint).into, v.district, id)
}

// sealedFor is what an endpoint's address is sealed for: moved to another row, it does not open.
func (v View) sealedFor(id, channel string) []byte {
	return fmt.Appendf(nil, "%d\nendpoint\n%s\n%s", v.district, id, channel)
}

// OpenEndpoint gives an endpoint with its address, for who sends.
func (v View) OpenEndpoint(ctx context.Context, id string) (e Endpoint, address []byte, ok bool, err error) {
	type row struct {
		Endpoint
		nonce, cipher, secret []byte
	}
	r, ok, err := sqldb.One(ctx, v.q, qOpened, func(r *row) []any {
		return append(r.into(), &r.nonce, &r.cipher, &r.secret)
	}, v.district, id)
	if err != nil || !ok {
		return Endpoint{}, nil, false, err
	}
	box, err := aead(r.secret)
	if err != nil {
		return Endpoint{}, nil, false, fmt.Errorf("endpoint %s: %w", id, err)
	}
	if len(r.nonce) != box.NonceSize() {
		return Endpoint{}, nil, false, fmt.Errorf("endpoint %s: %w", id, ErrDamaged)
	}
	if address, err = box.Open(nil, r.nonce, r.cipher, v.sealedFor(id, r.Channel)); err != nil {
		return Endpoint{}, nil, false, fmt.Errorf("endpoint %s: %w", id, ErrDamaged)
	}
	return r.Endpoint, address, true, nil
}

// AddEndpoint keeps an endpoint; its address is sealed under a key of its own.
func (t *Tx) AddEndpoint(e Endpoint, address []byte) error {
	var secret [32]byte
	var nonce [12]byte
	_, _ = rand.Read(secret[:]) // crypto/rand never fails
	_, _ = rand.Read(nonce[:])
	box, err := aead(secret[:])
	if err != nil {
		return err
	}
	sealed := box.Seal(nil, nonce[:], address, t.sealedFor(e.ID, e.Channel))
	return errors.Join(
		t.tx.Queue(t.ctx, qInsertEndpoint, t.district, e.ID, e.Unit, e.Channel, e.Name, e.Topics, e.Paused, e.Created, nonce[:], sealed),
		t.tx.Queue(t.ctx, qInsertEndpointKey, t.district, e.ID, secret[:]))
}

// PauseEndpoint has an endpoint told nothing for a while, or again; ok is false where it was so before.
func (t *Tx) PauseEndpoint(id string, paused bool) (ok bool, err error) {
	n, err := sqldb.Exec(t.ctx, t.tx, qPauseEndpoint, paused, t.district, id)
	return n == 1, err
}

// DropEndpoint destroys an endpoint, key and all.
func (t *Tx) DropEndpoint(id string) error {
	return errors.Join(
		t.tx.Queue(t.ctx, qDropEndpoint, t.district, id), t.tx.Queue(t.ctx, qDropEndpointKey, t.district, id))
}
