package api

import (
	"context"
	"time"

	"huying/internal/access"
)

// AuditPass (审计令牌) opens the entries of a district's log.
type AuditPass struct {
	Prefix  string    `json:"prefix" doc:"put it before what a log tool asks for; it needs no header" example:"/audit/hya_370102.…/log/370102/"`
	Token   string    `json:"token" doc:"the same as a bearer token for /log/{district}/tile/entries/…"`
	Expires time.Time `json:"expires"`
}

type auditInput struct {
	InDistrict
	Keyed
	Raw
}

// issueAuditToken gives out an auditor's token, on the record. It is shown once, so a repeated key
// gives another. 依据 P-06, P-84.
func (s *server) issueAuditToken(ctx context.Context, who access.Who, in *auditInput) (*body[AuditPass], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	if err := decode(sent, &struct{}{}); err != nil {
		return nil, err
	}
	token, err := s.desk.IssueAuditToken(ctx, who, district)
	if err != nil {
		return nil, err
	}
	return answer(AuditPass{"/audit/" + token.Plain + "/log/" + in.District + "/", token.Plain, at(token.Expires)}), nil
}
