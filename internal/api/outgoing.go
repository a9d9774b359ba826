package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/telling"
)

// EndpointLine (接收端) is a webhook or a group's robot that is told; its address and secret are known to nobody but who set it up.
type EndpointLine struct {
	ID      string          `json:"id"`
	Channel telling.Channel `json:"channel" enum:"webhook,wecom,dingtalk,feishu"`
	Name    string          `json:"name"`
	Unit    org.UnitID      `json:"unit,omitempty" doc:"whose squad; none: it is told what any unit is told"`
	Topics  []telling.Topic `json:"topics,omitempty" doc:"none: all"`
	Paused  bool            `json:"paused,omitempty"`
	Created time.Time       `json:"created"`
}

func endpointLine(e desk.Endpoint) EndpointLine {
	return EndpointLine{e.ID, e.Channel, e.Name, e.Unit, e.Topics, e.Paused, at(e.Created)}
}

// EndpointSent is an endpoint to be set up.
type EndpointSent struct {
	Channel telling.Channel `json:"channel" enum:"webhook,wecom,dingtalk,feishu"`
	Name    string          `json:"name" doc:"at most 30 characters"`
	Unit    org.UnitID      `json:"unit,omitempty"`
	Topics  []telling.Topic `json:"topics,omitempty"`
	URL     string          `json:"url" doc:"https; as the robot's page gives it"`
	Secret  string          `json:"secret,omitempty" doc:"of DingTalk's or Feishu's signature; of a webhook whsec_…, made where there is none"`
}

// EndpointMade is an endpoint that was set up, with its secret: this once.
type EndpointMade struct {
	EndpointLine
	Secret string `json:"secret,omitempty" doc:"a webhook's receiver verifies with it; it is never given again"`
}

// PauseSent says whether an endpoint is told nothing for now.
type PauseSent struct {
	Paused bool `json:"paused"`
}

// Trial is how a trial message went.
type Trial struct {
	Arrived bool          `json:"arrived"`
	Reason  notify.Reason `json:"reason,omitempty" doc:"why not"`
	Code    string        `json:"code,omitempty" doc:"the receiver's own"`
}

// UndeliveredLine (未送达) is something that could not be delivered and is tried no more.
type UndeliveredLine struct {
	ID       string          `json:"id"`
	Channel  telling.Channel `json:"channel"`
	Account  org.AccountID   `json:"account,omitempty"`
	Endpoint string          `json:"endpoint,omitempty"`
	Name     string          `json:"name,omitempty"`
	Topic    telling.Topic   `json:"topic"`
	Case     casework.CaseNo `json:"case,omitempty"`
	At       time.Time       `json:"at" doc:"when it was told"`
	Attempts int64           `json:"attempts"`
	Reason   notify.Reason   `json:"reason" doc:"why the last attempt failed"`
	Code     string          `json:"code,omitempty" doc:"the receiver's own"`
}

// ReceiverSent names a receiver: an account or an endpoint.
type ReceiverSent struct {
	Channel  telling.Channel `json:"channel"`
	Account  org.AccountID   `json:"account,omitempty"`
	Endpoint string          `json:"endpoint,omitempty"`
}

// Done counts what was done.
type Done struct {
	Count int `json:"count"`
}

// InEndpoint is what every path under an endpoint says.
type InEndpoint struct {
	InDistrict
	ID string `path:"id" maxLength:"60" doc:"of the endpoint"`
}

// InDelivery is what every path under a delivery says.
type InDelivery struct {
	InDistrict
	ID string `path:"id" maxLength:"300" doc:"of the delivery; its slashes as %2F"`
}

type newEndpointInput struct {
	InDistrict
	Raw
}

type endpointInput struct {
	InEndpoint
	Raw
}

type undeliveredFilter struct {
	InDistrict
	Paged
}

// outgoing is what the system's administrator does about what goes out. 依据 P-138.
func (s *server) outgoing(district string) {
	const tag = "outgoing"
	endpoints, deliveries := district+"/endpoints", district+"/deliveries"
	signedIn(s, get(endpoints, "list-endpoints", tag, "接收端 Endpoints that are told"), s.listEndpoints)
	signedIn(s, post(endpoints, "add-endpoint", tag, "增设接收端 Set an endpoint up").taking(s.form(EndpointSent{})), s.addEndpoint)
	signedIn(s, put(endpoints+"/{id}", "pause-endpoint", tag, "停用、恢复接收端 Pause an endpoint, or go on with it").taking(s.form(PauseSent{})), s.pauseEndpoint)
	signedIn(s, post(endpoints+"/{id}/try", "try-endpoint", tag, "试发 Send a trial message").withStatus(200), s.tryEndpoint)
	signedIn(s, remove(endpoints+"/{id}", "remove-endpoint", tag, "删除接收端 Remove an endpoint"), s.removeEndpoint)
	signedIn(s, get(deliveries, "list-undelivered", tag, "未送达 What could not be delivered"), s.listUndelivered)
	signedIn(s, post(deliveries+"/resend", "resend-to-receiver", tag, "全部重发 Send all to a receiver again").taking(s.form(ReceiverSent{})).withStatus(200), s.resendAll)
	signedIn(s, post(deliveries+"/{id}/resend", "resend-delivery", tag, "重发 Send one again").withStatus(204), s.resend)
	signedIn(s, remove(deliveries+"/{id}", "discard-delivery", tag, "丢弃 Throw one away"), s.discard)
}

