package docs_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// checks tells how the blocks of each language are checked, where that is not by go,
// console and yaml.
var checks = map[string]func(*testing.T, block){
	"text":       nil, // with the block above it
	"nginx":      nil, // TestBehindNginx of calendar/feed runs nginx with it
	"caddyfile":  checkCaddyfile,
	"ini":        checkUnit,
	"gomod":      checkGoMod,
	"dockerfile": nil, // there is none but the Dockerfile itself, which TestDockerfile reads
}

// Each block of each document is run.
func TestBlocks(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds all programs")
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed")
	}
	docs := documents(t)
	programs := startPrograms(t)
	snippets := buildSnippets(t, docs)
	for _, d := range docs {
		t.Run(filepath.Base(d.path), func(t *testing.T) {
			dir := workplace(t)
			for i, b := range d.blocks {
				name := fmt.Sprintf("line %d, %s", b.line, b.language)
				switch b.language {
				case "go":
					t.Run(name, func(t *testing.T) { snippets.run(t, dir, d.path, i, b) })
				case "console":
					t.Run(name, func(t *testing.T) { programs.run(t, dir, b) })
				case "yaml":
					t.Run(name, func(t *testing.T) { programs.checkYAML(t, dir, b) })
				default:
					check, known := checks[b.language]
					require.True(t, known, "%s:%d: nothing here checks %s", d.path, b.line, b.language)
					if check != nil {
						t.Run(name, func(t *testing.T) { check(t, b) })
					}
				}
			}
		})
	}
}

// workplace returns a directory that looks like the repository, for commands to write to.
func workplace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	abs, err := filepath.Abs(root)
	require.NoError(t, err)
	entries, err := os.ReadDir(abs)
	require.NoError(t, err)
	for _, e := range entries {
		if slices.Contains([]string{".git", ".github"}, e.Name()) {
			continue
		}
		require.NoError(t, os.Symlink(filepath.Join(abs, e.Name()), filepath.Join(dir, e.Name())))
	}
	return dir
}

func checkCaddyfile(t *testing.T, b block) {
	caddy, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("caddy is not installed")
	}
	file := filepath.Join(t.TempDir(), "Caddyfile")
	require.NoError(t, os.WriteFile(file, []byte(b.text), 0o600))
	out, err := exec.Command(caddy, "validate", "--adapter", "caddyfile", "--config", file).CombinedOutput()
	require.NoError(t, err, string(out))
}

// checkGoMod has go read lines of a go.mod, which name this module.
func checkGoMod(t *testing.T, b block) {
	require.Equal(t, 3, strings.Count(b.text, module+" ")+strings.Count(b.text, "=> ../convene"))
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m\n\n"+b.text), 0o600))
	cmd := exec.Command("go", "mod", "edit", "-json")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}
