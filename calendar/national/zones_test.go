package national_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the machine may have no zones

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
)

const printAnswers = "NATIONAL_PRINT_ANSWERS"

// TestAnswersDoNotDependOnTheZone runs this test binary under other values of TZ, under which cal's
// own answers move: midnights that do not exist turn into the day before.
func TestAnswersDoNotDependOnTheZone(t *testing.T) {
	if os.Getenv(printAnswers) != "" {
		fmt.Printf("answers %x\n", answers(t))
		return
	}
	want := fmt.Sprintf("answers %x\n", answers(t))
	zones := []string{"America/Havana", "America/Santiago", "Atlantic/Azores", "America/Asuncion", "Pacific/Apia", "UTC"}
	if !*thorough {
		zones = zones[:2]
	}
	for _, zone := range zones {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAnswersDoNotDependOnTheZone$", fmt.Sprintf("-test.short=%t", testing.Short()))
		cmd.Env = append(os.Environ(), "TZ="+zone, printAnswers+"=1")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s: %s", zone, out)
		assert.True(t, strings.HasPrefix(string(out), want), "%s: %s, want %s", zone, out, want)
	}
}

// answers sums up all that the package answers, in order.
func answers(t *testing.T) []byte {
	sum := sha256.New()
	last := date("2028-12-31")
	if testing.Short() {
		last = date("2026-12-31")
	}
	for _, code := range national.Codes() {
		s := source(t, code)
		days, err := s.Between(date("2025-01-01"), last)
		require.NoError(t, err)
		fmt.Fprintln(sum, code, days)
	}
	return sum.Sum(nil)
}

// TestCalsVariablesDoNotMatter changes what cal exports, as any program may.
func TestCalsVariablesDoNotMatter(t *testing.T) {
	name, table := us.ColumbusDay.Name, us.Holidays
	us.ColumbusDay.Name, us.ColumbusDay.EndYear, us.Holidays = "changed", 2000, nil
	location := cal.DefaultLoc
	havana, err := time.LoadLocation("America/Havana")
	require.NoError(t, err)
	cal.DefaultLoc = havana
	t.Cleanup(func() {
		us.ColumbusDay.Name, us.ColumbusDay.EndYear, us.Holidays, cal.DefaultLoc = name, 0, table, location
	})
	assert.Equal(t, []string{"Columbus Day"}, on(t, source(t, "US"), "2026-10-12"))
	// 8 March 2026 has no midnight in Havana.
	assert.Equal(t, []string{"Women's Day"}, on(t, source(t, "DE-BE"), "2026-03-08"))
	assert.Equal(t, []string{"International Women's Day *"}, on(t, source(t, "RU"), "2026-03-09"))
}
