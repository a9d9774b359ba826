package casework

// Undisclosed is the case as somebody sees it to whom some marks are not disclosed: of these ratings, and of these tasks'
// latest ones, nothing tells that a mark was low, nor what came of that. 依据 P-64.
func (c Case) Undisclosed(ratings map[string]bool, tasks map[TaskID]bool) Case {
	kept := make([]Rating, len(c.Ratings))
	for i, r := range c.Ratings {
		if ratings[r.ID] {
			r = Rating{ID: r.ID, Task: r.Task, Round: r.Round, At: r.At, AppealBy: r.AppealBy}
		}
		kept[i] = r
	}
	c.Ratings = kept
	for id := range tasks {
		c = c.withTask(id, func(t Task) Task {
			t.Low, t.Rectify, t.Follow = false, Clock{}, Clock{}
			return t
		})
	}
	return c
}
