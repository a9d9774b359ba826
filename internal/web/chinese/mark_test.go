package chinese

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, row := range []struct{ name, page, want string }{
		{"没有中文", `<p class="a">Late <b>3</b></p>`, `<p class="a">Late <b>3</b></p>`},
		{"独占一格", `<td class="a">历下区</td>`, `<td class="a" lang="zh-CN">历下区</td>`},
		{"带数字和空格", `<b>姚家街道某路 88 号</b>`, `<b lang="zh-CN">姚家街道某路 88 号</b>`},
		{"与元素并列", `<p>历下区 <b>Late</b></p>`, `<p><bdi lang="zh-CN">历下区</bdi> <b>Late</b></p>`},
		{"元素之后", `<p><b>Late</b> 历下区</p>`, `<p><b>Late</b> <bdi lang="zh-CN">历下区</bdi></p>`},
		{"夹在英文里", `<p>There is no such unit: 路灯所, said 历下区 3 科.</p>`,
			`<p><bdi>There is no such unit: <bdi lang="zh-CN">路灯所</bdi>, said <bdi lang="zh-CN">历下区 3 科</bdi>.</bdi></p>`},
		{"引号和实体", `<p>It&#39;s &#34;甲&amp;乙&#34;</p>`, `<p><bdi>It&#39;s &#34;<bdi lang="zh-CN">甲&amp;乙</bdi>&#34;</bdi></p>`},
		{"选项", `<option value="a">历下区</option><option>Lead: 历下区城市管理局</option><option>Any unit of 区</option>`,
			`<option value="a" lang="zh-CN">历下区</option><option lang="zh-CN">Lead: 历下区城市管理局</option><option>Any unit of 区</option>`},
		{"输入框", `<input type="text" value="某路"/><input type="hidden" value="某路"/><input value="Road"/><img alt="井盖" src="/a">`,
			`<input type="text" value="某路" lang="zh-CN"/><input type="hidden" value="某路"/><input value="Road"/><img alt="井盖" src="/a" lang="zh-CN">`},
		{"已经标明", `<button lang="zh-CN">中文 <b>甲</b></button><p>乙</p>`, `<button lang="zh-CN">中文 <b>甲</b></button><p lang="zh-CN">乙</p>`},
		{"整页", `<!DOCTYPE html><html lang="en"><head><title>Case</title></head><body><br>甲</body></html>`,
			`<!DOCTYPE html><html lang="en"><head><title>Case</title></head><body><br><bdi lang="zh-CN">甲</bdi></body></html>`},
		{"脚本和样式", `<script>"甲"</script><style>/* 乙 */</style>`, `<script>"甲"</script><style>/* 乙 */</style>`},
		{"图里", `<svg><title>甲</title><text>乙<tspan>丙</tspan></text></svg>`, `<svg><title lang="zh-CN">甲</title><text>乙<tspan lang="zh-CN">丙</tspan></text></svg>`},
		{"属性里的括号", `<a href="/?q=a>b" title="x > 甲">历下</a>`, `<a href="/?q=a>b" title="x > 甲" lang="zh-CN">历下</a>`},
		{"注释", `<!-- 甲 > 乙 --><p>丙</p>`, `<!-- 甲 > 乙 --><p lang="zh-CN">丙</p>`},
		{"断页", `<p>甲<b`, `<p><bdi lang="zh-CN">甲</bdi><b`},
		{"没有元素", `甲`, `甲`},
		{"空", ``, ``},
	} {
		if got := string(Mark([]byte(row.page))); got != row.want {
			t.Errorf("%s:\n%s\nwant\n%s", row.name, got, row.want)
		}
	}
}

// Whatever the page, nothing but marks is added and nothing is lost.
func FuzzMark(f *testing.F) {
	f.Add(`<p>历下区 <b>Late</b> &amp; "x" <input value="甲"/></p>`)
	f.Add("<a\x00<!--</甲>&;&#x;")
	strip := strings.NewReplacer(`<bdi lang="zh-CN">`, "", "<bdi>", "", "</bdi>", "", mark, "")
	f.Fuzz(func(t *testing.T, page string) {
		if got := strip.Replace(string(Mark([]byte(page)))); got != strip.Replace(page) {
			t.Errorf("%q became %q", page, got)
		}
	})
}

func BenchmarkMark(b *testing.B) {
	page := []byte("<html lang=\"en\"><body>" + strings.Repeat(`<li class="row"><a href="/d/370102/cases/1">餐饮油烟污染治理</a> <span>Late by 3 h, 姚家街道</span></li>`, 500))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Mark(page)
	}
}
