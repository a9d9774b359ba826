package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// EndpointStream is the stream that says which endpoints a district has had, and what was thrown away or sent again of what
// could not be delivered: the kind, the unit, the id and who did it; never an address, a name or a secret. 依据 P-138.
const EndpointStream = "telling"

// The events of the stream.
type (
	// EndpointAdded (增设接收端) records that a unit's squad, or a program, is told from now on.
	EndpointAdded struct {
		Endpoint string     `json:"endpoint"`
		Channel  string     `json:"channel"`
		Unit     org.UnitID `json:"unit,omitempty"`
		Topics   []string   `json:"topics,omitempty"` // none = all
	}
	// EndpointPaused (停用、恢复接收端) records that it is told nothing for now, or again.
	EndpointPaused struct {
		Endpoint string `json:"endpoint"`
		Paused   bool   `json:"paused"`
		Gone     bool   `json:"gone,omitempty"` // the receiver itself said that it takes nothing any more
	}
	// EndpointRemoved (删除接收端) records that it is no more, and how much that waited for it went with it.
	EndpointRemoved struct {
		Endpoint string `json:"endpoint"`
		Waiting  int64  `json:"waiting,omitempty"`
	}
	// UndeliveredDiscarded (丢弃未送达) records that some of what could not be delivered was thrown away.
	UndeliveredDiscarded struct {
		Channel  string        `json:"channel"`
		Endpoint string        `json:"endpoint,omitempty"`
		Account  org.AccountID `json:"to,omitempty"`
		Count    int           `json:"count"`
	}
	// UndeliveredResent (重发未送达) records that some of what could not be delivered is tried again.
	UndeliveredResent struct {
		Channel  string        `json:"channel"`
		Endpoint string        `json:"endpoint,omitempty"`
		Account  org.AccountID `json:"to,omitempty"`
		Count    int           `json:"count"`
	}
)

// Endpoint (接收端) is a webhook or the group robot of a unit's squad. Its address is known to who set it up, and to the sender.
type Endpoint struct {
	ID      string
	Channel telling.Channel
	Unit    org.UnitID // "" = it is told what any unit is told
	Name    string
	Topics  []telling.Topic // none = all
	Paused  bool
	Created int64
}

// NewEndpoint is what an endpoint is set up with.
type NewEndpoint struct {
	Channel telling.Channel
	Unit    org.UnitID
	Name    string
	Topics  []telling.Topic
	URL     string
	Secret  string // "" for a webhook: one is made
}

// What a district may have.
const (
	MaxEndpoints    = 200
	MaxEndpointName = 30 // characters
)

// sealedAddress is an endpoint's address as it is sealed.
type sealedAddress struct {
	URL    string `json:"url"`
	Secret string `json:"secret,omitempty"`
}

// administers is the gate of all that is here: the system's administrator, in the own district. 依据 P-138.
func (d *Desk) administers(ctx context.Context, who access.Who, district org.DistrictID) (*standing, error) {
	if err := own(who, district); err != nil {
		return nil, err
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return nil, err
	}
	return stand, access.Permit(who, access.AdminDelivery, access.District(district))
}

// Endpoints lists a district's endpoints, in the order in which they were set up. 依据 P-138.
func (r Reader) Endpoints(ctx context.Context, district org.DistrictID) ([]Endpoint, error) {
	if _, err := r.d.administers(ctx, r.who, district); err != nil {
		return nil, err
	}
	rows, err := r.d.store.In(district).Endpoints(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]Endpoint, len(rows))
	for i, row := range rows {
		list[i] = endpoint(row)
	}
	slices.SortStableFunc(list, func(a, b Endpoint) int { return int(a.Created - b.Created) })
	return list, nil
}

func endpoint(row store.Endpoint) Endpoint {
	e := Endpoint{
		ID: row.ID, Channel: telling.Channel(row.Channel), Unit: row.Unit, Name: row.Name, Paused: row.Paused, Created: row.Created,
	}
	for _, topic := range strings.Fields(row.Topics) {
		e.Topics = append(e.Topics, telling.Topic(topic))
	}
	return e
}

// AddEndpoint sets an endpoint up. The secret is given back once, and never again: for a webhook it is what the receiver
// verifies with. 依据 P-137, P-138, P-139.
func (d *Desk) AddEndpoint(ctx context.Context, who access.Who, district org.DistrictID, n NewEndpoint) (e Endpoint, secret string, err error) {
	stand, err := d.administers(ctx, who, district)
	if err != nil {
		return e, "", err
	}
	n.Name, n.URL, n.Secret = strings.TrimSpace(n.Name), strings.TrimSpace(n.URL), strings.TrimSpace(n.Secret)
	if n.Channel == telling.Webhook && n.Secret == "" {
		n.Secret = notify.NewSecret()
	}
	if err := n.check(stand.units); err != nil {
		return e, "", err
	}
	at := org.Micros(d.Now())
	row := store.Endpoint{
		ID: uuid.Must(uuid.NewV7()).String(), Unit: n.Unit, Channel: string(n.Channel), Name: n.Name, Created: at,
	}
	var topics []string
	for _, topic := range telling.Topics { // in their own order, each once
		if slices.Contains(n.Topics, topic) {
			topics = append(topics, string(topic))
		}
	}
	row.Topics = strings.Join(topics, " ")
	address, err := json.Marshal(sealedAddress{n.URL, n.Secret})
	if err != nil {
		return e, "", err
	}
	err = d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		had, err := tx.Endpoints(ctx)
		if err != nil {
			return err
		}
		if len(had) >= MaxEndpoints {
			return rule.Refuse(rule.Spent, "P-138", "接收端已满二百个，请先删除不用的").At("name")
		}
		if err := tx.AddEndpoint(row, address); err != nil {
			return err
		}
		return d.recordTelling(tx, who.Actor, EndpointAdded{row.ID, row.Channel, row.Unit, topics})
	})
	if err != nil {
		return e, "", err
	}
	return endpoint(row), n.Secret, nil
}

