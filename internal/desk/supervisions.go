package desk

import (
	"huying/internal/casework"
	"huying/internal/store"
)

// supervisionsOf are a case's supervisions as their list has them. 依据 P-134.
func supervisionsOf(c casework.Case) (rows []store.SupervisionRow) {
	for _, s := range c.Supervisions {
		t, _ := c.Task(string(s.Task))
		row := store.SupervisionRow{
			ID: s.ID, Unit: t.Unit, Township: c.Township, Level: int64(s.Level), Cause: s.Cause, At: s.At, Answered: s.Answered, Open: s.Clock.Waits(),
		}
		if s.Clock.Running() {
			row.Due, row.Yellow = s.Clock.Due.At, s.Clock.Yellow
		}
		rows = append(rows, row)
	}
	return rows
}
