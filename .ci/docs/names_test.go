package docs_test

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	// name is a name of Go in a text, such as `planfile.PlanSchema` or `scheduler.Request.Explain`.
	name = regexp.MustCompile("`\\*?([a-z]+)\\.([A-Z]\\w*)(?:\\.([A-Z]\\w*))?")
	// link is a link to a file of the repository. Of `must[T any](value T, err error)` the brackets are code.
	link = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	// exported is a line of .ci/api/exported.txt: a declaration, a field, a method.
	exported = regexp.MustCompile(`^pkg (\S+), (?:(?:func|const|var|type) (\w+)(?: (?:struct|interface), (\w+))?|method \(\*?(\w+)\) (\w+))`)
)

// What the texts name is there: every name of a package of the library, and every file that they link to.
func TestNamesAndLinks(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	packages, known := declared(t, root)
	list, err := exec.Command("git", "-C", root, "ls-files", "*.md").Output()
	require.NoError(t, err)
	var missing []string
	names, links := 0, 0
	for file := range strings.FieldsSeq(string(list)) {
		if strings.Contains(file, "testdata/") {
			continue // goldens, whose names are those of a plan
		}
		text, err := os.ReadFile(filepath.Join(root, file))
		require.NoError(t, err)
		for _, m := range name.FindAllStringSubmatch(string(text), -1) {
			if said := strings.TrimSuffix(m[1]+"."+m[2]+"."+m[3], "."); packages[m[1]] {
				if names++; !known[said] {
					missing = append(missing, file+": "+said)
				}
			}
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], ":") {
				continue
			}
			if links++; !exists(filepath.Join(root, path.Dir(file), m[1])) {
				missing = append(missing, file+": "+m[1])
			}
		}
	}
	require.Empty(t, missing)
	require.Greater(t, names, 20)
	require.Greater(t, links, 40)
}

// declared returns the last names of the packages, and what they export: "scheduler.New", "scheduler.Request.Explain".
func declared(t *testing.T, root string) (packages, known map[string]bool) {
	text, err := os.ReadFile(filepath.Join(root, ".ci/api/exported.txt"))
	require.NoError(t, err)
	packages, known = map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(string(text)) {
		m := exported.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		name := path.Base(m[1])
		packages[name] = true
		known[name+"."+m[2]] = true
		known[name+"."+m[2]+"."+m[3]] = true
		known[name+"."+m[4]+"."+m[5]] = true
	}
	return packages, known
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
