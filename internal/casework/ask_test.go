package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

func TestAsk(t *testing.T) {
	ask := Ask{Partner: liantong, Text: "线缆是谁家的？"}
	asked := given(arrived, did(market, "07-25 15:40", ask))
	question := Asked{ID: "q1", Task: "t3", Partner: liantong, Text: ledger.Text("线缆是谁家的？"), Reply: until("1wd", "07-26 17:30")}
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}))
	ownAsk := Asked{ID: "q1", Partner: liantong, Text: ledger.Text("线缆是谁家的？"), Reply: until("1wd", "07-26 17:30")}
	reply := Reply{Question: "q1", Text: "是我司的"}
	told := Replied{"q1", ledger.Text("是我司的"), nil}
	tell(t, []row{
		{"在办单位询问企业", arrived, market, "07-25 15:40", ask, then(question)},
		{"接单之后即可询问", given(dispatched, acceptedAll), market, "07-25 09:40", ask, then(question)},
		{"自行牵头的镇街也可询问", own, operator, "07-25 09:40", ask, then(ownAsk)},
		{"未牵头的镇街不询问", arrived, operator, "07-25 15:40", ask, no(rule.NotYours, "P-59", "")},
		{"不能询问部门", arrived, market, "07-25 15:40", Ask{Partner: jiaojing, Text: "x"}, no(rule.Invalid, "P-17", "partner")},
		{"询问须写明企业", arrived, market, "07-25 15:40", Ask{Text: "x"}, no(rule.Incomplete, "P-59", "partner")},
		{"询问须有问题", arrived, market, "07-25 15:40", Ask{Partner: liantong}, no(rule.Incomplete, "P-59", "text")},
		{"反馈之后不再询问", given(arrived, did(market, "07-25 15:40", Answer{Text: "x"})), market, "07-25 15:50", ask, no(rule.WrongState, "P-59", "")},
		{"企业答复", asked, carrier, "07-25 16:00", reply, then(told)},
		{"提问单位代录答复", asked, market, "07-25 16:00", reply, then(told)},
		{"镇街的询问，镇街代录", given(own, did(operator, "07-25 09:40", ask)), operator, "07-25 09:42", reply, then(told)},
		{"别的单位不能代录", asked, enforcer, "07-25 16:00", reply, no(rule.NotYours, "P-59", "question")},
		{"没有被询问的企业不能答复", arrived, carrier, "07-25 16:00", reply, no(rule.NotYours, "P-59", "")},
		{"答复须有内容", asked, carrier, "07-25 16:00", Reply{Question: "q1"}, no(rule.Incomplete, "P-59", "text")},
		{"没有这个询问", asked, carrier, "07-25 16:00", Reply{Question: "q2", Text: "x"}, no(rule.Invalid, "P-59", "question")},
		{"不答复两次", given(asked, did(carrier, "07-25 16:00", reply)), market, "07-25 16:10", reply, no(rule.Spent, "P-59", "question")},
		{"逾期答复照收，先记逾期", asked, carrier, "07-26 17:31", reply, then(ReplyMissed{RefOverdue{"q1", on("07-26 17:30").UnixMicro()}}, told)},
		{"询问不妨碍反馈", asked, market, "07-25 16:00", Answer{Text: "证照齐全"}, then(Answered{"t3", ledger.Text("证照齐全"), nil})},
		{"提问单位解除，不再等答复", given(asked, did(desk, "07-25 15:50", Release{Task: "t3", Reason: "不涉"})), Clockwork, "07-26 17:31", Lapse{}, then()},
		{"企业只能答复，不能办案", asked, carrier, "07-25 16:00", Annotate{"x"}, no(rule.WrongRole, "P-72", "")},
		{"阶段反馈不影响时限", arrived, market, "07-25 16:00", Progress{Text: "已抽检"}, then(Progressed{"t3", ledger.Text("已抽检"), nil})},
		{"阶段反馈须有内容", arrived, market, "07-25 16:00", Progress{}, no(rule.Incomplete, "P-100", "text")},
		{"未接单没有进展可报", dispatched, market, "07-25 09:40", Progress{Text: "x"}, no(rule.WrongState, "P-100", "")},
	})
}
