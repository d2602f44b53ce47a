package docs_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

const unitFile = "../examples/serve/convene.service"

// checkUnit has systemd verify a unit, with a program that is there in place of its own.
func checkUnit(t *testing.T, b block) {
	unit, err := os.ReadFile(unitFile)
	require.NoError(t, err)
	require.Contains(t, strings.ReplaceAll(string(unit), "\r\n", "\n"), b.text, "%s has what is shown", unitFile)
}

// The unit is taken by systemd, and its flags by the program.
func TestUnit(t *testing.T) {
	unit, err := os.ReadFile(unitFile)
	require.NoError(t, err)
	start := regexp.MustCompile(`(?m)^ExecStart=(\S+) (.*)$`).FindStringSubmatch(string(unit))
	require.NotNil(t, start)
	requireFlags(t, strings.Fields(start[2]))

	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil || testing.Short() {
		t.Skip("systemd is not installed, or takes its time")
	}
	file := filepath.Join(t.TempDir(), "convene.service")
	self, err := os.Executable()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, bytes.ReplaceAll(unit, []byte(start[1]), []byte(self)), 0o600))
	out, err := exec.Command(analyze, "verify", "--man=no", file).CombinedOutput()
	require.NoError(t, err, string(out))
	require.NotContains(t, string(out), file, "no complaint about the unit itself")
}

// requireFlags requires that serve knows some flags.
func requireFlags(t *testing.T, args []string) {
	t.Helper()
	if testing.Short() {
		return
	}
	p := built(t)
	out, err := exec.Command(filepath.Join(p, "serve"), append(args, "-h")...).CombinedOutput()
	require.NoError(t, err, string(out))
}

// What the Dockerfile builds is built from the files that .dockerignore leaves, and needs
// nothing of the system.
func TestDockerfile(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" {
		t.Skip("it builds a program for Linux")
	}
	text, err := os.ReadFile("../Dockerfile")
	require.NoError(t, err)
	command := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*)$`).FindStringSubmatch(string(text))
	require.NotNil(t, command)
	require.Contains(t, string(text), "\nUSER 65532:65532\n")
	for _, m := range regexp.MustCompile(`(?m)^(?:HEALTHCHECK .*CMD|ENTRYPOINT) \["/serve", (.*)\]$`).FindAllStringSubmatch(string(text), -1) {
		requireFlags(t, strings.Split(strings.NewReplacer(`"`, "", " ", "").Replace(m[1]), ","))
	}

	requireBuildContext(t)
	program := filepath.Join(t.TempDir(), "serve")
	// The flags that strip the program would have all packages compiled anew.
	build := strings.NewReplacer("-o /serve", "-o "+program, `-ldflags="-s -w"`, "", "-trimpath", "").Replace(command[1])
	cmd := exec.Command("sh", "-c", build)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	libraries, err := exec.Command("ldd", program).CombinedOutput()
	require.Error(t, err, "it is linked with libraries: %s", libraries)
	version, err := exec.Command(program, "-version").Output()
	require.NoError(t, err)
	require.Contains(t, string(version), "serve ")
}

// requireBuildContext requires that .dockerignore lets in all that the program is built
// from.
func requireBuildContext(t *testing.T) {
	t.Helper()
	ignore, err := os.ReadFile("../.dockerignore")
	require.NoError(t, err)
	require.Regexp(t, `(?m)^\*$`, string(ignore))
	in := func(file string) bool {
		first, _, _ := strings.Cut(file, "/")
		return strings.Contains(string(ignore), "\n!"+first+"\n") && !strings.HasSuffix(file, "_test.go") && !strings.Contains(file, "testdata/")
	}
	abs, err := filepath.Abs(root)
	require.NoError(t, err)
	cmd := exec.Command("go", "list", "-deps", "-f", `{{if not .Standard}}{{range .GoFiles}}{{$.Dir}}/{{.}}
{{end}}{{range .EmbedFiles}}{{$.Dir}}/{{.}}
{{end}}{{end}}`, "./examples/serve")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	require.NoError(t, err)
	files := 0
	for line := range strings.Lines(string(out)) {
		file, own := strings.CutPrefix(strings.TrimSpace(line), abs+"/")
		if own {
			files++
			require.True(t, in(file), "%s is not in the build context", file)
		}
	}
	require.Greater(t, files, 100)
}

// The workflow may do no more than read, its actions cannot be changed under it, and what
// it runs is there.
func TestWorkflow(t *testing.T) {
	text, err := os.ReadFile("../.github/workflows/ci.yml")
	require.NoError(t, err)
	var w struct {
		Permissions map[string]string
		Jobs        map[string]struct {
			Permissions map[string]string
			Steps       []struct {
				Uses, Run string
				With      map[string]any
			}
		}
	}
	require.NoError(t, yaml.Unmarshal(text, &w))
	require.Equal(t, map[string]string{"contents": "read"}, w.Permissions)
	runs := ""
	for _, job := range w.Jobs {
		require.Empty(t, job.Permissions)
		for _, step := range job.Steps {
			runs += step.Run + "\n"
			if step.Uses != "" {
				require.Regexp(t, `^[\w-]+/[\w-]+@[0-9a-f]{40}$`, step.Uses)
			}
		}
	}
	require.Contains(t, runs, ".ci/run\n")
	info, err := os.Stat("../.ci/run")
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.NotZero(t, info.Mode()&0o100, ".ci/run can be run")
	}
}
