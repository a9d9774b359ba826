package locale

import "testing"

// What a page says in Chinese is known again; what people write is not.
func TestPhrases(t *testing.T) {
	for zh, en := range map[string]string{
		"待核查": "To verify", "1个工作小时": "1 working hour", "7月25日 11:05": "25 Jul 11:05", "请填写经办人": En.Refusal("请填写经办人"),
		"3 个单位，2 个已报到": En.T("case.came", "3", "2"), "某路 88 号": "某路 88 号", "不予派单 · 请补充照片": "Decline · 请补充照片", "姚家街道": "姚家街道", "plain": "plain",
		"本页 0 件，已查到 2019年5月2日，更早的尚未查看": En.T("cases.looked", "0", "2 May 2019"), "7月27日–28日 周末；下班时间": "27–28 Jul " + En.T("reckon.weekend") + "; " + En.T("reckon.shut"),
		"7月26日 16:20–17:30": "26 Jul 16:20–17:30", "请先登录": En.Refusal("请先登录"),
	} {
		if said := En.Phrase(zh); said != en {
			t.Errorf("%s: %q, want %q", zh, said, en)
		}
		if said := Zh.Phrase(zh); said != zh {
			t.Errorf("%s became %s in Chinese", zh, said)
		}
	}
	if said := En.Phrase("待接单", "unit.stage."); said != En.T("unit.stage.accept") {
		t.Errorf("the subject does not decide: %s", said)
	}
}
