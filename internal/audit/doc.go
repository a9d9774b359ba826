// Package audit holds a district's record to its word: it reads everything and writes nothing.
//
// An export is one text file in which every line is canonical JSON in one spelling:
//
//	{"contents":"disclosed","district":370102,"format":"huying-export/v1","origin":…,"size":300,"vkey":…}
//	{"entry":0,"hash":…,"leaf":{…}}                      the leaf, exactly as it was hashed
//	{"content":"sha256:…","kind":"text","plain":…,"salt":…}   what the leaf committed to, right below it
//	{"content":"sha256:…","withheld":"person"}           … or that it is not shown to this reader
//	{"content":"sha256:…","gone":true}                   … or that it has been erased
//	{"document":"sha256:…","text":…}                     an official text that the leaf names
//	{"checkpoint":"origin\n300\nroot\n\n— origin signature\n"}
//
// Verify needs nothing but that file, and believes nothing in it. It checks the spelling of each
// line, the hash of each leaf, the tree and its signature, every commitment; that versions have no
// gap and time never runs back in a stream (P-04); and it replays every case and holds each
// transition to the declared table for its actor (P-81), each actor to a post, each call to the list.
// A line cannot be edited, dropped, doubled or moved without a finding that names it. It also says
// what it does not prove.
//
// VerifyURL does the same with a log as it is served: key, checkpoint, tiles, and the entries where
// an auditor's token opens them.
package audit
