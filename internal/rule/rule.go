// Package rule is the one way in which Huying says no.
//
// A refusal is a rule speaking: it carries a code (what sort of no), the clause of
// docs/clauses.md it rests on, and the sentence shown to the person, as written. Everything
// else that goes wrong is a fault and travels as an ordinary wrapped error.
package rule

import (
	"errors"
	"fmt"
	"net/http"
)

// Code names a sort of refusal. It is stable on the wire: clients may switch on it.
type Code string

// The sorts of refusal. Each has one HTTP status, in the table below, and nowhere else.
const (
	Unauthenticated Code = "unauthenticated"   // 未登录: no valid token or session
	Forbidden       Code = "forbidden"         // 无权: this post may not see or do this at all
	NotYours        Code = "not_yours"         // 非本单位事项: the post's unit has no part in this
	WrongState      Code = "wrong_state"       // 状态不符: not possible in the present status
	WrongRole       Code = "wrong_role"        // 岗位不符: another role of the unit must do this
	Incomplete      Code = "incomplete"        // 要素不全: something required is missing
	Invalid         Code = "invalid"           // 内容有误: something given cannot be
	Unknown         Code = "unknown"           // 查无此项: the thing named does not exist (or may not be seen)
	Conflict        Code = "conflict"          // 办理冲突: somebody else changed it meanwhile
	KeyReused       Code = "key_reused"        // 幂等键重用: same key, another body
	Spent           Code = "spent"             // 机会已用: allowed once, and done already
	TooLarge        Code = "too_large"         // 内容过大
	TooMany         Code = "too_many"          // 过于频繁: rate limit
	Unsupported     Code = "unsupported_media" // 不支持的内容类型
	Unavailable     Code = "unavailable"       // 暂不可用: try again later
)

var statuses = map[Code]int{
	Unauthenticated: http.StatusUnauthorized,
	Forbidden:       http.StatusForbidden,
	NotYours:        http.StatusForbidden,
	WrongRole:       http.StatusForbidden,
	WrongState:      http.StatusConflict,
	Spent:           http.StatusConflict,
	Conflict:        http.StatusConflict,
	Incomplete:      http.StatusUnprocessableEntity,
	Invalid:         http.StatusUnprocessableEntity,
	KeyReused:       http.StatusUnprocessableEntity,
	Unknown:         http.StatusNotFound,
	TooLarge:        http.StatusRequestEntityTooLarge,
	TooMany:         http.StatusTooManyRequests,
	Unsupported:     http.StatusUnsupportedMediaType,
	Unavailable:     http.StatusServiceUnavailable,
}

// Status is the HTTP status under which a refusal of this code is answered.
func (c Code) Status() int {
	if s, ok := statuses[c]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// Codes lists every code with its status, for the documentation of the interface.
func Codes() map[Code]int {
	all := make(map[Code]int, len(statuses))
	for c, s := range statuses {
		all[c] = s
	}
	return all
}

// Refusal (不予办理) is a rule saying no. It is an error, but never a fault.
type Refusal struct {
	Code   Code
	Clause string // clause of docs/clauses.md, such as P-21; empty where no clause speaks
	Reason string // 理由, shown as written
	Field  string // the input field at fault, if one is
}

func (r *Refusal) Error() string {
	if r.Clause == "" {
		return r.Reason
	}
	return fmt.Sprintf("%s（依据 %s）", r.Reason, r.Clause)
}

// Refuse makes a refusal citing its clause.
func Refuse(code Code, clause, reason string) *Refusal {
	return &Refusal{Code: code, Clause: clause, Reason: reason}
}

// At names the input field the refusal is about.
func (r *Refusal) At(field string) *Refusal {
	named := *r
	named.Field = field
	return &named
}

// Inside says that the field lies within another: what was refused of a call that came with a report.
// Errors that are no refusals, or name no field, stay as they are.
func Inside(field string, err error) error {
	if r, ok := As(err); ok && r.Field != "" {
		return r.At(field + "." + r.Field)
	}
	return err
}

// As finds the refusal in err, if a rule spoke.
func As(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}

// Is reports whether err is a refusal of this code.
func Is(err error, code Code) bool {
	r, ok := As(err)
	return ok && r.Code == code
}
