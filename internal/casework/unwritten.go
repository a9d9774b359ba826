package casework

import (
	"huying/internal/rule"
)

// TODO: goes when every verb is written.
var unwritten = rule.Refuse(rule.Unavailable, "P-81", "尚未实现")
