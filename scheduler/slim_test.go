package scheduler_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The same with the database that comes with Go, in its slim form, where there is a copy of it: the
// data of most systems are in the fat form, which hides faults. Elsewhere the system's are used again.
func TestAgreesWithSlimDatabase(t *testing.T) {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "-test.run=^(TestAgreesWithReference|TestGridOverClockChanges|TestDatesAreSetsOfInstants)$", "-test.count=1", fmt.Sprintf("-test.short=%t", testing.Short()), fmt.Sprintf("-plans=%d", min(120, *randomPlans/4)), "-seed=90001")
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	zip := filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip")
	if _, err := os.Stat(zip); err == nil {
		cmd.Env = append(os.Environ(), "ZONEINFO="+zip)
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "PASS")
}
