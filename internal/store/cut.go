package store

// dataOf cuts the payload out of a stored leaf without reading the rest: a case of two hundred records is read two hundred
// times an hour. It gives nothing where the leaf is not an object with such a member, so that it is read, and refused, as a
// whole.
func dataOf(leaf string) (payload string, ok bool) {
	const name = `"data":`
	depth := 0
	for i := 0; i < len(leaf); i++ {
		switch leaf[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			end := quoted(leaf, i)
			if end < 0 {
				return "", false
			}
			if depth == 1 && leaf[0] == '{' && len(leaf)-i > len(name) && leaf[i:i+len(name)] == name {
				return object(leaf[i+len(name):])
			}
			i = end
		}
	}
	return "", false
}

// object is the JSON object with which a text begins.
func object(text string) (whole string, ok bool) {
	if text == "" || text[0] != '{' {
		return "", false
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return text[:i+1], true
			}
		case '"':
			if i = quoted(text, i); i < 0 {
				return "", false
			}
		}
	}
	return "", false
}

// quoted is where the string that begins at a place ends, or -1.
func quoted(text string, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}
