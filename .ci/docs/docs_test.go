package docs_test

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Files are written and commands run, in order, in one folder; what commands print must be what stands there.
// Three things differ from what a newcomer does: programs are built from here rather than fetched, ports are free
// ones, and a program of the reader's own finds the library here.
func TestWalkThroughs(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	for _, name := range []string{"run", "call", "import"} { // run has the plan that the others use
		text, err := os.ReadFile(filepath.Join(root, ".github/docs", name+".md"))
		require.NoError(t, err)
		assert.LessOrEqual(t, bytes.Count(text, []byte("\n")), 45, name)
		ran := 0
		for _, b := range blocks(string(text)) {
			if b.file != "" {
				require.NoError(t, os.WriteFile(filepath.Join(folder(t), b.file), []byte(b.text), 0o644))
			}
			for _, c := range b.commands() {
				assert.Equal(t, c.prints, shell(t, root, c.line), "%s: %s", name, c.line)
				ran++
			}
		}
		assert.Positive(t, ran, name)
	}
}

type block struct{ kind, file, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w+) ?(\\S*)\n(.*?)^```$")

func blocks(text string) (list []block) {
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		list = append(list, block{m[1], m[2], m[3]})
	}
	return list
}

type command struct{ line, prints string }

// commands are the lines after a dollar sign, with what stands below each.
func (b block) commands() (list []command) {
	if b.kind != "console" {
		return nil
	}
	for line := range strings.Lines(b.text) {
		if rest, ok := strings.CutPrefix(line, "$ "); ok {
			list = append(list, command{line: strings.TrimSpace(rest)})
			continue
		}
		list[len(list)-1].prints += line
	}
	return list
}

var (
	dir, address string
	install      = regexp.MustCompile(`^go install github\.com/quietwindow/quietwindow/(\S+)@latest$`)
)

// folder is where everything happens.
func folder(t *testing.T) string {
	if dir == "" {
		dir = t.TempDir()
	}
	return dir
}

// shell does a command, and returns what it prints.
func shell(t *testing.T, root, line string) string {
	t.Helper()
	in, bin := folder(t), filepath.Join(folder(t), "bin")
	run := func(at string, args ...string) string {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Stderr = at, os.Stderr
		cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "GOBIN="+bin, "GOFLAGS=")
		out, err := cmd.Output()
		require.NoError(t, err, line)
		return strings.ReplaceAll(string(out), "\r\n", "\n") // as a terminal shows it
	}
	if m := install.FindStringSubmatch(line); m != nil {
		return run(root, "go", "install", "./"+m[1])
	}
	if file, ok := strings.CutPrefix(line, "go run "); ok {
		// Files of another folder are compiled as of the module of this one.
		program := filepath.Join(bin, "own")
		run(root, "go", "build", "-o", program, filepath.Join(in, file))
		return run(in, program)
	}
	if program, ok := strings.CutSuffix(line, " &"); ok {
		return start(t, filepath.Join(bin, program))
	}
	return run(in, "sh", "-c", strings.ReplaceAll(line, "127.0.0.1:8080", address))
}

// start starts a server at a free port, until the end of the test.
func start(t *testing.T, program string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address = listener.Addr().String()
	require.NoError(t, listener.Close())
	cmd := exec.Command(program, "-addr", address)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	require.Eventually(t, func() bool {
		answer, err := http.Get("http://" + address + "/readyz")
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	}, time.Minute, 50*time.Millisecond)
	return ""
}
