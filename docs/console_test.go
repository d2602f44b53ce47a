package docs_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// notRun are commands of the documents that are not run here, with the reason.
var notRun = map[string]string{
	"go test ./...": "it runs this test",

	"go test ./calendar/feed -run '^$' -bench 'Handler|Server'":                                                         "it measures",
	"go run ./examples/serve -quiet &":                                                                                  "it is for the next",
	"go run ./calendar/feed/internal/load -n 10000 -for 100s":                                                           "it measures",
	"cd calendar/feed/internal/browser && go run ./measure -n 7":                                                        "it measures in a browser",
	"go build -o /usr/local/bin/convene-serve ./examples/serve":                                                         "it changes the machine",
	"install -D -m 644 my.yaml /etc/convene/calendar.yaml":                                                              "it changes the machine",
	"install -m 644 examples/serve/convene.service /etc/systemd/system/":                                                "it changes the machine",
	"systemctl enable --now convene.service":                                                                            "it changes the machine; TestUnit has systemd read the unit",
	"docker build -t convene .":                                                                                         "it needs a daemon; TestDockerfile builds the same",
	"docker run --rm --read-only --cap-drop ALL -p 127.0.0.1:8080:8080 convene -base-url https://calendar.example.org/": "it needs a daemon",
	"docker run --rm --read-only --cap-drop ALL -p 127.0.0.1:8080:8080 -v \"$PWD/calendar:/calendar:ro\" convene \\\n    -catalogue /calendar/my.yaml -base-url https://calendar.example.org/": "it needs a daemon",
}

// A programs are the examples, built, and a server that runs.
type programs struct {
	path string // of directories with commands
	url  string // of the server
}

// goShim stands for go: of an example it runs what was built already. A server stops by
// itself, at a port that is free.
const goShim = `#!/usr/bin/env bash
if [ "$1" = run ] && [[ "$2" == ./examples/* ]]; then
  program=$(basename "$2"); shift 2
  if [ "$program" = serve ] && ! [[ " $* " == *" -h"* || " $* " == *" -version "* ]]; then
    exec timeout --preserve-status -s TERM 1 %[1]s/serve "$@" -addr 127.0.0.1:0
  fi
  exec %[1]s/"$program" "$@"
fi
if [ -L go.mod ]; then cd %[2]s; else cd "$(pwd -P)"; fi
exec %[3]s "$@"
`

// curlShim stands for curl: it asks the server that runs.
const curlShim = `#!/usr/bin/env bash
args=()
for arg in "$@"; do
  arg=${arg//https:\/\/calendar.example.org/%[1]s}
  args+=("${arg//http:\/\/localhost:8080/%[1]s}")
done
exec %[2]s "${args[@]}"
`

var building struct {
	sync.Once
	dir string
	out []byte
	err error
}

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(building.dir)
	os.Exit(code)
}

// built returns a directory with the examples, built once for all tests.
func built(t *testing.T) string {
	t.Helper()
	building.Do(func() {
		if building.dir, building.err = os.MkdirTemp("", "convene-docs-"); building.err != nil {
			return
		}
		cmd := exec.Command("go", "build", "-o", building.dir+string(filepath.Separator), "./examples/...")
		cmd.Dir = root
		building.out, building.err = cmd.CombinedOutput()
	})
	require.NoError(t, building.err, string(building.out))
	return building.dir
}

