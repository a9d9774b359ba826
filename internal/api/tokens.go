package api

import (
	"context"
	"net"
	"time"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
)

// Session (登录) is who acts, in which post, until when.
type Session struct {
	Token    string         `json:"token,omitempty" doc:"shown once; send it as Authorization: Bearer"`
	Post     org.PostID     `json:"post" doc:"岗位"`
	Expires  time.Time      `json:"expires"`
	District org.DistrictID `json:"district" doc:"区县代码"`
	Unit     org.UnitID     `json:"unit" doc:"单位"`
	Role     org.Role       `json:"role" doc:"角色"`
	Name     string         `json:"name,omitempty" doc:"姓名, for the screen"`
}

func session(token string, who access.Who) Session {
	return Session{
		Token: token, Post: who.Actor.Post, Expires: at(who.Expires), District: who.District,
		Unit: who.Actor.Unit, Role: who.Actor.Role, Name: who.Name,
	}
}

// Credentials (登录) is what a person types to log in.
type Credentials struct {
	Login    string     `json:"login" doc:"用户名"`
	Password string     `json:"password" doc:"密码"`
	Post     org.PostID `json:"post,omitempty" doc:"岗位; needed where the account has more than one"`
}

type logInInput struct{ Raw }

// logIn gives a token for one post. Guesses are slowed by address here, and stopped by account at the
// door. 依据 P-82, P-88.
func (s *server) logIn(ctx context.Context, in *logInInput) (*body[Session], error) {
	from, _, _ := net.SplitHostPort(in.r.RemoteAddr)
	if !s.guesses.allow(from) {
		return nil, rule.Refuse(rule.TooMany, "P-88", "登录过于频繁，请稍后再试")
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	var typed Credentials
	if err := decode(sent, &typed); err != nil {
		return nil, err
	}
	switch {
	case typed.Login == "":
		return nil, rule.Refuse(rule.Incomplete, "P-82", "请填写用户名").At("login")
	case typed.Password == "":
		return nil, rule.Refuse(rule.Incomplete, "P-82", "请填写密码").At("password")
	}
	if err := legible("login", typed.Login); err != nil {
		return nil, err
	}
	token, who, err := s.desk.Door.LogIn(ctx, typed.Login, typed.Password, typed.Post)
	if err != nil {
		return nil, err
	}
	return answer(session(token.Plain, who)), nil
}

// whoAmI tells who bears the token.
func (s *server) whoAmI(_ context.Context, who access.Who, _ *struct{}) (*body[Session], error) {
	return answer(session("", who)), nil
}

// logOut ends the token.
func (s *server) logOut(ctx context.Context, _ access.Who, _ *struct{}) (*struct{}, error) {
	return nil, s.desk.Door.LogOut(ctx, visitOf(ctx).bearer)
}
