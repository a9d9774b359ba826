// Package storybook lists every page in every state: empty, one, many, overdue, refused.
package storybook
