package casework

import (
	"math"
	"strconv"
	"strings"

	"huying/internal/rule"
)

// position refuses what is not "lon,lat" in degrees.
func position(s string) *rule.Refusal {
	if _, ok := point(s); s != "" && !ok {
		return rule.Refuse(rule.Invalid, "P-87", "位置应为“经度,纬度”").At("position")
	}
	return nil
}

// point reads a position, in radians.
func point(s string) (p struct{ lon, lat float64 }, ok bool) {
	lon, lat, ok := strings.Cut(s, ",")
	x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	plain := strings.Trim(s, "0123456789.-, ") == "" // no 1e2, 0x1p3 or Inf, which ParseFloat reads too
	if !ok || !plain || errX != nil || errY != nil || !(x >= -180 && x <= 180) || !(y >= -90 && y <= 90) {
		return p, false
	}
	p.lon, p.lat = x*math.Pi/180, y*math.Pi/180
	return p, true
}

// apart is how many metres lie between two positions, one at least; 0 where either is not known.
func apart(a, b string) int64 {
	p, known := point(a)
	q, also := point(b)
	if !known || !also {
		return 0
	}
	const earth = 6_371_008.8 // mean radius, in metres
	half := func(x float64) float64 { return math.Pow(math.Sin(x/2), 2) }
	h := half(q.lat-p.lat) + math.Cos(p.lat)*math.Cos(q.lat)*half(q.lon-p.lon)
	return max(1, int64(math.Round(2*earth*math.Asin(math.Sqrt(min(1, h))))))
}
