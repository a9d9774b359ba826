package casework

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/catalogue"
	"huying/internal/org"
)

// A small district for the tests of this package: 历下, with the units of the story of the fumes.
const (
	yaojia   org.UnitID = "370102011"          // 姚家街道
	jiefang  org.UnitID = "370102001"          // 解放路街道
	wangge   org.UnitID = "370102011004001"    // a grid in it
	zhihui   org.UnitID = "zhihui"             // 区指挥中心
	zhifa    org.UnitID = "zonghe-zhifa"       // 综合执法局
	dui      org.UnitID = "zhifa-dui"          // its squad
	shengtai org.UnitID = "shengtai"           // 生态环境分局
	shichang org.UnitID = "shichang"           // 市场监管局
	shenpi   org.UnitID = "xingzheng-shenpi"   // 行政审批局
	jiaojing org.UnitID = "jiaojing"           // 交警大队, a branch
	suo      org.UnitID = "370102011-shichang" // 姚家市场监管所, an agency
	zhongdui org.UnitID = "370102011-zhifa"    // 姚家综合执法中队, another
	liantong org.UnitID = "liantong"           // 联通, a partner
	zhujian  org.UnitID = "zhujian"            // 住建局: its leader signs off answers
	cengjing org.UnitID = "cengjing"           // a department that has been closed
)

func testUnits() []org.Unit {
	unit := func(id org.UnitID, kind org.Kind, name string, parent org.UnitID) org.Unit {
		return org.Unit{ID: id, Kind: kind, Name: name, Parent: parent}
	}
	gone := unit(cengjing, org.KindDepartment, "原工商局", "")
	gone.To = on("03-31 17:30").UnixMicro()
	signing := unit(zhujian, org.KindDepartment, "住建局", "")
	signing.Signs = true
	return []org.Unit{
		unit(zhihui, org.KindCentre, "区指挥中心", ""), unit(yaojia, org.KindTownship, "姚家街道", ""),
		unit(jiefang, org.KindTownship, "解放路街道", ""), unit("370102011004", org.KindCommunity, "姚家社区", yaojia),
		unit(wangge, org.KindGrid, "姚家社区第 1 网格", "370102011004"), unit(zhifa, org.KindDepartment, "综合执法局", ""),
		unit(dui, org.KindSection, "执法一中队", zhifa), unit(shengtai, org.KindBranch, "生态环境分局", ""),
		unit(shichang, org.KindDepartment, "市场监管局", ""), unit(shenpi, org.KindDepartment, "行政审批局", ""),
		unit(jiaojing, org.KindBranch, "交警大队", ""), unit(suo, org.KindAgency, "姚家市场监管所", yaojia),
		unit(zhongdui, org.KindAgency, "姚家综合执法中队", yaojia),
		unit(liantong, org.KindPartner, "联通公司", ""), unit("bianban", org.KindOffice, "区委编办", ""),
		unit("zhengfu", org.KindGovernment, "区委区政府", ""), unit("kaohe", org.KindOffice, "区委考核办", ""), signing, gone,
	}
}

// The people, each in one post.
var (
	wangYi   = seat("wang-yi", wangge, org.GridMember)
	stationR = seat("zhan", "370102011004", org.Station)
	operator = seat("yaojia-op", yaojia, org.TownshipOperator)
	head     = seat("yaojia-head", yaojia, org.TownshipLeader)
	stranger = seat("jiefang-op", jiefang, org.TownshipOperator)
	desk     = seat("paiqian", zhihui, org.Dispatcher)
	duty     = seat("zhiban", zhihui, org.CentreLead)
	enforcer = seat("zhifa-op", zhifa, org.DepartmentOperator)
	squad    = seat("dui-op", dui, org.DepartmentOperator)
	monitor  = seat("shengtai-op", shengtai, org.DepartmentOperator)
	market   = seat("shichang-op", shichang, org.DepartmentLeader)
	permits  = seat("shenpi-op", shenpi, org.DepartmentOperator)
	traffic  = seat("jiaojing-op", jiaojing, org.DepartmentOperator)
	office   = seat("suo-op", suo, org.AgencyOperator)
	sergeant = seat("zhongdui-op", zhongdui, org.AgencyOperator)
	bureau   = seat("bianban", "bianban", org.StaffingOffice)
	inspects = seat("shenji", zhihui, org.Auditor)
	second   = seat("zhifa-op2", zhifa, org.DepartmentOperator) // AB角
	signs    = seat("zhifa-head", zhifa, org.DepartmentLeader)
	carrier  = seat("liantong-op", liantong, org.PartnerOperator)
	mayor    = seat("zhengfu", "zhengfu", org.GovernmentApprover)
	assessor = seat("kaohe", "kaohe", org.AssessmentOffice)
	builder  = seat("zhujian-op", zhujian, org.DepartmentOperator)
	signer   = seat("zhujian-head", zhujian, org.DepartmentLeader)
	people   = []org.Actor{
		wangYi, stationR, operator, head, stranger, desk, duty, enforcer, squad, monitor, market, permits, traffic, office, bureau, inspects,
		sergeant, second, signs, carrier, mayor, assessor, builder, signer,
	}
)

