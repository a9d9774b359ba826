# Huying 呼应. `make run` to see it, `make test` to prove it; `make help` lists the rest.

# Set once for build, vet and test: other flags would compile everything again.
# No cgo anywhere; the race detector alone needs it.
export GOFLAGS     := -trimpath -buildvcs=false
export CGO_ENABLED := 0

GO     ?= go
LISTEN ?= 127.0.0.1:8080
DATA   ?= ./data
TOOL   := $(GO) tool -modfile=tools.mod
PLATFORMS := amd64 arm64 loong64
# Where goroutines meet: the rooms, the desk, the worker, open screens, and the group commit.
RACY := rule org calendar ledger catalogue casework sqldb live store desk worker picture

.DEFAULT_GOAL := help
.PHONY: help run build test needs generated platforms vet units race judges fuzz fuzz-short bench lint format clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: build ## build, load the Jinan demonstration on first start, serve
	./bin/huying serve --listen $(LISTEN) --data $(DATA) --demo

build: ## ./bin/huying
	$(GO) build -ldflags='-s -w' -o bin/huying ./cmd/huying

test: needs generated vet platforms units race judges fuzz-short ## everything; installs on Debian what the tests need
	@echo "make test: all passed"

needs:
	@sh .ci/needs

# The generated pages are committed, so that a clone builds with Go alone; here they are held to their sources.
generated:
	@before=$$(find internal -name '*_templ.go' -exec cksum {} + | sort); \
	$(TOOL) templ generate -path internal/web -log-level error || exit 1; \
	after=$$(find internal -name '*_templ.go' -exec cksum {} + | sort); \
	test "$$before" = "$$after" || { echo "templ: generated pages were out of date; they are written anew, commit them"; exit 1; }

vet:
	$(GO) vet ./...

platforms:
	@for arch in $(PLATFORMS); do \
		echo "build linux/$$arch"; GOOS=linux GOARCH=$$arch $(GO) build -o /dev/null ./... || exit 1; \
	done

units:
	@mkdir -p build
	@$(GO) build -o build/report ./internal/house/report
	@{ $(GO) test -json -timeout 25m ./... || :; } | build/report

race:
	@command -v gcc >/dev/null || { echo "skipped: race detector (no C compiler)"; exit 0; }; \
	dirs=; for room in $(RACY); do \
		test -d internal/$$room && dirs="$$dirs ./internal/$$room/..."; \
	done; \
	echo "race detector:$$dirs"; CGO_ENABLED=1 $(GO) test -race -short -timeout 10m $$dirs

# Test modules of their own: judges nobody here wrote, on which the product must not depend.
judges:
	@find . -mindepth 2 -name go.mod -not -path './build/*' -exec dirname {} \; | sort | while read -r dir; do \
		echo "judge $$dir"; (cd "$$dir" && $(GO) test -timeout 5m ./...) || exit 1; \
	done

# When the time is up while an input is being shortened, the go tool itself says "context deadline exceeded" and
# fails, though nothing was found; a finding always says where its input was written.
FUZZTIME ?= 1m
fuzz: ## every fuzz target for a minute (FUZZTIME=10m for longer)
	@grep -rEo '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' internal | sort | while IFS=: read -r file target; do \
		name=$${target#func }; \
		said=$$($(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")" </dev/null 2>&1) || \
			case "$$said" in *"Failing input"*) echo "$$said"; exit 1;; *"context deadline exceeded"*) ;; *) echo "$$said"; exit 1;; esac; \
		echo "fuzz $$(basename "$$(dirname "$$file")") $$name, $(FUZZTIME): $$(echo "$$said" | sed -n 's/.*\(execs: [0-9]*\).*/\1/p' | tail -1)"; \
	done

fuzz-short:
	@$(MAKE) --no-print-directory fuzz FUZZTIME=3s

bench: ## both engines against a floor measured in the same run (BENCH=full: a million cases)
	$(GO) run ./internal/bench

lint: ## golangci-lint, at the version pinned in tools.mod
	$(TOOL) golangci-lint run ./...

format: ## gofmt and templ, as lint wants them
	$(TOOL) golangci-lint fmt ./...
	$(TOOL) templ fmt internal

clean: ## what was built; never ./data
	rm -rf bin build
