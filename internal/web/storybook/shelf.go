package storybook

import "huying/internal/web/face"

type shelf struct {
	name  string
	pages []page
}

type page struct {
	name   string
	states []string
}

// shelves sorts the stories: the ground, the parts, and the pages.
func shelves(stories []face.Story) []shelf {
	all := []shelf{{name: "ground"}, {name: "parts"}, {name: "pages"}}
	for _, story := range stories {
		on := &all[2]
		for i := range all[:2] {
			if all[i].name == story.Page {
				on = &all[i]
			}
		}
		if n := len(on.pages); n == 0 || on.pages[n-1].name != story.Page {
			on.pages = append(on.pages, page{name: story.Page})
		}
		last := &on.pages[len(on.pages)-1]
		last.states = append(last.states, story.State)
	}
	return all
}
