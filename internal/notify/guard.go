package notify

import (
	"net/netip"
)

// never are networks that no message goes to, whatever the operator allows: this machine's neighbours on the wire, and
// the addresses at which clouds tell a machine its secrets.
var never = prefixes(
	"0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32", "168.63.129.16/32",
	"::/128", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128",
)

// inside are networks that are reached from here but not from everywhere. Who sets up an endpoint is not who runs this
// machine, and must not look into its surroundings through it.
var inside = prefixes(
	"10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"::1/128", "fc00::/7", "100::/64", "2001:db8::/32",
)

// wrapping are networks of IPv6 whose addresses hold one of IPv4, and at which byte it begins.
var wrapping = map[netip.Prefix]int{
	netip.MustParsePrefix("64:ff9b::/96"):   12,
	netip.MustParsePrefix("64:ff9b:1::/48"): 12,
	netip.MustParsePrefix("2002::/16"):      2,
	netip.MustParsePrefix("::/96"):          12,
}

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

// open reports whether a message may go to an IP address.
func open(ip netip.Addr, private bool) bool {
	ip = ip.Unmap().WithZone("")
	if within(ip, never) || (!private && within(ip, inside)) {
		return false
	}
	if ip.Is4() || ip == netip.IPv6Loopback() {
		return true
	}
	for prefix, at := range wrapping {
		if prefix.Contains(ip) {
			b := ip.As16()
			return open(netip.AddrFrom4([4]byte(b[at:at+4])), private)
		}
	}
	return true
}

func within(ip netip.Addr, nets []netip.Prefix) bool {
	for _, n := range nets {
		if n.Contains(ip) {
			return true
		}
	}
	return false
}
