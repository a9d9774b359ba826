package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"huying/internal/audit"
)

type verifyCommand struct {
	Export     string `help:"Export to check, as huying export wrote it; - reads standard input." xor:"what" required:""`
	URL        string `help:"Log to check, such as http://127.0.0.1:8080/log/370102 or an auditor's prefix." xor:"what" required:""`
	Checkpoint string `help:"Signed checkpoint of this log that was kept apart." type:"existingfile" placeholder:"FILE"`
	Key        string `help:"The log's public key, known from elsewhere (text of vkey)."`
	JSON       bool   `help:"Print the whole report as JSON."`
}

// Run checks, prints what it found and what even a clean check does not prove, and fails with exit
// code 3 if anything is wrong.
func (c *verifyCommand) Run(ctx context.Context) error {
	report, err := c.report(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		err = printJSON(report)
	} else {
		printReport(report)
	}
	if err == nil && !report.OK() {
		return errFound
	}
	return err
}

func (c *verifyCommand) report(ctx context.Context) (audit.Report, error) {
	options := audit.Options{Key: strings.TrimSpace(c.Key)}
	if c.Checkpoint != "" {
		kept, err := os.ReadFile(c.Checkpoint)
		if err != nil {
			return audit.Report{}, err
		}
		options.Checkpoint = kept
	}
	if c.URL != "" {
		return audit.VerifyURL(ctx, &http.Client{Timeout: time.Minute}, c.URL, options)
	}
	in := os.Stdin
	if c.Export != "-" {
		file, err := os.Open(c.Export)
		if err != nil {
			return audit.Report{}, err
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	return audit.Verify(watched(in), options)
}

func printReport(r audit.Report) {
	fmt.Printf("%s: %d entries, signed at %d\n", r.Origin, r.Entries, r.Checkpoint.Size)
	fmt.Printf("%d streams, %d cases; contents: %d checked, %d withheld, %d erased; %d documents\n",
		r.Streams, r.Cases, r.Disclosed, r.Withheld, r.Erased, r.Documents)
	for _, f := range r.Findings {
		fmt.Println("✗", f)
	}
	if r.More > 0 {
		fmt.Printf("✗ and %d more\n", r.More)
	}
	if r.OK() {
		fmt.Println("✓ nothing was found wrong 核验无误")
	}
	fmt.Println("Not proven by this 未证明事项:")
	for _, l := range r.NotProven {
		fmt.Printf("  %s\n  %s\n", l.Zh, l.En)
	}
}

func printJSON(v any) error {
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(v)
}
