// Package ledger is the record: how an event becomes bytes, how bytes become a tree, and how
// anybody can check later that nothing was changed, dropped or slipped in.
//
// One event (办理记录) is one leaf: the canonical JSON of what happened, in which stream, as
// which version, by which account, post, unit and role, and when. The leaves of a district stand in
// one Merkle tree, in the order in which they were sealed:
//
//	payload ──Encode──▶ data + sealed contents      (encode.go, content.go)
//	Event   ──Leaf────▶ canonical bytes             (event.go, leaf.go, canonical.go)
//	leaf    ──LeafHash, Edge.Append──▶ tiles, root  (edge.go, tile.go)
//	root    ──Sign────▶ checkpoint                  (checkpoint.go, key.go, growth.go)
//	leaf    ──ProveInclusion──▶ receipt             (proof.go, receipt.go)
//
// No personal data and no free text is ever part of a leaf (依据 P-03): what people write is a
// Content (密封内容), kept beside the record under a salt of its own; the leaf holds only the
// salted commitment. So a text can be erased by law and the record still verifies (依据 P-07).
//
// The formats are public ones, so that a stranger's tools can judge us: RFC 8785 for bytes,
// RFC 6962 for the tree, and the C2SP pages tlog-tiles, tlog-checkpoint, signed-note and
// tlog-proof for what is served. The package is pure: no database, network, clock or log.
package ledger
