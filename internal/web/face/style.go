package face

import "embed"

//go:embed *.css
var sheets embed.FS

// The parts of the ground, in the order in which they are laid: each may lean on those before it.
var parts = []string{
	"base.css", "frame.css", "menu.css", "words.css", "trays.css", "queue.css", "table.css", "paper.css", "form.css", "drop.css",
	"over.css", "state.css", "steps.css", "entries.css", "live.css", "print.css",
}

// Style is the ground every page stands on.
var Style = ground()

func ground() string {
	dark := sheet("dark.css")
	css := sheet("tokens.css") +
		"@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) {\n" + dark + "} }\n" +
		"@media screen { :root[data-theme=dark] {\n" + dark + "} }\n"
	for _, part := range parts {
		css += sheet(part)
	}
	return css
}

func sheet(name string) string {
	css, err := sheets.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(css)
}

// Scripts are the parts of the script that every page may use, by name; see enhance in face.js.
//
//go:embed *.js
var Scripts embed.FS
