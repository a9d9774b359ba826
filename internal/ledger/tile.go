package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Tile is a full tile of the tree: 256 hashes of one level, which never change again.
type Tile struct {
	Level int
	N     int64
	Data  []byte // 8,192 bytes
}

// Root is the hash of the tile's subtree: entry N of the level above.
func (t Tile) Root() Hash { return subtreeHash(t.Data) }

// ReadTile reads the first width hashes (1 to 256) of tile n at a level. Since a tile only ever
// grows, that answers for every older size of the tree too.
type ReadTile func(level int, n int64, width int) ([]byte, error)

func readTile(read ReadTile, level int, n int64, width int) ([]byte, error) {
	data, err := read(level, n, width)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", TilePath(level, n, width), err)
	}
	if len(data) != width*tlog.HashSize {
		return nil, fmt.Errorf("read %s: %d bytes instead of %d", TilePath(level, n, width), len(data), width*tlog.HashSize)
	}
	return data, nil
}

// PartialWidth is how many hashes the unfinished tile at a level has in a tree of this size: 0 to
// 255, where 0 means that there is no such tile.
func PartialWidth(size int64, level int) int {
	return int(size >> (tileHeight * level) & (tileWidth - 1))
}

// TileWidth is how many hashes (or entries, for level 0) tile n of a level has in a tree of this
// size: 256, fewer for the last one, and 0 where there is no such tile.
func TileWidth(size int64, level int, n int64) int {
	if level > 7 { // a tree of 2^63 leaves has no higher tiles
		return 0
	}
	wide := size >> (tileHeight * level)
	switch {
	case n < wide>>tileHeight:
		return tileWidth
	case n == wide>>tileHeight:
		return int(wide & (tileWidth - 1))
	}
	return 0
}

// TilePath is where a tile of hashes is served, relative to the log: tile/0/273.p/112, or
// tile/0/x001/x234/067 for a full one (width 256).
func TilePath(level int, n int64, width int) string {
	return "tile/" + strconv.Itoa(level) + "/" + tileNumber(n) + tilePart(width)
}

// EntriesPath is where a bundle of entries is served: tile/entries/273.p/112.
func EntriesPath(n int64, width int) string {
	return "tile/entries/" + tileNumber(n) + tilePart(width)
}

// tileNumber writes n in groups of three digits, all but the last marked with an x.
func tileNumber(n int64) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	return path
}

func tilePart(width int) string {
	if width == tileWidth {
		return ""
	}
	return ".p/" + strconv.Itoa(width)
}

const maxTileLevel = 63

// ParseTilePath reads a path that TilePath or EntriesPath can write, and no other: each tile has
// one spelling, so that a cache cannot be filled with a thousand names of one tile.
func ParseTilePath(path string) (level int, n int64, width int, entries, ok bool) {
	rest, ok := strings.CutPrefix(path, "tile/")
	if !ok {
		return 0, 0, 0, false, false
	}
	kind, rest, _ := strings.Cut(rest, "/")
	entries = kind == "entries"
	if !entries {
		if level, ok = parseNumber(kind, maxTileLevel); !ok {
			return 0, 0, 0, false, false
		}
	}
	number, part, partial := strings.Cut(rest, ".p/")
	width = tileWidth
	if partial {
		if width, ok = parseNumber(part, tileWidth-1); !ok || width == 0 {
			return 0, 0, 0, false, false
		}
	}
	if n, ok = parseTileNumber(number); !ok {
		return 0, 0, 0, false, false
	}
	return level, n, width, entries, true
}

// parseNumber reads a decimal number without sign and leading zeros, of at most limit.
func parseNumber(text string, limit int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0 && n <= limit && strconv.Itoa(n) == text
}

func parseTileNumber(text string) (int64, bool) {
	var n int64
	for rest, more := text, true; more; {
		var group string
		group, rest, more = strings.Cut(rest, "/")
		group = strings.TrimPrefix(group, "x")
		g, err := strconv.ParseUint(group, 10, 16)
		if err != nil || g > 999 || n > (1<<63-1000)/1000 {
			return 0, false
		}
		n = n*1000 + int64(g)
	}
	return n, tileNumber(n) == text
}
