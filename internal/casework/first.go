package casework

import (
	"huying/internal/org"
)

// ToldFirst (先告知谁) is who of a unit is told first that something waits for it: who is on duty, else the officer, else
// the deputy (AB角), else the unit's leader, else whoever works there; never who is recused. Empty where nobody is left.
// 依据 P-102, P-103.
func ToldFirst(c Case, d Duty, onDuty []org.AccountID, units *org.Directory, at int64) org.AccountID {
	return ""
}
