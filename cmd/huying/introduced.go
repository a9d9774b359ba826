package main

// introduced are the log-ins shown at the start of the demonstration, in the order of a call: one can
// be played with them from both sides. All log-ins are in demo-accounts.json.
var introduced = []struct{ login, what string }{
	{"lixia-yaojia-grid24-1", "网格员 grid member, Yaojia subdistrict"},
	{"lixia-yaojia-op", "镇街经办 township operator, Yaojia"},
	{"lixia-yaojia-leader", "镇街分管领导 township leader, Yaojia"},
	{"lixia-zhihui-dispatcher", "派遣员 dispatcher of the centre"},
	{"lixia-zhihui-chief", "值班长 centre lead"},
	{"lixia-zhifa-op", "综合行政执法局 department operator"},
	{"lixia-shengtai-op", "生态环境分局 branch operator"},
	{"lixia-shenji-auditor", "审计员 auditor"},
}
