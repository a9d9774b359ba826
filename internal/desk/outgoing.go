package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/locale"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/telling"
)

// TriedFor is how long something is tried to be delivered: longer than a receiver is away over a weekend. 依据 P-135.
const TriedFor = 3 * 24 * time.Hour

// topicTrial is what an administrator sends to see whether an endpoint is reached.
const topicTrial = "trial"

// ErrPaused says that an endpoint is told nothing for now.
var ErrPaused = errors.New("endpoint is paused")

// Send (投递) makes one attempt at one delivery: finds the address, writes the words, and gives both to the channel. What goes wrong
// is a *notify.Failure, or ErrPaused. 依据 P-135, P-137.
func (d *Desk) Send(ctx context.Context, district org.DistrictID, delivery store.Delivery) error {
	channel := d.channels[notify.Kind(delivery.Channel)]
	if channel == nil {
		return &notify.Failure{Reason: notify.NotSetUp}
	}
	if still, err := d.stillMeant(ctx, district, delivery); err != nil || !still {
		return err
	}
	to, lang, err := d.addressOf(ctx, district, delivery)
	if err != nil {
		return err
	}
	message, err := d.message(ctx, district, delivery, lang)
	if err != nil {
		return err
	}
	return channel.Send(ctx, to, message)
}

// stillMeant reports whether a delivery still has to go out: not where what it asks for was done while it waited for the night's end or
// for a receiver, nor to who has recused or holds no post any more. 依据 P-103, P-125.
func (d *Desk) stillMeant(ctx context.Context, district org.DistrictID, delivery store.Delivery) (bool, error) {
	if delivery.Topic == topicTrial {
		return true, nil
	}
	var letter telling.Letter
	if err := json.Unmarshal([]byte(delivery.Body), &letter); err != nil {
		return false, fmt.Errorf("delivery %s: %w", delivery.ID, err)
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return false, err
	}
	if delivery.Account == "" && !letter.Asks() {
		return true, nil
	}
	c, err := d.caseOf(ctx, district, letter)
	if err != nil {
		return false, err
	}
	at := org.Micros(d.Now())
	held := func(p org.Post) bool { return access.InForce(p, at) }
	reached := delivery.Account == "" || slices.ContainsFunc(stand.units.PostsOf(delivery.Account), held) && !slices.Contains(c.Recused, delivery.Account)
	return reached && telling.Stands(letter, c, stand.units, at), nil
}

// addressOf finds where a delivery goes, and in which language.
func (d *Desk) addressOf(ctx context.Context, district org.DistrictID, delivery store.Delivery) (to notify.Address, l locale.Lang, err error) {
	nowhere := &notify.Failure{Reason: notify.BadAddress, Final: true}
	v := d.store.In(district)
	if delivery.Endpoint != "" {
		e, sealed, ok, err := v.OpenEndpoint(ctx, delivery.Endpoint)
		if err != nil {
			return to, locale.Zh, err
		}
		if !ok {
			return to, locale.Zh, nowhere
		}
		if e.Paused && delivery.Topic != topicTrial {
			return to, locale.Zh, ErrPaused
		}
		var address sealedAddress
		if err := json.Unmarshal(sealed, &address); err != nil {
			return to, locale.Zh, fmt.Errorf("endpoint %s: %w", e.ID, err)
		}
		return notify.Address{To: address.URL, Secret: address.Secret}, locale.Zh, nil
	}
	own, person, err := preferred(ctx, v, delivery.Account)
	if err != nil {
		return to, locale.Zh, err
	}
	l = locale.Zh
	if strings.HasPrefix(own.Choice.Language, "en") {
		l = locale.En
	}
	if person.ID == "" || (person.To != 0 && person.To <= org.Micros(d.Now())) {
		return to, l, nowhere
	}
	to.To = own.Mail
	if notify.Kind(delivery.Channel) == notify.SMS {
		to.To = strings.NewReplacer(" ", "", "-", "").Replace(own.Phone)
	}
	if to.To == "" {
		return to, l, nowhere
	}
	return to, l, nil
}

// message writes what a delivery says, from codes alone: case number, unit, what is asked, until when. 依据 P-137.
func (d *Desk) message(ctx context.Context, district org.DistrictID, delivery store.Delivery, l locale.Lang) (notify.Message, error) {
	m := notify.Message{
		ID: delivery.ID, Topic: "huying." + delivery.Topic, Urgent: delivery.Urgent, At: time.UnixMicro(delivery.At),
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return m, err
	}
	var letter telling.Letter
	if err := json.Unmarshal([]byte(delivery.Body), &letter); err != nil {
		return m, fmt.Errorf("delivery %s: %w", delivery.ID, err)
	}
	if delivery.Topic == topicTrial {
		m.Subject = l.T("letter.signed", stand.district.Name, l.T("endpoint.trial"))
		m.Text = l.T("letter.signed", stand.district.Name, l.T("endpoint.trial.text"))
	} else {
		m.Subject, m.Text = telling.Say(letter, l, telling.Names{
			District: stand.district.Name, Units: stand.units, Ladder: stand.settings.Ladder, Zone: stand.calendar.Zone(), At: org.Micros(d.Now()),
		})
	}
	m.Data = forPrograms(district, delivery.Topic, letter)
	if d.site != "" {
		m.Link = d.site + readOn(district, letter)
	}
	return m, nil
}

// forPrograms is what a letter says, in codes.
func forPrograms(district org.DistrictID, topic string, l telling.Letter) map[string]any {
	data := map[string]any{"district": district, "topic": topic}
	text := func(key, value string) {
		if value != "" {
			data[key] = value
		}
	}
	text("case", string(l.Case))
	text("unit", string(l.Unit))
	text("of", string(l.Of))
	text("clock", string(l.Kind))
	text("task", string(l.Task))
	text("verb", string(l.Verb))
	text("status", string(l.Status))
	text("cause", l.Cause)
	text("rung", l.Rung)
	if l.Due != 0 {
		data["due"] = time.UnixMicro(l.Due).UTC().Format(time.RFC3339)
	}
	if l.Year != 0 {
		data["year"] = l.Year
	}
	return data
}

// readOn is where to read on.
func readOn(district org.DistrictID, l telling.Letter) string {
	base := "/d/" + strconv.FormatInt(int64(district), 10)
	switch {
	case l.Topic == telling.Stuck:
		return base + "/undelivered"
	case l.Case == "":
		return "/"
	case l.Topic == telling.Mustered:
		return base + "/cases/" + string(l.Case) + "/muster"
	}
	return base + "/cases/" + string(l.Case)
}