func seat(account org.AccountID, unit org.UnitID, role org.Role) org.Actor {
	return org.Actor{Account: account, Post: org.PostID(account) + "-1", Unit: unit, Role: role}
}

var units = func() *org.Directory {
	var posts []org.Post
	for _, p := range people {
		posts = append(posts, org.Post{ID: p.Post, Account: p.Account, Unit: p.Unit, Role: p.Role})
	}
	posts = append(posts, org.Post{ID: "left-1", Account: "left", Unit: zhifa, Role: org.DepartmentOperator, To: on("07-01 00:00").UnixMicro()})
	posts = append(posts, org.Post{ID: "left-2", Account: "left", Unit: shichang, Role: org.DepartmentLeader, To: on("07-01 00:00").UnixMicro()})
	posts = append(posts, org.Post{ID: "coming-1", Account: "coming", Unit: shengtai, Role: org.DepartmentOperator, From: on("09-01 00:00").UnixMicro()})
	return org.NewDirectory(370102, testUnits(), posts)
}()

// The matters: 35 major, 47 township-led, 56 the fumes, 70 by statute, 71 urgent, 80 with a name that
// means no unit here; and one service.
var list = catalogue.NewBook(catalogue.Edition{
	ID: "lixia-2019-trial", From: on("06-01 00:00").UnixMicro(),
	Matters: []catalogue.Matter{
		{Number: 35, LeadName: "执法", Situations: []catalogue.Situation{{Code: "35-2", Lead: "执法", Assists: []string{"交警", "联通"}, Class: catalogue.Major}}},
		{Number: 47, LeadName: "镇街", TownshipLed: true, Assists: []catalogue.Party{{Name: "生态"}, {Name: "市场"}}},
		{Number: 56, LeadName: "执法", Assists: []catalogue.Party{{Name: "生态"}, {Name: "市场"}}},
		{Number: 70, LeadName: "审批", Situations: []catalogue.Situation{{Code: "70-1", Class: catalogue.Daily, Limits: catalogue.Limits{Finish: limit("statute")}}}},
		{Number: 71, LeadName: "交警", Situations: []catalogue.Situation{{Code: "71-1", Class: catalogue.Urgent}}},
		{Number: 80, LeadName: "主管部门"},
	},
	Services: []catalogue.Service{{Code: "S01", Name: "现场办照", Unit: shenpi}},
	Defaults: map[catalogue.Class]catalogue.Limits{
		catalogue.Daily:  {Accept: limit("30min"), Arrive: limit("2wh"), Finish: limit("5wd")},
		catalogue.Major:  {Accept: limit("15min"), Arrive: limit("1h"), Finish: limit("3wd")},
		catalogue.Urgent: {Accept: limit("5min"), Arrive: limit("30min"), Finish: limit("24h")},
	},
	Duties: map[string]catalogue.Duty{
		"镇街": {Township: true}, "执法": {Units: []org.UnitID{zhifa}}, "生态": {Units: []org.UnitID{shengtai}},
		"市场": {Units: []org.UnitID{shichang}}, "审批": {Units: []org.UnitID{shenpi}}, "交警": {Units: []org.UnitID{jiaojing}},
		"联通": {Units: []org.UnitID{liantong}},
	},
})

func limit(s string) calendar.Limit { return calendar.MustLimit(s) }

// on is an instant in Jinan, of 2019 where no year is said: "07-25 09:13".
func on(s string) time.Time {
	if len(s) == len("07-25 09:13") {
		s = "2019-" + s
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Shipped().Zone())
	if err != nil {
		panic(err)
	}
	return at
}

func givenTo(by org.Actor, at time.Time) Given {
	return Given{
		By: by, At: at.UTC(), District: 370102, ID: "7c0e", No: "2019072500001", Units: units, List: list,
		Calendar: calendar.Shipped(), Settings: DefaultSettings(),
	}
}

func givenWhere(d deed, where []func(*Given)) Given {
	g := givenTo(d.by, on(d.at))
	for _, decided := range where {
		decided(&g)
	}
	return g
}

// A deed is a step of a story: somebody does something at some time.
type deed struct {
	by  org.Actor
	at  string
	cmd Command
}

// given is a story so far: deeds, one after the other.
func given(parts ...[]deed) (story []deed) {
	for _, p := range parts {
		story = append(story, p...)
	}
	return story
}

func did(by org.Actor, at string, cmd Command) []deed { return []deed{{by, at, cmd}} }

// play acts a story out, every record held to what holds for all of them; where the district has decided otherwise, so.
func play(t tester, story []deed, where ...func(*Given)) (Case, []Recorded) {
	t.Helper()
	var c Case
	var record []Recorded
	for _, d := range story {
		var more []Recorded
		var err error
		c, more, err = enact(t, c, d.cmd, givenWhere(d, where))
		if err != nil {
			t.Fatalf("%s %s by %s: %v", d.at, d.cmd.Verb(), d.by.Account, err)
		}
		record = append(record, more...)
	}
	return c, record
}

// noAssists is a dispatch's way to say that the lead comes alone.
var noAssists = []org.UnitID{}
