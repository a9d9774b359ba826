package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huying/internal/calendar"
)

// found is the search's answer in short: situations and services by code, matters by number, in their order.
func found(e Edition, words string) string {
	var all []string
	for _, m := range e.Search(words) {
		switch {
		case m.Service != "":
			all = append(all, m.Service)
		case m.Situation != "":
			all = append(all, m.Situation)
		default:
			all = append(all, fmt.Sprint(m.Matter))
		}
	}
	return strings.Join(all, " ")
}

func TestSearch(t *testing.T) {
	e := edition(t)
	for words, want := range map[string]string{
		"油烟": "56", "cyyy": "56", "youyan": "56", "56": "56", "56-2": "56-2", "火灾": "56-2", "焚烧": "13", "餐饮 治理": "56",
		"jgjs": "13", "净化": "56-1", "生态环境": "13 56 13-1", "餐饮 火灾": "56-2", "": "", "  ": "", "没有的词": "", "Q": "", "\xff": "",
	} {
		if got := found(e, words); got != want && strings.Join(sorted(got), " ") != strings.Join(sorted(want), " ") {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

func sorted(s string) []string {
	all := strings.Fields(s)
	slices.Sort(all)
	return all
}

// spoken is a list with the characters that are read in several ways.
func spoken(t testing.TB) Edition {
	t.Helper()
	daily := func(code, name string) Situation { return Situation{Code: code, Name: name, Class: Daily} }
	e, _ := publish(t)
	e.Services = []Service{{Code: "S01", Name: "证照集中办理", Unit: "zhifa"}}
	document, name, err := Text{Label: "多音字", Domains: []string{"城乡建设"}, Matters: []Matter{
		{Number: 1, Domain: "城乡建设", Name: "银行周边秩序", LeadName: "综合执法局", Problem: "长期占道"},
		{Number: 2, Domain: "城乡建设", Name: "人行道违法停车", LeadName: "综合执法局", Problem: "行道被占", Situations: []Situation{daily("2-1", "重复违停"), daily("2-2", "长时间占用")}},
		{Number: 3, Domain: "城乡建设", Name: "重大危险源（含易燃、易爆）", LeadName: "综合执法局", Problem: "有无证照不全的"},
		{Number: 4, Domain: "城乡建设", Name: "河长制巡查", LeadName: "综合执法局", Problem: "PM2.5超标；河道乱占，银行旁亦然。其余不论"},
		{Number: 5, Domain: "城乡建设", Name: "违法停放共享单车", LeadName: "综合执法局", Problem: "乱停"},
	}}.Document()
	if err != nil {
		t.Fatal(err)
	}
	e.Document, e.HighFrequency = name, nil
	made, err := Assemble(e, document)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestSearchRanksAndReads(t *testing.T) {
	e := spoken(t)
	for _, c := range []struct{ rule, words, want string }{
		{"标题开头先于标题之中", "违法停", "5 2"},
		{"标题先于情形，情形先于问题描述", "长", "4 2-2 1"},
		{"标题先于问题描述", "银行", "1 4"},
		{"首字母", "rxd", "2"},
		{"首字母，从中间起", "wftc", "2"},
		{"行读 hang", "yinhang", "1"}, {"行读 xing", "renxing", "2"}, {"行，两种首字母：h", "yh", "1 3"}, {"行，两种首字母：x", "rx", "2"},
		{"长读 zhang", "hezhang", "4"}, {"长读 chang", "changshijian", "2-2"}, {"长，首字母 z", "hzz", "4"}, {"长，首字母 c", "csj", "2-2"},
		{"重读 zhong", "zhongda", "3"}, {"重读 chong", "chongfu", "2-1"}, {"重，首字母", "cfwt", "2-1"},
		{"声母 zh ch sh", "yhzhb", "1"}, {"全拼与首字母相混", "yinhzb", "1"}, {"汉字与拼音相混", "银hang周b", "1"}, {"末字只打了一半", "yinhangzho", "1"},
		{"隔着标点", "hyryb", "3"}, {"大写", "RXD", "2"},
		{"几个词都要合", "停车 rxd", "2"}, {"一词合事项，一词合情形", "停车 重复", "2-1"}, {"有一词不合，找相近的", "停车 油烟", "2"},
		{"服务", "证照", "S01 3"}, {"服务的拼音", "zzjz", "S01"}, {"服务代码", "s01", "S01"},
		{"序号", "3", "3"}, {"情形码的前几位", "2-", "2-1 2-2"}, {"描述中的字母", "pm2.5", "4"},
		{"单个字母不当拼音", "y", ""}, {"拼音没有的", "qqq", ""}, {"过长的不当拼音", strings.Repeat("yinhang", 20), ""},
	} {
		if got := found(e, c.words); got != c.want {
			t.Errorf("%s: %q: %s, want %s", c.rule, c.words, got, c.want)
		}
	}
}

func TestSearchMarksWhatFits(t *testing.T) {
	e := spoken(t)
	cut := func(text string, spans []Span) string {
		for i := len(spans) - 1; i >= 0; i-- {
			s := spans[i]
			text = text[:s.From] + "[" + text[s.From:s.To] + "]" + text[s.To:]
		}
		return text
	}
	for words, want := range map[string]string{
		"停车": "人行道违法[停车]", "wf tc": "人行道[违法][停车]", "hyryb": "重大危险源（[含易燃、易爆]）", "银hang周b": "[银行周边]秩序", "重复": "人行道违法停车 [重复]违停",
		"pm2.5": "河长制巡查 [PM2.5]超标", "河道 巡查": "河长制[巡查] [河道]乱占，银行旁亦然",
	} {
		m := e.Search(words)[0]
		got := cut(m.Name, m.InName)
		if m.Text != "" {
			got += " " + cut(m.Text, m.InText)
		}
		if m.Said != "" {
			got += " " + cut(m.Said, m.InSaid)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

// many is a list far longer than any.
func many(t testing.TB, n int) Edition {
	t.Helper()
	e, _ := publish(t)
	long := Text{Label: "长清单", Domains: []string{"综合执法"}}
	names := []string{"餐饮油烟污染治理", "人行道违法停车查处", "弱电管线与架空线缆整治", "城镇燃气使用安全管理", "占道经营、店外经营整治", "建筑工地夜间施工噪声扰民"}
	for i := range n {
		long.Matters = append(long.Matters, Matter{
			Number: i + 1, Domain: "综合执法", LeadName: "综合执法局", Name: names[i%len(names)] + fmt.Sprint(i),
			Problem:    strings.Repeat("居民多次反映，夜间仍在继续，影响通行和休息；", 6),
			Situations: []Situation{{Code: fmt.Sprintf("%d-1", i+1), Name: "疑似超标排放（设施正常仍扰民）", Class: Daily, Recognise: "居民多次反映、可见浓烟", Limits: Limits{Finish: calendar.MustLimit("10wd")}}},
		})
	}
	document, name, err := long.Document()
	if err != nil {
		t.Fatal(err)
	}
	e.Document, e.HighFrequency = name, nil
	made, err := Assemble(e, document)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// A keystroke goes through what was made ready once: a word that fits nothing needs no memory for any of two thousand
// matters, spelt or written. How long it takes, BenchmarkSearch tells.
func TestSearchMakesReadyOnce(t *testing.T) {
	few, long := many(t, 81), many(t, 2000)
	for _, words := range []string{"qqqq", "没有的词", "qq ww"} {
		if got := long.Search(words); got != nil { // and makes ready
			t.Fatalf("%q finds %d", words, len(got))
		}
		few.Search(words)
		less, more := testing.AllocsPerRun(20, func() { few.Search(words) }), testing.AllocsPerRun(20, func() { long.Search(words) })
		if more > less+2 || more > 20 {
			t.Errorf("%q: %v pieces of memory for 2,000 matters, %v for 81", words, more, less)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{81, 2000} {
		e := many(b, n)
		for _, words := range []string{"cyyy", "油烟", "qqqq", "yi", "ss yy"} {
			b.Run(fmt.Sprintf("%d/%s", n, words), func(b *testing.B) {
				for b.Loop() {
					e.Search(words)
				}
			})
		}
	}
}

// A name is found while typing by every reading that its characters have.
func TestReadings(t *testing.T) {
	for name, want := range map[string]string{"区县": "ou/qu xian", "A2（厅）": "a 2 ting", "": ""} {
		if got := Readings(name); got != want {
			t.Errorf("%s is read %q, not %q", name, got, want)
		}
	}
}
