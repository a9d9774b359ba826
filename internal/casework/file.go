package casework

import (
	"encoding/json"
	"strconv"
	"strings"

	"huying/internal/ledger"
	"huying/internal/rule"
)

// File (附件) is a photo or paper that was uploaded before; its bytes are kept by their hash. Name,
// size and hash are content: the record holds only the commitment to them.
type File struct {
	SHA256 string `json:"sha256" doc:"hex SHA-256 of the uploaded bytes"`
	Name   string `json:"name,omitempty" doc:"文件名"`
	Media  string `json:"media,omitempty" doc:"media type, such as image/jpeg"`
	Size   int64  `json:"size,omitempty" doc:"bytes"`
}

// The most files one action may carry.
const maxFiles = 20

func sealFiles(files []File) ([]ledger.Content, error) {
	if len(files) > maxFiles {
		return nil, rule.Refuse(rule.Invalid, "P-87", "一次最多 "+strconv.Itoa(maxFiles)+" 个附件").At("files")
	}
	var sealed []ledger.Content
	for _, f := range files {
		if len(f.SHA256) != 64 || strings.Trim(f.SHA256, "0123456789abcdef") != "" {
			return nil, rule.Refuse(rule.Invalid, "P-87", "附件缺少 SHA-256，请先上传").At("files")
		}
		if len(f.Name) > 255 || len(f.Media) > 100 || f.Size < 0 || strings.ContainsFunc(f.Name+f.Media, unnameable) {
			return nil, rule.Refuse(rule.Invalid, "P-87", "附件名称、类型或者大小有误").At("files")
		}
		b, err := json.Marshal(f)
		if err != nil {
			panic(err) // strings and a number always marshal
		}
		sealed = append(sealed, ledger.File(string(b)))
	}
	return sealed, nil
}
