package access

import (
	"github.com/cedar-policy/cedar-go/types"

	"huying/internal/org"
)

// Principal is whoever asks: a person in a post, or the bearer of an auditor's token.
type Principal interface {
	principal() types.Entity
}

// Auditing is the bearer of an auditor's token (审计令牌): nobody by name, one district, one purpose.
type Auditing struct {
	District org.DistrictID
	Expires  int64 // microseconds UTC
}

func (w Who) principal() types.Entity {
	attrs := types.RecordMap{
		"district": types.Long(w.District),
		"account":  account(w.Actor.Account),
		"unit":     unit(w.answers()),
		"grids":    units(w.Grids),
	}
	if w.Township != "" {
		attrs["township"] = unit(w.Township)
	}
	return types.Entity{
		UID:        types.NewEntityUID(typePost, types.String(w.Actor.Post)),
		Parents:    types.NewEntityUIDSet(types.NewEntityUID(typeRole, types.String(w.Actor.Role))),
		Attributes: types.NewRecord(attrs),
	}
}

func (a Auditing) principal() types.Entity {
	return types.Entity{
		UID:        types.NewEntityUID(typeToken, ""),
		Attributes: types.NewRecord(types.RecordMap{"district": types.Long(a.District)}),
	}
}
