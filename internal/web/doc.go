// Package web is Huying's pages: rendered on the server, useful without script, live with it.
//
// A handler reads what a person typed into a command, calls the desk once, and answers with a
// page, or after a write with 303 to one. There is no rule, no SQL and no transaction here.
// routes.go is the menu of the site. Each page has a folder of its own with its view (exactly
// what is shown, typed), its templates, its few lines of style and its stories; face is what all
// share. /storybook shows every page in every state.
package web
