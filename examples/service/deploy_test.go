package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the files of the folder deploy set are settings of the program, with values that it takes.
func TestDeploy(t *testing.T) {
	setting := regexp.MustCompile(`QUIETWINDOW_([A-Z_]+)(?:=|, value: ")([^" \n]+)`)
	for _, name := range []string{"Containerfile", "kubernetes.yaml", "quietwindow.service"} {
		text, err := os.ReadFile("deploy/" + name)
		require.NoError(t, err)
		var args []string
		for _, line := range strings.Split(string(text), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for _, m := range setting.FindAllStringSubmatch(line, -1) {
				args = append(args, "-"+strings.ToLower(strings.ReplaceAll(m[1], "_", "-")), m[2])
			}
		}
		assert.GreaterOrEqual(t, len(args), 4, name)
		s, err := parse(args, environment(), io.Discard)
		require.NoError(t, err, name)
		assert.Contains(t, s.addr, ":8080", name)
		assert.Contains(t, s.metrics, ":9090", name)
	}
}