func (n NewEndpoint) check(units *org.Directory) error {
	if !slices.Contains(telling.Shared, n.Channel) {
		return rule.Refuse(rule.Invalid, "P-138", "请选择接收端的渠道").At("channel")
	}
	if n.Name == "" {
		return rule.Refuse(rule.Incomplete, "P-138", "请为接收端起个名称").At("name")
	}
	if utf8.RuneCountInString(n.Name) > MaxEndpointName || !utf8.ValidString(n.Name) || strings.ContainsFunc(n.Name, misleads) {
		return rule.Refuse(rule.Invalid, "P-138", "接收端名称不超过三十个字，不含不可见的字符").At("name")
	}
	if n.Unit != "" {
		if u, ok := units.Unit(n.Unit); !ok || u.To != 0 {
			return rule.Refuse(rule.Invalid, "P-138", "没有这个单位").At("unit")
		}
	}
	for _, topic := range n.Topics {
		if !slices.Contains(telling.Topics, topic) {
			return rule.Refuse(rule.Invalid, "P-138", "没有这种告知事由").At("topics")
		}
	}
	if n.URL == "" {
		return rule.Refuse(rule.Incomplete, "P-138", "请填写接收端的地址").At("url")
	}
	if notify.Check(notify.Kind(n.Channel), notify.Address{To: n.URL, Secret: n.Secret}) == nil {
		return nil
	}
	if n.Channel == telling.Webhook && notify.Check(notify.Webhook, notify.Address{To: n.URL, Secret: notify.NewSecret()}) == nil {
		return rule.Refuse(rule.Invalid, "P-138", "密钥应以 whsec_ 开头，其后为 24 至 64 字节的 Base64").At("secret")
	}
	return rule.Refuse(rule.Invalid, "P-139", "地址应为所选渠道的 https 网址，与群机器人页面上给出的一致").At("url")
}

// PauseEndpoint has an endpoint told nothing for a while, or again. What waits for it waits on, as long as it would be tried.
// 依据 P-138.
func (d *Desk) PauseEndpoint(ctx context.Context, who access.Who, district org.DistrictID, id string, paused bool) error {
	if _, err := d.administers(ctx, who, district); err != nil {
		return err
	}
	return d.pauseEndpoint(ctx, who.Actor, district, EndpointPaused{Endpoint: id, Paused: paused})
}

// EndpointGone pauses an endpoint whose receiver has said that it takes nothing any more; the worker says so. 依据 P-136.
func (d *Desk) EndpointGone(ctx context.Context, district org.DistrictID, id string) error {
	err := d.pauseEndpoint(ctx, casework.Clockwork, district, EndpointPaused{Endpoint: id, Paused: true, Gone: true})
	if rule.Is(err, rule.Unknown) {
		return nil // somebody has just removed it
	}
	return err
}

func (d *Desk) pauseEndpoint(ctx context.Context, by org.Actor, district org.DistrictID, e EndpointPaused) error {
	return d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		row, ok, err := tx.Endpoint(ctx, e.Endpoint)
		if err != nil {
			return err
		}
		if !ok {
			return noEndpoint()
		}
		changed, err := tx.PauseEndpoint(e.Endpoint, e.Paused)
		if err != nil || !changed {
			return err
		}
		if !e.Paused {
			if err := tx.Open(row.Address(), org.Micros(d.Now()), true); err != nil {
				return err
			}
		}
		return d.recordTelling(tx, by, e)
	})
}

// RemoveEndpoint destroys an endpoint and its address, and what still waits for it. 依据 P-138.
func (d *Desk) RemoveEndpoint(ctx context.Context, who access.Who, district org.DistrictID, id string) error {
	if _, err := d.administers(ctx, who, district); err != nil {
		return err
	}
	return d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		row, ok, err := tx.Endpoint(ctx, id)
		if err != nil {
			return err
		}
		if !ok {
			return noEndpoint()
		}
		waiting, err := tx.Abandon(row.Address())
		if err != nil {
			return err
		}
		if err := tx.DropEndpoint(id); err != nil {
			return err
		}
		return d.recordTelling(tx, who.Actor, EndpointRemoved{id, waiting})
	})
}

// TryEndpoint sends a trial message to an endpoint at once, paused or not, and says how it went: nil where it was taken.
// 依据 P-138.
func (d *Desk) TryEndpoint(ctx context.Context, who access.Who, district org.DistrictID, id string) (*notify.Failure, error) {
	if _, err := d.administers(ctx, who, district); err != nil {
		return nil, err
	}
	row, ok, err := d.store.In(district).Endpoint(ctx, id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, noEndpoint()
	}
	err = d.Send(ctx, district, store.Delivery{
		ID: "trial/" + uuid.Must(uuid.NewV7()).String(), Address: row.Address(), Topic: topicTrial, Body: "{}", At: org.Micros(d.Now()),
	})
	if err == nil {
		return nil, nil
	}
	return notify.Failed(err), nil
}

func noEndpoint() error { return rule.Refuse(rule.Unknown, "P-138", "没有这个接收端").At("id") }

// recordTelling adds an event to the stream of endpoints.
func (d *Desk) recordTelling(tx *store.Tx, by org.Actor, event any) error {
	_, err := appendTo(tx, EndpointStream, by, org.Micros(d.Now()), event)
	return err
}