func (s *server) listEndpoints(ctx context.Context, who access.Who, in *InDistrict) (*body[list[EndpointLine]], error) {
	district, err := s.district(ctx, who, *in)
	if err != nil {
		return nil, err
	}
	all, err := s.desk.As(who).Endpoints(ctx, district)
	if err != nil {
		return nil, err
	}
	lines := make([]EndpointLine, len(all))
	for i, e := range all {
		lines[i] = endpointLine(e)
	}
	return answerList(lines, ""), nil
}

func (s *server) addEndpoint(ctx context.Context, who access.Who, in *newEndpointInput) (*body[EndpointMade], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	text, err := in.object()
	if err != nil {
		return nil, err
	}
	var sent EndpointSent
	if err := decode(text, &sent); err != nil {
		return nil, err
	}
	e, secret, err := s.desk.AddEndpoint(ctx, who, district, desk.NewEndpoint{
		Channel: sent.Channel, Unit: sent.Unit, Name: sent.Name, Topics: sent.Topics, URL: sent.URL, Secret: sent.Secret,
	})
	if err != nil {
		return nil, err
	}
	return answer(EndpointMade{endpointLine(e), secret}), nil
}

func (s *server) pauseEndpoint(ctx context.Context, who access.Who, in *endpointInput) (*struct{}, error) {
	district, err := s.of(ctx, who, in.InDistrict, in.ID)
	if err != nil {
		return nil, err
	}
	text, err := in.object()
	if err != nil {
		return nil, err
	}
	var sent PauseSent
	if err := decode(text, &sent); err != nil {
		return nil, err
	}
	return nil, s.desk.PauseEndpoint(ctx, who, district, in.ID, sent.Paused)
}

func (s *server) tryEndpoint(ctx context.Context, who access.Who, in *InEndpoint) (*body[Trial], error) {
	district, err := s.of(ctx, who, in.InDistrict, in.ID)
	if err != nil {
		return nil, err
	}
	failed, err := s.desk.TryEndpoint(ctx, who, district, in.ID)
	switch {
	case err != nil:
		return nil, err
	case failed != nil:
		return answer(Trial{Reason: failed.Reason, Code: failed.Code}), nil
	}
	return answer(Trial{Arrived: true}), nil
}

func (s *server) removeEndpoint(ctx context.Context, who access.Who, in *InEndpoint) (*struct{}, error) {
	district, err := s.of(ctx, who, in.InDistrict, in.ID)
	if err != nil {
		return nil, err
	}
	return nil, s.desk.RemoveEndpoint(ctx, who, district, in.ID)
}

func (s *server) listUndelivered(ctx context.Context, who access.Who, in *undeliveredFilter) (*body[list[UndeliveredLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	all, next, err := s.desk.As(who).Undelivered(ctx, district, page)
	if err != nil {
		return nil, err
	}
	lines := make([]UndeliveredLine, len(all))
	for i, u := range all {
		lines[i] = UndeliveredLine{u.ID, u.Channel, u.Account, u.Endpoint, u.Name, u.Topic, u.Case, at(u.At), u.Attempts, u.Reason, u.Code}
	}
	return answerList(lines, next), nil
}

func (s *server) resendAll(ctx context.Context, who access.Who, in *newEndpointInput) (*body[Done], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	text, err := in.object()
	if err != nil {
		return nil, err
	}
	var sent ReceiverSent
	if err := decode(text, &sent); err != nil {
		return nil, err
	}
	n, err := s.desk.ResendAll(ctx, who, district, desk.Receiver(sent))
	if err != nil {
		return nil, err
	}
	return answer(Done{n}), nil
}

func (s *server) resend(ctx context.Context, who access.Who, in *InDelivery) (*struct{}, error) {
	district, err := s.of(ctx, who, in.InDistrict, in.ID)
	if err != nil {
		return nil, err
	}
	return nil, s.desk.Resend(ctx, who, district, in.ID)
}

func (s *server) discard(ctx context.Context, who access.Who, in *InDelivery) (*struct{}, error) {
	district, err := s.of(ctx, who, in.InDistrict, in.ID)
	if err != nil {
		return nil, err
	}
	return nil, s.desk.Discard(ctx, who, district, in.ID)
}

// of reads a district and an id in it.
func (s *server) of(ctx context.Context, who access.Who, in InDistrict, id string) (org.DistrictID, error) {
	district, err := s.district(ctx, who, in)
	if err != nil {
		return 0, err
	}
	return district, legible("id", id)
}
