package casework

import (
	"reflect"
	"strings"
	"testing"

	"huying/internal/org"
	"huying/internal/rule"
)

func TestEveryVerbHasItsCommand(t *testing.T) {
	for _, v := range AllVerbs {
		blank, ok := Commands[v]
		if v == VerbLapse {
			if ok {
				t.Error("nobody may send the clock's own verb")
			}
			continue
		}
		if !ok || blank().Verb() != v {
			t.Errorf("%s: no command, or another's", v)
		}
	}
	if len(Commands) != len(AllVerbs)-1 {
		t.Errorf("%d commands for %d verbs", len(Commands), len(AllVerbs))
	}
}

func TestDecodeCommand(t *testing.T) {
	lead := []org.UnitID{"sanitation"}
	for _, c := range []struct {
		name, body string
		verb       Verb
		want       Command
		refused    string // field of the refusal; "-" for none in particular
	}{
		{"空对象", `{}`, VerbArchive, Archive{}, ""},
		{"前后空白", " {\"how\":\"已清理\"}\n", VerbSettle, Settle{How: "已清理"}, ""},
		{"随报随呼", `{"text":"油烟","call":{"matter":56}}`, VerbReport, Report{Text: "油烟", Call: &Call{Matter: 56}}, ""},
		{"明示不要配合单位", `{"assists":[]}`, VerbDispatch, Dispatch{Assists: &[]org.UnitID{}}, ""},
		{"另定配合单位", `{"assists":["sanitation"],"reason":"就近"}`, VerbDispatch, Dispatch{Assists: &lead, Reason: "就近"}, ""},
		{"空值等于未填", `{"assists":null}`, VerbDispatch, Dispatch{}, ""},
		{"分项评价", `{"task":"t1","aspects":{"speed":"fair"}}`, VerbRate, Rate{Task: "t1", Aspects: map[string]string{"speed": "fair"}}, ""},
		{"未知字段", `{"how":"x","limit":"9d"}`, VerbSettle, nil, "limit"},
		{"内层未知字段", `{"text":"x","call":{"township":"1"}}`, VerbReport, nil, "call.township"},
		{"大小写不同即未知", `{"How":"x"}`, VerbSettle, nil, "How"},
		{"字段重复", `{"how":"x","how":"y"}`, VerbSettle, nil, "how"},
		{"数字当文字", `{"how":7}`, VerbSettle, nil, "how"},
		{"文字当数字", `{"matter":"56"}`, VerbCall, nil, "matter"},
		{"小数", `{"matter":1.5}`, VerbCall, nil, "matter"},
		{"大得装不下", `{"matter":99999999999999999999}`, VerbCall, nil, "matter"},
		{"文字当列表", `{"units":"x"}`, VerbCall, nil, "units"},
		{"列表里混入数字", `{"units":["x",1]}`, VerbCall, nil, "units"},
		{"列表当文字", `{"how":[["x"]]}`, VerbSettle, nil, "how"},
		{"文字当是否", `{"unit":"x","lead":"yes"}`, VerbJoin, nil, "lead"},
		{"附件不是对象", `{"files":["x"]}`, VerbAttach, nil, "files"},
		{"空字符", `{"how":"a\u0000b"}`, VerbSettle, nil, "how"},
		{"半个字符", `{"how":"\ud800"}`, VerbSettle, nil, "how"},
		{"不是 UTF-8", "{\"how\":\"\xff\"}", VerbSettle, nil, "-"},
		{"空的正文", ``, VerbArchive, nil, "-"},
		{"空值", `null`, VerbArchive, nil, "-"},
		{"数组", `[]`, VerbArchive, nil, "-"},
		{"没写完", `{"how":`, VerbSettle, nil, "-"},
		{"两份", `{"how":"x"}{"how":"y"}`, VerbSettle, nil, "-"},
		{"后面还有", `{"how":"x"} x`, VerbSettle, nil, "-"},
		{"层层嵌套", `{"how":` + strings.Repeat("[", 200_000) + `}`, VerbSettle, nil, "how"},
		{"没有这个动作", `{}`, "explode", nil, "-"},
		{"计时不由人发", `{}`, VerbLapse, nil, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := DecodeCommand(c.verb, []byte(c.body))
			if c.refused == "" {
				if err != nil || !reflect.DeepEqual(got, c.want) {
					t.Fatalf("got %#v, %v; want %#v", got, err, c.want)
				}
				return
			}
			r, ok := rule.As(err)
			if !ok || got != nil {
				t.Fatalf("got %#v, %v; want a refusal", got, err)
			}
			if c.refused != "-" && (r.Field != c.refused || !strings.Contains(r.Reason, c.refused)) {
				t.Errorf("refused %q at %q; want it to name %q", r.Reason, r.Field, c.refused)
			}
		})
	}
}
