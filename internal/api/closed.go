package api

import (
	"github.com/danielgtaylor/huma/v2"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// Parameters that are one of a closed list say so in the description, and are held to it.
type (
	caseStatus string
	callClass  string
	unitKind   string
	waitKind   string
)

func oneOf[T ~string](all []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, one := range all {
		s.Enum = append(s.Enum, string(one))
	}
	return s
}

// Schema lists the statuses.
func (caseStatus) Schema(huma.Registry) *huma.Schema { return oneOf(casework.Statuses) }

// Schema lists the classes.
func (callClass) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, o := range casework.Classes {
		s.Enum = append(s.Enum, o.Code)
	}
	return s
}

// Schema lists what an inbox may hold.
func (waitKind) Schema(huma.Registry) *huma.Schema { return oneOf(desk.InboxKinds) }

// Schema lists the kinds of unit.
func (unitKind) Schema(huma.Registry) *huma.Schema {
	return oneOf([]org.Kind{
		org.KindCity, org.KindGovernment, org.KindCentre, org.KindTownship, org.KindCommunity, org.KindGrid,
		org.KindDepartment, org.KindBranch, org.KindAgency, org.KindPartner, org.KindSection, org.KindOffice,
	})
}