// startPrograms has the examples at hand, and a server that runs.
func startPrograms(t *testing.T) programs {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the commands are those of other systems")
	}
	dir := built(t)
	abs, err := filepath.Abs(root)
	require.NoError(t, err)
	server := exec.Command(filepath.Join(dir, "serve"), "-addr", "127.0.0.1:0", "-quiet", "-base-url", "https://calendar.example.org/")
	logs, err := server.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait()
	})
	line, err := bufio.NewReader(logs).ReadString('\n')
	require.NoError(t, err)
	address := regexp.MustCompile(`address=(\S+)`).FindStringSubmatch(line)
	require.NotNil(t, address, line)

	p := programs{url: "http://" + address[1]}
	shims := t.TempDir()
	goTool, err := exec.LookPath("go")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(shims, "go"), fmt.Appendf(nil, goShim, dir, abs, goTool), 0o700))
	if curl, err := exec.LookPath("curl"); err == nil {
		require.NoError(t, os.WriteFile(filepath.Join(shims, "curl"), fmt.Appendf(nil, curlShim, p.url, curl), 0o700))
	}
	p.path = shims + string(os.PathListSeparator) + dir + string(os.PathListSeparator) + os.Getenv("PATH")
	return p
}

// A command is what stands after a "$ ", and the lines below it.
type command struct {
	text, output string
}

func commands(b block) []command {
	var list []command
	open := false // whether the next line belongs to the command
	for line := range strings.Lines(b.text) {
		switch text, begins := strings.CutPrefix(line, "$ "); {
		case begins:
			list = append(list, command{text: text})
			open = continues(text)
		case open:
			list[len(list)-1].text += line
			open = continues(line)
		case len(list) > 0:
			list[len(list)-1].output += line
		}
	}
	return list
}

func continues(line string) bool {
	line = strings.TrimRight(line, " \n")
	return strings.HasSuffix(line, `\`) || strings.HasSuffix(line, "|") || strings.HasSuffix(line, "&&")
}

// run runs the commands of a block one after another. Where output is shown, 1 is an
// answer, too: that nothing was found, or something is late.
func (p programs) run(t *testing.T, dir string, b block) {
	list := commands(b)
	require.NotEmpty(t, list, "no line begins with $")
	for _, c := range list {
		if _, skip := notRun[strings.TrimSpace(withoutRemark(c.text))]; skip {
			continue
		}
		stdout, stderr, code := p.shell(t, dir, c.text)
		if c.output == "" {
			require.Zero(t, code, "%s%s", c.text, stderr)
			continue
		}
		require.LessOrEqual(t, code, 1, "%s%s", c.text, stderr)
		if !shown(c.output).MatchString("\n" + stdout + stderr) {
			require.Equal(t, c.output, stdout+stderr, c.text)
		}
	}
}

func withoutRemark(command string) string {
	command, _, _ = strings.Cut(command, "  #")
	return command
}

// shown returns an expression for a line end and an output in which … stands for any lines,
// or the rest of one.
func shown(output string) *regexp.Regexp {
	text := regexp.QuoteMeta("\n" + output)
	text = strings.ReplaceAll(text, "\n…\n", "\n(?:.*\n)*?")
	text = strings.ReplaceAll(text, "…", ".*")
	return regexp.MustCompile("^" + text + "$")
}

func (p programs) shell(t *testing.T, dir, command string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-o", "pipefail", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+p.path, "NO_COLOR=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	require.True(t, err == nil || cmd.ProcessState.Exited(), "%s: %v\n%s", command, err, &errs)
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

var inlineCall = regexp.MustCompile("`(?:go run )?(\\./examples/[^`]+)`")

// The calls within sentences and tables are answered, too: with yes, or with no where a
// later day has nothing for them.
func TestInlineCalls(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds all programs")
	}
	p := startPrograms(t)
	for _, d := range documents(t) {
		dir := workplace(t)
		_, _, code := p.shell(t, dir, "cp docs/starter.yaml my.yaml")
		require.Zero(t, code)
		for _, m := range inlineCall.FindAllStringSubmatch(d.text, -1) {
			_, stderr, code := p.shell(t, dir, "go run "+m[1])
			require.LessOrEqual(t, code, 1, "%s: %s: %s", d.path, m[0], stderr)
			if code == 1 {
				require.Empty(t, stderr, "%s: %s", d.path, m[0])
			}
		}
	}
}
