package casestory

import (
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/web/casepage"
)

// photos are the pictures of the case, before, during and after, each part in its order, and what else is attached, the
// newest first. Of very many the latest are enough: all stand in the record.
func (c Teller) photos() (albums []casepage.Album, others []casepage.File) {
	parts := map[string][]casepage.File{}
	for i := len(c.View.Records) - 1; i >= 0; i-- {
		album, contents := filesOf(c.View.Records[i].Event)
		for _, content := range contents {
			file := c.file(content)
			switch {
			case file.Thumb == "":
				others = append(others, file)
			case len(parts[album]) < latest:
				parts[album] = append([]casepage.File{file}, parts[album]...)
			}
		}
	}
	for _, name := range []string{casepage.Before, casepage.During, casepage.After} {
		if len(parts[name]) > 0 {
			albums = append(albums, casepage.Album{Name: name, Files: parts[name]})
		}
	}
	return albums, others[:min(len(others), latest)]
}

// filesOf are the files that came with a record, and to which part of the story they belong.
func filesOf(event casework.Event) (album string, files []ledger.Content) {
	switch v := event.(type) {
	case casework.Reported:
		return casepage.Before, v.Files
	case casework.Called:
		return casepage.Before, v.Files
	case casework.Arrived:
		return casepage.During, v.Files
	case casework.Found:
		return casepage.During, v.Files
	case casework.Acted:
		return casepage.During, v.Files
	case casework.Progressed:
		return casepage.During, v.Files
	case casework.Conferred:
		return casepage.During, v.Files
	case casework.Performed:
		return casepage.During, v.Files
	case casework.Transferred:
		return casepage.During, v.Files
	case casework.Asked:
		return casepage.During, v.Files
	case casework.Replied:
		return casepage.During, v.Files
	case casework.Drafted:
		return casepage.During, v.Files
	case casework.Explained:
		return casepage.During, v.Files
	case casework.Attached:
		return casepage.During, v.Files
	case casework.Appealed:
		return casepage.During, v.Files
	case casework.Settled:
		return casepage.After, v.Files
	case casework.Answered:
		return casepage.After, v.Files
	case casework.Consolidated:
		return casepage.After, v.Files
	case casework.Verified:
		return casepage.After, v.Files
	case casework.Rectified:
		return casepage.After, v.Files
	case casework.FollowedUp:
		return casepage.After, v.Files
	}
	return "", nil
}
