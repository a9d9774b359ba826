package access

import (
	"slices"

	"huying/internal/org"
	"huying/internal/rule"
)

var threeAdministrators = []org.Role{org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin}

// Separate refuses to let one account hold a role beside those it holds: the three administrators are
// three people, none of whom handles cases or audits them; and nobody is the system. 依据 P-85.
func Separate(held []org.Role, role org.Role) error {
	if role == org.System {
		return rule.Refuse(rule.Forbidden, "P-85", "系统自动不是任何人的岗位").At("role")
	}
	one := slices.Contains(threeAdministrators, role)
	for _, h := range held {
		other := slices.Contains(threeAdministrators, h)
		switch {
		case one && other && h != role:
			return rule.Refuse(rule.Forbidden, "P-85", "系统、安全、审计管理员互不兼任").At("role")
		case one != other:
			return rule.Refuse(rule.Forbidden, "P-85", "三员不得兼任其他岗位").At("role")
		}
	}
	return nil
}
