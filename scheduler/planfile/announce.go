package planfile

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

var noticeKeys = table{
	{"at_least", false, aDuration, "none", "how long before a start its customers must be told; with announced, starts sooner than that are blocked"},
	{"reminders", false, fmt.Sprintf("a list of at most %d times", notice.MaxReminders), "none", "how long before the start each reminder goes out"},
	{"updates", false, aDuration, "none", "how often customers are told how the work stands"},
	{"business_hours", false, `clock readings such as "09:00-17:00"`, "09:00-17:00", "when an announcement is read, on each region's own clock and working days"},
	{"service", false, "a text", "our service", "what is maintained, as customers know it"},
	{"link", false, "a web address beginning with https:// or http://", "none", "where customers can follow"},
	{"contact", false, "a text", "none", "whom customers can ask"},
	{"data_at_risk", false, "true or false", "false", "whether what customers enter may be lost by a rollback; the notice of a rollback tells them"},
	{"templates", false, "an object of file names by what they word", "the built-in English wordings", "wordings of the plan's own: the key is a kind of notice, the ticket text or a section of reports, the value a file of text/template"},
}

// templateKeys are the kinds of notice, and what else a plan may word.
var templateKeys = func() table {
	var t table
	key := func(name, meaning string) {
		t = append(t, spec{name, false, aTemplateFile, "the built-in English wording", meaning})
	}
	for _, kind := range notice.TemplateKinds() {
		key(string(kind), "the wording of notices of this kind")
	}
	for _, name := range report.TemplateNames() {
		meaning := "the wording of this section of reports"
		if name == report.TicketTemplate {
			meaning = "the wording of the text for a change ticket"
		}
		key(name, meaning)
	}
	return t
}()

const aTemplateFile = "the path of a template file, with slashes and inside the folder that the program reads from"

// announcement reads when customers are told, and of what.
func (r *reader) announcement(plan *object, d *draft) {
	if v, ok := plan.get("announced"); ok {
		d.req.Notice.Announced, _ = r.instant(v)
	}
	v, ok := plan.get("notice")
	if !ok || r.full() {
		return
	}
	o, ok := r.object(v, noticeKeys)
	if !ok {
		return
	}
	d.notice = &Notice{}
	if v, ok := o.get("at_least"); ok {
		d.req.Notice.AtLeast, _ = r.duration(v, time.Second, longestSpan)
	}
	if v, ok := o.get("reminders"); ok && r.list(v, notice.MaxReminders, "reminders") {
		for _, item := range v.items(aDuration) {
			before, _ := r.duration(item, time.Second, longestSpan)
			d.notice.Policy.Reminders = append(d.notice.Policy.Reminders, before)
		}
	}
	if v, ok := o.get("updates"); ok {
		d.notice.Policy.Updates, _ = r.duration(v, time.Minute, scheduler.MaxExposure)
	}
	d.notice.Policy.BusinessHours = r.hours(o, "business_hours")
	d.notice.Options.Service = r.said(o, "service")
	d.notice.Options.Link = r.said(o, "link")
	d.notice.Options.Contact = r.said(o, "contact")
	if v, ok := o.get("data_at_risk"); ok {
		d.notice.Options.DataAtRisk, _ = r.boolean(v)
	}
	if v, ok := o.get("templates"); ok {
		r.templates(v, d.notice)
	}
}

// templates reads the template files that v names. Where there is a fault, the wordings that it is about stay nil.
func (r *reader) templates(v value, into *Notice) {
	o, ok := r.object(v, templateKeys)
	if !ok {
		return
	}
	notices, reports := make(map[notice.Kind]string), make(map[string]string)
	files := make(map[string]value)
	for _, k := range templateKeys {
		v, ok := o.get(k.name)
		if !ok {
			continue
		}
		text, ok := r.template(v)
		if !ok {
			return
		}
		files["notice.templates."+k.name] = v
		if slices.Contains(report.TemplateNames(), k.name) {
			reports[k.name] = text
		} else {
			notices[notice.Kind(k.name)] = text
		}
	}
	fail := func(err error) {
		var faults scheduler.FieldErrors
		if errors.As(err, &faults) {
			for _, f := range faults {
				file := files[f.Path]
				r.add(file.offset(), f.Path, found(fmt.Sprintf("%v, %v", file.shown(), f.Value)), f.Expected)
			}
		}
	}
	var err error
	if into.Options.Templates, err = notice.ParseTemplates(notices); err != nil {
		fail(err)
	}
	if len(reports) == 0 {
		return
	}
	if into.Report, err = report.ParseTemplates(reports); err != nil {
		fail(err)
	}
}

// template reads one template file.
func (r *reader) template(v value) (string, bool) {
	path, ok := r.text(v)
	switch {
	case !ok || r.full():
		return "", false
	case r.opts.Files == nil:
		r.wrong(v, "no file: this program does not read the files that a plan names; leave the built-in wording")
		return "", false
	case !fs.ValidPath(path) || path == ".":
		r.wrong(v, aTemplateFile)
		return "", false
	}
	data, err := readAtMost(r.opts.Files, path, notice.MaxTemplateBytes+1)
	if err != nil {
		r.wrong(v, aTemplateFile+aside(err.Error()))
		return "", false
	}
	return string(data), true
}

// said is optional for a text that says something: an empty one would pass for the default.
func (r *reader) said(o *object, key string) string {
	text := r.optional(o, key)
	if v, ok := o.get(key); ok && text == "" && v.kind() == kindString {
		r.wrong(v, v.expected+" (leave the key out for the default)")
	}
	return text
}

// optional reads the text under a key, empty where there is none.
func (r *reader) optional(o *object, key string) string {
	v, ok := o.get(key)
	if !ok {
		return ""
	}
	s, _ := r.text(v)
	return s
}

// Notice says how customers are told.
type Notice struct {
	Policy  notice.Policy
	Options notice.Options
	// Report words the ticket text and the sections of reports; nil for the built-in English.
	Report *report.Templates
}
