package api

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"huying/internal/casework"
	"huying/internal/rule"
)

// huma keeps its errors and its sentences in variables of the package; they are set once, here.
func init() {
	huma.NewError = func(status int, said string, errs ...error) huma.StatusError {
		return refusedInput(status, said, errs...)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, said string, errs ...error) huma.StatusError {
		return visitOf(ctx.Context()).sign(refusedInput(status, said, errs...))
	}
	huma.DefaultArrayNullable = false
	validation.MsgExpectedInteger = "应为整数"
	validation.MsgExpectedBoolean = "应为 true 或者 false"
	validation.MsgExpectedString = "应为文字"
	validation.MsgExpectedOneOf = "应为 %s 之一"
	validation.MsgExpectedMinimumNumber = "应不小于 %v"
	validation.MsgExpectedMaximumNumber = "应不大于 %v"
	validation.MsgExpectedMinLength = "应不少于 %d 个字符"
	validation.MsgExpectedMaxLength = "不得超过 %d 个字符"
	validation.MsgExpectedMatchPattern = "格式应为 %s"
}

// description is what the interface says of itself before any operation is added.
func description() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Huying 呼应", Version: "1",
				Description: "街呼区应、上下联动：呼叫单、责任清单、单位和公开日志的接口。\n\n" +
					"A township calls, departments answer, and the record cannot be rewritten. Log in with " +
					"`POST /api/v1/tokens` and send the token as `Authorization: Bearer …`. Every write takes an " +
					"`Idempotency-Key`: repeated with the same body it is done once and answered alike. Lists answer " +
					"`{\"items\": […], \"next\": \"…\"}`; hand `next` back as `cursor`. Instants are RFC 3339 in UTC. " +
					"Errors are `application/problem+json` with `code`, `clause`, `reason` and, for input, `field`.",
				License: &huma.License{Name: "Mulan PSL v2", Identifier: "MulanPSL-2.0"},
			},
			Tags: []*huma.Tag{
				{Name: "tokens", Description: "登录 Logging in"},
				{Name: "cases", Description: "呼叫单 Reading cases"},
				{Name: "verbs", Description: "办理 What people do in a case"},
				{Name: "desks", Description: "待办 What waits for whom, and what was ruled"},
				{Name: "telling", Description: "告知 What one is told and how, and what the district goes by"},
				{Name: "duty", Description: "值班、交接班 Rosters, and notes between shifts"},
				{Name: "drafts", Description: "草稿 What is not sent yet"},
				{Name: "outgoing", Description: "接收端、未送达 Who is told over webhooks and robots, and what could not be delivered"},
				{Name: "files", Description: "附件 Files"},
				{Name: "catalogue", Description: "责任清单 The list of who answers for what"},
				{Name: "units", Description: "单位 Units"},
				{Name: "calendar", Description: "历法 Working days and hours, and deadlines counted anew"},
				{Name: "log", Description: "公开日志 The transparency log, for anyone to verify"},
				{Name: "service", Description: "运行 For those who run it"},
			},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", formName),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"token": {Type: "http", Scheme: "bearer", Description: "from POST /api/v1/tokens"},
					"audit": {Type: "http", Scheme: "bearer", Description: "from POST …/audit-tokens"},
				},
			},
		},
		Formats:                      map[string]huma.Format{jsonType: huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}, // also +json
		DefaultFormat:                jsonType,
		RejectUnknownQueryParameters: true,
	}
}

// route is an operation as it is described.
type route struct {
	huma.Operation
	takes map[string]*huma.MediaType // forms of the body, read by the handler itself
}

var commandType = reflect.TypeFor[casework.Command]()

// formName names a form after its type; a command, whose name may be that of an answer too, as what
// is asked for.
func formName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Implements(commandType) {
		name += "Request"
	}
	return name
}

func operation(method, path, id, tag, summary string) route {
	return route{Operation: huma.Operation{Method: method, Path: path, OperationID: id, Tags: []string{tag}, Summary: summary}}
}

func get(path, id, tag, summary string) route {
	return operation(http.MethodGet, path, id, tag, summary)
}

// post describes a write that makes something.
func post(path, id, tag, summary string) route {
	op := operation(http.MethodPost, path, id, tag, summary)
	op.DefaultStatus = http.StatusCreated
	return op
}

// put describes a write that may be repeated as it is.
func put(path, id, tag, summary string) route {
	return operation(http.MethodPut, path, id, tag, summary)
}

func remove(path, id, tag, summary string) route {
	return operation(http.MethodDelete, path, id, tag, summary)
}

// withStatus says with what a success is answered, where it is not the method's own.
func (r route) withStatus(status int) route {
	r.DefaultStatus = status
	return r
}

// answering describes an answer that is not JSON.
func (r route) answering(media, what string) route {
	r.Responses = map[string]*huma.Response{
		"200":     {Description: what, Content: map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString}}}},
		"default": refusalResponse(),
	}
	return r
}

// taking describes the JSON object that an operation takes.
func (r route) taking(schema *huma.Schema) route {
	r.takes = map[string]*huma.MediaType{jsonType: {Schema: schema}}
	return r
}

// refusalResponse describes the one form in which everything is refused.
func refusalResponse() *huma.Response {
	return &huma.Response{
		Description: "不予办理，或者内部错误 Refused, or a fault",
		Content:     map[string]*huma.MediaType{problemType: {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}},
	}
}

// codes lists the codes of refusals for the docs, in the order of their statuses.
func codes() map[rule.Code]int {
	all := rule.Codes()
	all[codeMethod], all[codeFault] = http.StatusMethodNotAllowed, http.StatusInternalServerError
	return all
}
