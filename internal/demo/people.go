package demo

import (
	"fmt"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/org"
)

// Password opens every account of the demonstration. It is no secret, and so a store with real
// people must never be loaded with these accounts.
const Password = "huying-demo"

// Account (演示账号) is one log-in with its posts, in the form demo-accounts.json has.
type Account struct {
	Login    string `json:"login"`
	Password string `json:"password"`
	Posts    []Seat `json:"posts"`

	ID    org.AccountID `json:"-"`
	Name  string        `json:"-"` // invented, and looks it
	Phone string        `json:"-"`
}

// Seat is a post of an account, with its district: post ids are unique over all of them.
type Seat struct {
	ID       org.PostID     `json:"id"`
	District org.DistrictID `json:"district"`
	Unit     org.UnitID     `json:"unit"`
	Role     org.Role       `json:"role"`
}

// Post is the seat as its district's directory has it.
func (s Seat) Post(account org.AccountID) org.Post {
	return org.Post{ID: s.ID, Account: account, Unit: s.Unit, Role: s.Role, From: founded}
}

// separate holds an account's posts to each other, as whoever grants posts must. 依据 P-85.
func (a Account) separate() error {
	var held []org.Role
	for _, seat := range a.Posts {
		if err := access.Separate(held, seat.Role); err != nil {
			return fmt.Errorf("account %s: %w", a.Login, err)
		}
		held = append(held, seat.Role)
	}
	return nil
}

// seating says which posts a unit of a kind has: the end of the log-in, and the role.
type seating struct {
	end  string
	role org.Role
}

var seatings = map[org.Kind][]seating{
	org.KindTownship:   {{"op", org.TownshipOperator}, {"leader", org.TownshipLeader}},
	org.KindDepartment: {{"op", org.DepartmentOperator}, {"leader", org.DepartmentLeader}},
	org.KindBranch:     {{"op", org.DepartmentOperator}, {"leader", org.DepartmentLeader}},
	org.KindSection:    {{"op", org.DepartmentOperator}},
	org.KindAgency:     {{"op", org.AgencyOperator}},
	org.KindPartner:    {{"op", org.PartnerOperator}},
	org.KindCommunity:  {{"station", org.Station}},
	org.KindGrid:       {{"grid", org.GridMember}},
}

var offices = map[org.UnitID][]seating{
	"zhengfu": {{"approver", org.GovernmentApprover}},
	"zhihui":  {{"dispatcher", org.Dispatcher}, {"dispatcher2", org.Dispatcher}, {"chief", org.CentreLead}},
	"bianban": {{"op", org.StaffingOffice}},
	"zuzhi":   {{"op", org.OrganisationDept}},
	"kaohe":   {{"op", org.AssessmentOffice}},
	"jiwei":   {{"op", org.Discipline}},
	"shenji":  {{"auditor", org.Auditor}},
	"dashuju": {{"sysadmin", org.SystemAdmin}, {"secadmin", org.SecurityAdmin}, {"auditadmin", org.AuditAdmin}},
	"sifa":    {{"op", org.DepartmentOperator}, {"leader", org.DepartmentLeader}, {"justice", org.JusticeBureau}},

	"shi-bianban":       {{"editor", org.CityListEditor}},
	"shiwei-shizhengfu": {{"approver", org.CityApprover}},
	"shi-ducha":         {{"supervisor", org.CitySupervisor}},
	"shi-shenji":        {{"auditor", org.Auditor}},
	"shi-dashuju":       {{"sysadmin", org.SystemAdmin}, {"secadmin", org.SecurityAdmin}, {"auditadmin", org.AuditAdmin}},
}

// seconds are the departments with a second officer (AB角), who takes over when the first is away, or recuses.
var seconds = []org.UnitID{
	"zonghe-zhifa", "chengguan", "shichang", "xingzheng-shenpi", "gongxin", "shengtai", "jiaojing",
}

// seatsOf lists the posts that a unit of a district has.
func seatsOf(p place) []seating {
	if own, ok := offices[p.ID]; ok {
		return own
	}
	if slices.Contains(seconds, p.ID) || (p.Kind == org.KindTownship && storied(p.ID)) {
		return append(slices.Clone(seatings[p.Kind]), seating{"op2", seatings[p.Kind][0].role})
	}
	if p.Kind == org.KindAgency && !storied(p.Parent) {
		return nil
	}
	return seatings[p.Kind]
}

// storied are the townships in which people play also below and beside the township office.
func storied(township org.UnitID) bool {
	return slices.ContainsFunc(communities(), func(c []string) bool { return strings.HasPrefix(c[0], string(township)) })
}

// accounts gives every post of the district a person of its own; the centre lead may sit at a dispatcher's desk too.
func (d division) accounts(places []place) []Account {
	if !d.full && d.id != City {
		return nil
	}
	var all []Account
	for _, p := range places {
		for _, s := range seatsOf(p) {
			login := d.login + "-" + p.login + "-" + s.end
			if p.Kind == org.KindCommunity || p.Kind == org.KindGrid {
				login = d.frontLogin(p)
			}
			seats := []Seat{{org.PostID(login), d.id, p.ID, s.role}}
			if s.role == org.CentreLead {
				seats = append(seats, Seat{org.PostID(login + "-dispatcher"), d.id, p.ID, org.Dispatcher})
			}
			all = append(all, person(d, len(all), login, seats))
		}
	}
	return all
}

// frontLogin names stations and grid members after township and place in it: lixia-yaojia-station3, lixia-yaojia-grid3-1.
func (d division) frontLogin(p place) string {
	id := string(p.ID)
	i := slices.IndexFunc(townships(), func(t []string) bool { return t[0] == id[:9] })
	number := strings.TrimLeft(id[9:12], "0")
	if p.Kind == org.KindCommunity {
		return fmt.Sprintf("%s-%s-station%s", d.login, townships()[i][2], number)
	}
	return fmt.Sprintf("%s-%s-grid%s-%s", d.login, townships()[i][2], number, strings.TrimLeft(id[12:], "0"))
}

// person invents somebody whom nobody will take for real: 测试甲天, 000-10200001.
func person(d division, n int, login string, seats []Seat) Account {
	stems, thousand := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光")
	return Account{
		Login: login, Password: Password, Posts: seats, ID: org.AccountID(login),
		Name:  "测试" + string(stems[n%len(stems)]) + string(thousand[n/len(stems)%len(thousand)]),
		Phone: fmt.Sprintf("000-%03d%05d", int64(d.id)%1000, n+1),
	}
}
