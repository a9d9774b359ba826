package face

// Kept (已收附件) is one file that came with an attempt that was refused: it need not be sent again.
type Kept struct {
	Name   string
	Hidden []Field // what else its command says of it
	Tick   Field   // ticked off, the file is left out
}
