package main

import (
	"bufio"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// zoneFolders are where Go looks for time zones before it takes those built into the program.
var zoneFolders = []string{"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"}

// zoneDatabase returns the version of the time zone database, as well as it can be told: Go does not say.
func zoneDatabase() string {
	if os.Getenv("ZONEINFO") != "" {
		return "unknown (read from where ZONEINFO says)"
	}
	return zoneVersion(zoneFolders)
}

// zoneVersion looks for the version in the first of the folders that there is. Most systems name it in
// the first line of tzdata.zi, "# version 2026a".
func zoneVersion(folders []string) string {
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			continue
		}
		if f, err := os.Open(filepath.Join(folder, "tzdata.zi")); err == nil {
			defer f.Close()
			line := bufio.NewScanner(f)
			line.Scan()
			if version, ok := strings.CutPrefix(line.Text(), "# version "); ok {
				return version
			}
		}
		return "unknown (read from " + folder + ")"
	}
	return "as in " + runtime.Version()
}
