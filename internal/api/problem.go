package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/desk"
	"huying/internal/rule"
	"huying/internal/store"
)

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
)

// Codes that no rule speaks: of the protocol, and of a fault.
const (
	codeMethod rule.Code = "method_not_allowed"
	codeFault  rule.Code = "fault"
)

// titles say what sort of no a code is.
var titles = map[rule.Code]string{
	rule.Unauthenticated: "未登录", rule.Forbidden: "无权", rule.NotYours: "非本单位事项", rule.WrongState: "状态不符",
	rule.WrongRole: "岗位不符", rule.Incomplete: "要素不全", rule.Invalid: "内容有误", rule.Unknown: "查无此项",
	rule.Conflict: "办理冲突", rule.KeyReused: "幂等键重用", rule.Spent: "机会已用", rule.TooLarge: "内容过大",
	rule.TooMany: "过于频繁", rule.Unsupported: "不支持的内容类型", rule.Unavailable: "暂不可用",
	codeMethod: "方法不符", codeFault: "系统内部错误",
}

// Problem (不予办理) is how everything that does not succeed is answered: RFC 9457.
type Problem struct {
	Type     string      `json:"type" doc:"where the code is explained" example:"/docs#wrong_state"`
	Title    string      `json:"title" doc:"what sort of no this is" example:"状态不符"`
	Status   int         `json:"status" doc:"HTTP status" example:"409"`
	Detail   string      `json:"detail" doc:"the reason with its clause, in the language asked for" example:"呼叫单办理中，不能销号（依据 P-60）"`
	Code     rule.Code   `json:"code" doc:"stable; clients may switch on it" example:"wrong_state"`
	Clause   string      `json:"clause,omitempty" doc:"clause of docs/clauses.md" example:"P-60"`
	Reason   string      `json:"reason" doc:"理由, for the person: as the rule wrote it, or in English" example:"呼叫单办理中，不能销号"`
	Field    string      `json:"field,omitempty" doc:"the input at fault" example:"reason"`
	Instance string      `json:"instance,omitempty" doc:"number of the request, as in the log" example:"urn:request:7f3c…"`
	headers  http.Header // to be sent with it
}

// Error is what the problem says.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are sent with the answer.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return problemType }

// refusal answers what a rule said.
func refusal(r *rule.Refusal) *Problem {
	p := &Problem{
		Type: "/docs#" + string(r.Code), Title: titles[r.Code], Status: r.Code.Status(), Detail: r.Error(),
		Code: r.Code, Clause: r.Clause, Reason: r.Reason, Field: r.Field, headers: http.Header{},
	}
	switch r.Code {
	case rule.Unauthenticated:
		p.headers.Set("WWW-Authenticate", `Bearer realm="huying"`)
	case rule.TooMany:
		p.headers.Set("Retry-After", "60")
	case rule.Unavailable:
		p.headers.Set("Retry-After", "1")
	}
	return p
}

// problem is what an error is answered with. A fault is logged here, once.
func (s *server) problem(ctx context.Context, err error) *Problem {
	v := visitOf(ctx)
	p := asProblem(err)
	if p == nil {
		if ctx.Err() == nil { // else nobody waits for the answer any more
			s.log.Error("fault", slog.String("request", v.id), slog.String("route", v.route), slog.Any("error", err))
		}
		p = refusal(rule.Refuse(codeFault, "", "系统内部错误，请记下编号 "+v.id))
	}
	return v.sign(p)
}

// asProblem turns what is foreseen into a problem; nil for a fault.
func asProblem(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	if r, ok := rule.As(err); ok {
		return refusal(r)
	}
	switch {
	case errors.Is(err, desk.ErrCursor):
		return refusal(rule.Refuse(rule.Invalid, "P-87", "游标不是本列表给出的").At("cursor"))
	case errors.Is(err, store.ErrConflict):
		return refusal(rule.Refuse(rule.Conflict, "P-04", "该呼叫单刚由他人办理，请刷新后再试"))
	case errors.Is(err, context.DeadlineExceeded):
		return refusal(rule.Refuse(rule.Unavailable, "", "办理超时，请稍后再试"))
	}
	return nil
}

// write answers with a problem where huma is not at work.
func (s *server) write(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problem(r.Context(), err)
	h := w.Header()
	for name, values := range p.headers {
		h[name] = values
	}
	h.Set("Content-Type", problemType)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_ = json.NewEncoder(w).Encode(p) // a client that has gone is no fault of ours
	}
}

// fault logs what went wrong where the answer is not ours to write.
func (s *server) fault(r *http.Request, err error) { _ = s.problem(r.Context(), err) }

// refusedInput says in our words what huma found wrong with a parameter.
func refusedInput(status int, said string, errs ...error) *Problem {
	if status == 0 {
		return &Problem{} // huma asks what an error looks like
	}
	for _, err := range errs {
		if p := asProblem(err); p != nil {
			return p
		}
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			_, field, _ := strings.Cut(d.Location, ".")
			return refusal(rule.Refuse(rule.Invalid, "P-87", "“"+field+"”"+inChinese(d.Message)).At(field))
		}
	}
	if status < http.StatusInternalServerError {
		return refusal(rule.Refuse(rule.Invalid, "P-87", said))
	}
	return refusal(rule.Refuse(codeFault, "", "系统内部错误"))
}

// inChinese translates the sentences that huma has no variable for.
func inChinese(said string) string {
	switch {
	case said == "unknown query parameter":
		return "不是这里的参数"
	case said == "invalid integer":
		return "应为整数"
	case said == "invalid boolean":
		return "应为 true 或者 false"
	case strings.HasPrefix(said, "required "):
		return "不能为空"
	}
	return said
}
