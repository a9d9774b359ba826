package desk

import (
	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
)

// seen is a case as access and the lists know it.
func seen(c casework.Case, units *org.Directory) access.Case { return access.CaseOf(c, units) }

// mayTouch: a case that a person may not see does not exist for that person; one that may be seen
// but not touched says so. 依据 P-81.
func mayTouch(who access.Who, c casework.Case, units *org.Directory) error {
	s := seen(c, units)
	err := access.Permit(who, access.CaseDo, s)
	if err == nil { // who may touch a case may see it, but for a partner that answers (P-59); the policies are tested for that
		return nil
	}
	if access.Permit(who, access.CaseSee, s) != nil {
		return access.NoSuchCase()
	}
	return err
}

// mayOpen: who may open a case in this township. 依据 P-20.
func mayOpen(who access.Who, first casework.Event, district org.DistrictID, units *org.Directory) error {
	reported, ok := first.(casework.Reported)
	if !ok {
		return access.NoSuchCase()
	}
	c := casework.Case{District: district, Township: reported.Township, Grid: reported.Grid}
	if who.Actor.Role == org.GridMember || who.Actor.Role == org.Station {
		c.Reporter = who.Actor.Account
	}
	return access.Permit(who, access.CaseCreate, seen(c, units))
}
