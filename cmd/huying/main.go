// Command huying is the whole of Huying 呼应 in one binary: the server with its pages and its
// interface, and the tools that check, export and rebuild the record.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the district's time zone, wherever this runs

	"github.com/alecthomas/kong"
)

// The exit codes: 0 done, 1 it failed, 2 it was asked for wrongly, 3 a check found a fault.
const (
	exitFailed = 1
	exitUsage  = 2
	exitFound  = 3
)

// errFound says that a check ran to its end and found a fault.
var errFound = errors.New("faults found")

type commands struct {
	Serve    serveCommand    `cmd:"" help:"Serve pages, interface and public logs; work off what falls due."`
	Worker   workerCommand   `cmd:"" help:"Work off what falls due, apart from the servers (PostgreSQL)."`
	Verify   verifyCommand   `cmd:"" help:"Check an export, or a running server's public log, without trusting it."`
	Export   exportCommand   `cmd:"" help:"Write a district's record to a file that anyone can verify."`
	Rebuild  rebuildCommand  `cmd:"" help:"Fold the record anew and compare it with the running tables."`
	Import   importCommand   `cmd:"" help:"Bring in what comes from outside."`
	Recount  recountCommand  `cmd:"" help:"Count a district's running deadlines anew by its calendar as it is, on the record."`
	Slogan   sloganCommand   `cmd:"" help:"Set what a district calls the whole, such as 街呼区应."`
	Settings settingsCommand `cmd:"" help:"Show what a district goes by, or change it on the record."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database to the newest schema."`
}

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var cli commands
	parser, err := kong.New(&cli, kong.Name("huying"), kong.UsageOnError(),
		kong.Description("呼应 Huying: townships call, departments answer, and the record cannot be rewritten."),
		kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		panic(err) // the commands above are misdeclared
	}
	command, err := parser.Parse(args)
	if err != nil {
		var wrong *kong.ParseError
		if errors.As(err, &wrong) {
			_ = wrong.Context.PrintUsage(true)
		}
		fmt.Fprintln(os.Stderr, "huying:", err)
		return exitUsage
	}
	switch err := command.Run(ctx); {
	case err == nil:
		return 0
	case errors.Is(err, errFound):
		return exitFound
	default:
		fmt.Fprintln(os.Stderr, "huying:", err)
		return exitFailed
	}
}
