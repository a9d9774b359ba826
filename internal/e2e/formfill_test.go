package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"

	"huying/internal/casework"
)

// filler is a script that puts one answer into a form, but for text, which is typed. It says "typed" and where to, or
// "done", or what is wrong.
const filler = `((form, name, values) => {
	form = document.querySelector(form);
	if (!form) return ["no form"];
	const named = n => [...form.querySelectorAll("[name=" + JSON.stringify(n) + "]")];
	let fields = named(name);
	if (fields.length > 1) fields = fields.filter(f => f.type !== "hidden");
	if (fields.length === 0) return ["no field " + name];
	for (const f of fields) for (let d = f; d !== form; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true;
	const changed = f => { f.dispatchEvent(new Event("input", {bubbles: true})); f.dispatchEvent(new Event("change", {bubbles: true})) };
	const f = fields[0], kind = f.tagName === "SELECT" ? "select" : f.tagName === "TEXTAREA" ? "text" : f.type;
	switch (kind) {
	case "hidden":
		return values.includes(f.value) ? ["done"] : [name + " is " + f.value];
	case "checkbox":
		for (const box of fields) if (box.checked !== values.includes(box.value)) box.click();
		return fields.filter(b => b.checked).length === values.length ? ["done"] : ["not all of " + values + " can be ticked at " + name];
	case "radio":
		const radio = fields.find(r => r.value === values[0]);
		if (!radio) return [values[0] + " is no choice at " + name];
		radio.click();
		return ["done"];
	case "select":
		f.value = values[0];
		changed(f);
		return f.value === values[0] ? ["done"] : [values[0] + " is no choice at " + name];
	case "datetime-local":
		f.value = values[0].length === 10 ? values[0] + "T23:59" : values[0].slice(0, 16);
		changed(f);
		return f.value ? ["done"] : [name + " takes no " + values[0]];
	case "date":
		f.value = values[0].slice(0, 10);
		changed(f);
		return f.value ? ["done"] : [name + " takes no " + values[0]];
	}
	f.value = "";
	return ["typed", "[name=" + JSON.stringify(name) + "]"];
})(%s, %s, %s)`

// put puts one answer into a form.
func (w *window) put(form string, a answer) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(filler, quoted(form), quoted(a.name), quoted(a.values))))
	switch {
	case err != nil:
		w.fail(err)
	case said[0] == "typed":
		w.enter(form+" "+said[1], a.values[0])
	case said[0] != "done":
		w.fail(fmt.Errorf("%s: %s", form, said[0]))
	}
}

func quoted(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// perform does a verb on the page at hand by its form, which may be one of several for the items the verb can name. filled,
// where given, looks at the form before it is sent.
func (w *window) perform(cmd casework.Command, c casework.Case, filled func(form string)) {
	w.t.Helper()
	all := answers(w.t, cmd)
	form := "do-" + string(cmd.Verb())
	candidates := []string{form}
	for i, a := range all {
		switch a.name {
		case "task":
			task, _ := c.Task(a.values[0])
			all[i].values = []string{string(task.ID)}
			candidates = append(candidates, form+"-"+string(task.ID))
		case "question", "transfer", "step", "request", "supervision", "rating":
			candidates = append(candidates, form+"-"+a.values[0], form+"-"+string(c.No)+"-"+a.values[0])
		case "reason":
			if cmd.Verb() == casework.VerbDispatch {
				candidates = []string{"do-change"}
			}
		}
	}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(`(ids => {
		const id = ids.find(id => document.getElementById(id));
		if (!id) return "";
		for (let d = document.getElementById(id); d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true;
		return id;
	})(%s)`, quoted(candidates))))
	cancel()
	if err != nil || found == "" {
		w.fail(fmt.Errorf("no form for %s on the page: %s, %w", strings.Join(candidates, ", "), w.forms(), err))
	}
	for _, a := range w.rows("#"+found, all) {
		if !strings.HasSuffix(found, "-"+a.first()) { // what the form is about it says itself
			w.put("#"+found+" form", a)
		}
	}
	if filled != nil {
		filled("#" + found)
	}
	w.press("#" + found + " form button[type=submit]")
}

// rows finds each row of a roll, in which a unit is ticked: whatever place it has there is its number.
func (w *window) rows(form string, all []answer) []answer {
	w.t.Helper()
	place := map[string]string{} // attendance.0 → attendance.7
	for _, a := range all {
		row, ok := strings.CutSuffix(a.name, ".unit")
		if !ok || !strings.Contains(row, ".") {
			continue
		}
		list := row[:strings.LastIndex(row, ".")]
		ctx, cancel := context.WithTimeout(w.ctx, patience)
		name, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(`((form, list, unit) => {
			const box = [...document.querySelectorAll(form + " input[type=checkbox]")].find(b => b.name.startsWith(list + ".") && b.value === unit);
			return box ? box.name : "";
		})(%s, %s, %s)`, quoted(form), quoted(list), quoted(a.values[0]))))
		cancel()
		if err != nil {
			w.fail(err)
		}
		if name != "" {
			place[row] = strings.TrimSuffix(name, ".unit")
		}
	}
	moved := make([]answer, len(all))
	for i, a := range all {
		for from, to := range place {
			if rest, ok := strings.CutPrefix(a.name, from+"."); ok {
				a.name = to + "." + rest
				break
			}
		}
		moved[i] = a
	}
	return moved
}

// forms lists the forms on the page, to be said where one is missing.
func (w *window) forms() string {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	ids, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("[id^=do-]")].map(e => e.id).join(" ")`))
	if err != nil {
		return err.Error()
	}
	return "there are " + ids
}
