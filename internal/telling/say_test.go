package telling

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/org"
)

var lixia = Names{
	District: "历下区", Zone: calendar.Shipped().Zone(), Ladder: casework.DefaultLadder(), At: micros("2019-07-25 09:00"),
	Units: org.NewDirectory(370102, []org.Unit{
		{ID: "zonghe-zhifa", Name: "历下区综合行政执法局", Kind: org.KindDepartment}, {ID: "yaojia", Name: "姚家街道", Kind: org.KindTownship},
	}, nil),
}

func micros(text string) int64 {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Shipped().Zone())
	if err != nil {
		panic(err)
	}
	return at.UnixMicro()
}

func TestLettersAsTheyAreRead(t *testing.T) {
	due := micros("2019-07-25 09:43")
	accept := Letter{Topic: Waits, Case: "2019072500001", Unit: "zonghe-zhifa", Kind: casework.ClockAccept, Verb: casework.VerbAccept, Due: due}
	as := func(change func(*Letter)) Letter {
		l := accept
		change(&l)
		return l
	}
	for _, row := range []struct {
		name   string
		l      Letter
		zh, en string
	}{
		{"待接单", accept, "【历下区】呼叫单 2019072500001：请在 7月25日 09:43 前接单（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: please accept by 25 Jul 09:43 (历下区综合行政执法局)"},
		{"时限未知", as(func(l *Letter) { l.Due = 0 }), "【历下区】呼叫单 2019072500001：请接单（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: please accept (历下区综合行政执法局)"},
		{"已过时限才说", as(func(l *Letter) { l.Topic, l.Due = Urged, micros("2019-07-25 09:00") }),
			"【历下区】呼叫单 2019072500001：催办，请尽快接单（应于 7月25日 09:00 前）（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: urged, please accept now (due 25 Jul 09:00) (历下区综合行政执法局)"},
		{"预警", as(func(l *Letter) { l.Topic = Yellow }), "【历下区】呼叫单 2019072500001：时限将到，请在 7月25日 09:43 前接单（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: time is short, please accept by 25 Jul 09:43 (历下区综合行政执法局)"},
		{"逾期", as(func(l *Letter) { l.Topic = Missed }), "【历下区】呼叫单 2019072500001：逾期未接单（应于 7月25日 09:43 前），请尽快办理（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: late to accept (due 25 Jul 09:43), please act now (历下区综合行政执法局)"},
		{"对方逾期", as(func(l *Letter) { l.Topic, l.Unit, l.Of = Late, "yaojia", l.Unit }), "【历下区】呼叫单 2019072500001：历下区综合行政执法局逾期未接单（应于 7月25日 09:43 前）",
			"[历下区] Case 2019072500001: 历下区综合行政执法局 is late to accept (due 25 Jul 09:43)"},
		{"集结响应", as(func(l *Letter) { l.Topic, l.Kind, l.Muster = Mustered, casework.ClockHeed, micros("2019-07-25 10:30") }),
			"【历下区】呼叫单 2019072500001：集结，请在 7月25日 09:43 前接单响应、7月25日 10:30 前到场，地点见系统（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: muster, please accept by 25 Jul 09:43 and come by 25 Jul 10:30; the place is in the system (历下区综合行政执法局)"},
		{"提级", as(func(l *Letter) {
			l.Topic, l.Kind, l.Rung, l.Level, l.Cause, l.Count = Escalated, casework.ClockExplain, "deputy", 2, "reworked", 3
		}), "【历下区】呼叫单 2019072500001：历下区综合行政执法局返工 3 次，已提级至区县分管负责同志，请在 7月25日 09:43 前督促答复",
			"[历下区] Case 2019072500001: 历下区综合行政执法局: sent to rework 3 times; escalated to the deputy district leader; please see to an answer by 25 Jul 09:43"},
		{"次年", as(func(l *Letter) { l.Due = micros("2020-01-03 00:00") }), "【历下区】呼叫单 2019072500001：请在 2020年1月2日 24:00 前接单（历下区综合行政执法局）",
			"[历下区] Case 2019072500001: please accept by 2 Jan 2020 24:00 (历下区综合行政执法局)"},
		{"办理结果", Letter{Topic: Outcome, Case: "2019072500001", Status: casework.CaseClosed}, "【历下区】呼叫单 2019072500001：您上报的事项已办结销号",
			"[历下区] Case 2019072500001: what you reported is done and closed"},
		{"历法缺年", Letter{Topic: NoCalendar, Year: 2027}, "【历下区】2027 年历法尚未公布，部分时限无法计算，请导入历法",
			"[历下区] The calendar of 2027 is not published yet and some deadlines are unknown; please import it"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if _, zh := Say(row.l, locale.Zh, lixia); zh != row.zh {
				t.Errorf("%s\nwant %s", zh, row.zh)
			}
			if _, en := Say(row.l, locale.En, lixia); en != row.en {
				t.Errorf("%s\nwant %s", en, row.en)
			}
		})
	}
}

// Every letter there can be has words in both languages, with no blank left and no key shown; and in Chinese most fit into one
// text message.
func TestEveryLetterHasWords(t *testing.T) {
	verbs := map[casework.ClockKind][]casework.Verb{
		casework.ClockFinish: {casework.VerbClose, casework.VerbJoin, casework.VerbConsolidate},
		casework.ClockDone:   {casework.VerbAnswer, casework.VerbSign, casework.VerbConsolidate},
		casework.ClockRuling: {casework.VerbRule, casework.VerbDesignate},
	}
	long, all := 0, 0
	say := func(l Letter) {
		t.Helper()
		for _, lang := range []locale.Lang{locale.Zh, locale.En} {
			subject, text := Say(l, lang, lixia)
			if strings.ContainsAny(subject+text, "{}") || strings.Contains(subject+text, "letter.") || strings.Contains(subject+text, "escalated.") || strings.Contains(text, "status.") {
				t.Errorf("%+v is told in %s as %q, %q", l, lang, subject, text)
			}
			if lang == locale.Zh {
				if all++; utf8.RuneCountInString(text) > 70 {
					long++
					t.Logf("%d characters: %s", utf8.RuneCountInString(text), text)
				}
			}
		}
	}
	for _, topic := range Topics {
		for _, kind := range casework.ClockKinds {
			for _, verb := range append(verbs[kind], "") {
				for _, due := range []int64{0, lixia.At, micros("2019-07-26 09:00")} {
					say(Letter{Topic: topic, Case: "2019072500001", Unit: "zonghe-zhifa", Of: "yaojia", Kind: kind, Verb: verb, Due: due, Year: 2027, Status: casework.CaseClosed, Level: 1, Cause: casework.CauseMuster, Count: 1})
				}
			}
		}
	}
	for _, status := range casework.Statuses {
		say(Letter{Topic: Outcome, Case: "2019072500001", Status: status})
	}
	for _, cause := range []string{"silent", "reworked", "transferred", casework.CauseMuster} {
		for count := range 3 {
			say(Letter{Topic: Escalated, Case: "2019072500001", Unit: "zonghe-zhifa", Cause: cause, Count: count, Level: 3})
		}
	}
	if long*10 > all {
		t.Errorf("%d of %d letters are longer than one text message", long, all)
	}
}
