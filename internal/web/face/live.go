package face

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Live (实时更新) says how a page renews itself when something changes; see live.js.
type Live struct {
	Href string // the stream that says so: /d/370102/live
	Seen string // where changes stood before the page was read
	Post string // whose page it is: a page made for another post is not put in its place
	Part LivePart
	// Here is where the page is asked for again, where that is not its own address: a desk that has chosen what lies at hand
	// says so, and what came in meanwhile does not take its place.
	Here string
	// Every is how often it looks though nothing has happened, in seconds: clocks say how much time is left. 0 = each minute.
	Every int
}

// LivePart says how much of a page is renewed.
type LivePart string

// The parts.
const (
	LivePage LivePart = "page" // all but the forms that are being filled in
	LiveMenu LivePart = "menu" // the menu with its counts
)

// attributes are what the page says of it; nothing where it does not renew itself.
func (l Live) attributes() templ.Attributes {
	if l.Href == "" {
		return nil
	}
	all := templ.Attributes{"data-live": l.Href, "data-seen": l.Seen, "data-post": l.Post, "data-part": string(l.Part)}
	if l.Here != "" {
		all["data-here"] = l.Here
	}
	if l.Every != 0 {
		all["data-every"] = strconv.Itoa(l.Every)
	}
	return all
}

// mostCounted is the greatest count that is said in full: counting ends soon after.
const mostCounted = 99

func counted(n int) string {
	if n > mostCounted {
		return strconv.Itoa(mostCounted) + "+"
	}
	return strconv.Itoa(n)
}

// id names a row of a list, so that it is known again when the page renews itself; a case may lie in several lists, and in
// one for several reasons. Empty where nothing tells one row from another.
func (c Case) id(list string) string {
	if c.No == "" || list == "" {
		return ""
	}
	if _, what, _ := strings.Cut(c.Href, "#"); what != "" {
		return list + "-" + what
	}
	return list + "-" + c.No
}

// id names a case in a queue, and the share of it that is meant, where its address tells.
func (w Waiting) id() string {
	id := "waiting-" + w.No
	if address, err := url.Parse(w.Href); err == nil && address.Query().Get("task") != "" {
		id += "-" + address.Query().Get("task")
	}
	return id
}

func named(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"id": id}
}
