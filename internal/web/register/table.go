package register

import (
	"context"

	"huying/internal/web/face"
)

// table is what stands around the rows.
func table(ctx context.Context, v View) face.Table {
	shown := face.Table{ID: "cases", Caption: t(ctx, "list.cases"), Close: true, Stack: true, Count: v.Count, First: v.First, Next: v.Next}
	for _, c := range []struct{ key, class string }{
		{"col.matter", "col-matter"}, {"col.no", "col-no"}, {"col.place", "col-place"}, {"col.from", "col-from"}, {"part.lead", "col-lead"},
		{"col.status", "col-status"}, {"col.due", "col-due"},
	} {
		column := face.Column{Label: t(ctx, c.key), Class: c.class}
		if c.key == "col.due" && v.Due.Here {
			column.Sort = face.Ascending
		}
		if c.key == "col.no" && !v.Due.Here {
			column.Sort = face.Descending
		}
		shown.Columns = append(shown.Columns, column)
	}
	return shown
}
