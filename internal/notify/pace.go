package notify

import (
	"crypto/sha256"
	"sync"
	"time"
)

// A rate is how many messages a receiver takes in a time.
type rate struct {
	most int
	in   time.Duration
}

// pace holds what is sent to one receiver within the rates that its maker states, so that a group is not shut for ten
// minutes because of one message too many. It knows only this process; what others send, the receiver's answer tells.
type pace struct {
	rates []rate // the longest last

	mu   sync.Mutex
	sent map[[sha256.Size]byte][]time.Time // the latest attempts of each receiver, under mu
}

func newPace(rates ...rate) *pace {
	return &pace{rates: rates, sent: map[[sha256.Size]byte][]time.Time{}}
}

// take notes an attempt, or says how long to wait with it.
func (p *pace) take(to string, now time.Time) error {
	key := sha256.Sum256([]byte(to))
	longest := p.rates[len(p.rates)-1]
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(now.Add(-longest.in))
	sent := p.sent[key]
	for _, r := range p.rates {
		if len(sent) < r.most {
			continue
		}
		if wait := sent[len(sent)-r.most].Add(r.in).Sub(now); wait > 0 {
			return &Failure{Reason: TooMany, After: wait}
		}
	}
	sent = append(sent, now)
	p.sent[key] = sent[max(0, len(sent)-longest.most):]
	return nil
}

// forget drops receivers that nothing was sent to of late, once there are many.
func (p *pace) forget(before time.Time) {
	if len(p.sent) < 1000 {
		return
	}
	for key, sent := range p.sent {
		if sent[len(sent)-1].Before(before) {
			delete(p.sent, key)
		}
	}
}
