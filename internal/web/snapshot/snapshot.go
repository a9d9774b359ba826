// Package snapshot has the pictures that samples hold where a case holds photographs. They are drawn, and show no real place.
package snapshot

import (
	"embed"
	"net/http"
)

//go:embed *.jpg
var files embed.FS

// Folder is where the storybook serves them.
const Folder = "/storybook/photos/"

// The pictures, by their addresses.
const (
	Exhaust  = Folder + "exhaust.jpg"  // a kitchen's exhaust blows smoke at windows
	Purifier = Folder + "purifier.jpg" // a new purifier
	Roof     = Folder + "roof.jpg"     // the exhaust led over the roof
	Cables   = Folder + "cables.jpg"   // cables hang low from a pole
)

// Handler serves them under Folder.
func Handler() http.Handler { return http.StripPrefix(Folder, http.FileServerFS(files)) }
