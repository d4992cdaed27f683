package outfile

import (
	"regexp"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// ExportForm is the form of an export of one maintenance.
func ExportForm(f export.Format) Form {
	form := Form{Name: "an export for " + f.Name}
	switch f.Extension {
	case ".json":
		form.JSON = true
	case ".ics":
		product := map[string]string{"ical": "maintenance", "ical-invitation": "invitation", "maintnote": "maintnote"}[f.Name]
		form.Marks, form.Begins = []string{"BEGIN:VCALENDAR", "PRODID:-//quietwindow//" + product + "//"}, true
	default:
		form.Keyed, form.ID = true, f.Name != "argocd-sync-window" // whose windows have no names
	}
	return form
}

var (
	weekSpan = regexp.MustCompile(`^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d\n?$`)
	kured    = regexp.MustCompile(`^(--[a-z-]+=\S+\n)+$`)
)

// RecurringForm is the form of an export of a recurring window.
func RecurringForm(format string) Form {
	form := Form{Name: "an export for " + format}
	switch format {
	case "ical":
		form.Marks, form.Begins = []string{"BEGIN:VCALENDAR", "PRODID:-//quietwindow//recurring maintenance//"}, true
	case "aws-rds", "aws-elasticache":
		form.Whole = weekSpan
	case "kured":
		form.Whole = kured
	case "alertmanager-interval":
		form.Keyed = true
	default:
		form.JSON = true
	}
	return form
}
