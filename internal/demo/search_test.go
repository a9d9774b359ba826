package demo

import "testing"

// Searching is what people do while they type: it must find, and rank well.
func TestSearchInTheWholeList(t *testing.T) {
	e, _ := list(t, 370102)
	for words, want := range map[string]int{"油烟": 56, "cyyy": 56, "违停": 58, "违法停车": 58, "tcgl": 58, "人行道": 58, "秸秆": 13, "35-2": 35, "交接箱": 35, "农民工": 64, "噪声": 17} {
		found := e.Search(words)
		if len(found) == 0 || found[0].Matter != want {
			t.Errorf("%s: %v, want %d first", words, found, want)
		}
	}
}

// What nobody would find by the list's own words is found by everyday ones.
func TestSearchByEverydayWords(t *testing.T) {
	e, _ := list(t, 370102)
	for words, want := range map[string][]int{
		"油烟扰民": {56}, "饭店油烟": {56}, "油烟 餐馆": {56}, "噪音": {17}, "垃圾没人收": {14, 59, 63}, "下水道堵了": {34}, "狗咬人": {61},
		"电瓶车充电": {41}, "邻居装修太吵": {17, 30}, "树倒了": {0}, "路灯不亮": {0}, "一二三": nil,
	} {
		found := e.Search(words)
		for i, matter := range want {
			if len(found) <= i || found[i].Matter != matter || !found[i].Near {
				t.Errorf("%s: %v, want %v first", words, found, want)
				break
			}
		}
		if len(want) == 0 && len(found) > 0 {
			t.Errorf("%s: %v", words, found)
		}
	}
}
