package face

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// Text must be readable for everybody, in light and in dark: WCAG 2.2 AA asks for 4.5 to 1.
func TestContrast(t *testing.T) {
	for theme, css := range map[string]string{"light": sheet("tokens.css"), "dark": sheet("dark.css")} {
		colour := colours(css)
		for _, pair := range []string{
			"ink paper", "ink sheet", "ink paper-2", "ink-2 paper", "ink-2 sheet", "ink-2 paper-2", "ink-3 paper", "ink-3 sheet",
			"blue paper", "blue sheet", "blue blue-tint", "blue-2 blue-tint", "on-blue blue", "on-blue blue-2", "ink blue-tint", "ink-2 blue-tint",
			"amber paper", "amber sheet", "amber amber-tint", "amber blue-tint", "red paper", "red sheet", "red red-tint", "red blue-tint", "on-red red", "ink red-tint", "ink amber-tint",
		} {
			text, ground, _ := strings.Cut(pair, " ")
			if ratio := contrast(colour[text], colour[ground]); ratio < 4.5 {
				t.Errorf("%s: %s on %s has %.2f to 1", theme, text, ground, ratio)
			}
		}
		// What shows where a field ends, or that a clock is soon due, needs 3 to 1.
		for _, pair := range []string{"edge sheet", "edge paper", "blue sheet", "red sheet", "red red-tint"} {
			sign, ground, _ := strings.Cut(pair, " ")
			if ratio := contrast(colour[sign], colour[ground]); ratio < 3 {
				t.Errorf("%s: %s beside %s has %.2f to 1", theme, sign, ground, ratio)
			}
		}
	}
}

func colours(css string) map[string][3]float64 {
	all := map[string][3]float64{}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{3,6})\b`).FindAllStringSubmatch(css, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
		}
		var r, g, b int
		fmt.Sscanf(hex, "%02x%02x%02x", &r, &g, &b)
		all[m[1]] = [3]float64{float64(r) / 255, float64(g) / 255, float64(b) / 255}
	}
	return all
}

func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c [3]float64) float64 {
	for i, v := range c {
		if v <= .04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	return .2126*c[0] + .7152*c[1] + .0722*c[2]
}
