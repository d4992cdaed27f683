package scheduler_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// storedTypes are those that survive JSON. Each is filled field by field.
var storedTypes = []reflect.Type{
	reflect.TypeFor[scheduler.After](), reflect.TypeFor[scheduler.AloneWindow](), reflect.TypeFor[scheduler.Assessment](), reflect.TypeFor[scheduler.Block](),
	reflect.TypeFor[scheduler.Blocked](), reflect.TypeFor[scheduler.BlockedOccurrence](), reflect.TypeFor[scheduler.Campaign](), reflect.TypeFor[scheduler.CampaignChange](),
	reflect.TypeFor[scheduler.CampaignCost](), reflect.TypeFor[scheduler.CampaignPrices](), reflect.TypeFor[scheduler.CampaignResult](), reflect.TypeFor[scheduler.CampaignReview](),
	reflect.TypeFor[scheduler.CampaignRule](), reflect.TypeFor[scheduler.Case](), reflect.TypeFor[scheduler.CaseKind](), reflect.TypeFor[scheduler.Cause](),
	reflect.TypeFor[scheduler.ClockChange](), reflect.TypeFor[scheduler.Crew](), reflect.TypeFor[scheduler.CrewHours](), reflect.TypeFor[scheduler.CrewPart](),
	reflect.TypeFor[scheduler.Deadline](), reflect.TypeFor[scheduler.EstimatedDays](), reflect.TypeFor[scheduler.Every](), reflect.TypeFor[scheduler.FieldError](),
	reflect.TypeFor[scheduler.FieldErrors](), reflect.TypeFor[scheduler.Forecast](), reflect.TypeFor[scheduler.Grid](), reflect.TypeFor[scheduler.Impact](),
	reflect.TypeFor[scheduler.InstantPrice](), reflect.TypeFor[scheduler.LeftOut](), reflect.TypeFor[scheduler.Limit](), reflect.TypeFor[scheduler.LocalDay](),
	reflect.TypeFor[scheduler.NoPlanError](), reflect.TypeFor[scheduler.NoWindowError](), reflect.TypeFor[scheduler.Notice](), reflect.TypeFor[scheduler.OverrunStage](),
	reflect.TypeFor[scheduler.Per](), reflect.TypeFor[scheduler.PeriodPrice](), reflect.TypeFor[scheduler.PricedPart](), reflect.TypeFor[scheduler.Profile](),
	reflect.TypeFor[scheduler.ProfileRows](), reflect.TypeFor[scheduler.RecurringResult](), reflect.TypeFor[scheduler.Region](), reflect.TypeFor[scheduler.RegionBurden](),
	reflect.TypeFor[scheduler.RegionImpact](), reflect.TypeFor[scheduler.Relaxation](), reflect.TypeFor[scheduler.Request](), reflect.TypeFor[scheduler.Result](),
	reflect.TypeFor[scheduler.ReviewedWindow](), reflect.TypeFor[scheduler.RobustCase](), reflect.TypeFor[scheduler.RobustSuggestion](), reflect.TypeFor[scheduler.Robustness](),
	reflect.TypeFor[scheduler.RuleOfThumb](), reflect.TypeFor[scheduler.RuleOfThumbStart](), reflect.TypeFor[scheduler.RuleStart](), reflect.TypeFor[scheduler.Shares](),
	reflect.TypeFor[scheduler.Slot](), reflect.TypeFor[scheduler.SlotShift](), reflect.TypeFor[scheduler.SlotStart](), reflect.TypeFor[scheduler.Suggestion](),
	reflect.TypeFor[scheduler.Task](), reflect.TypeFor[scheduler.TaskWindow](), reflect.TypeFor[scheduler.Tradeoff](), reflect.TypeFor[scheduler.TradeoffPoint](),
	reflect.TypeFor[scheduler.RulePrices](), reflect.TypeFor[scheduler.RulePrice](), reflect.TypeFor[scheduler.PricedStart](), reflect.TypeFor[scheduler.Comparison](),
	reflect.TypeFor[scheduler.BlockedBy](), reflect.TypeFor[scheduler.GateOptions](),
}

// refusedTypes are those that say that they cannot be stored.
var refusedTypes = []any{
	scheduler.Planner{}, &scheduler.Planner{}, scheduler.Prepared{}, scheduler.Timeline{}, scheduler.Gate{}, scheduler.View{}, scheduler.Curve{}, scheduler.Rule{}, scheduler.Period{},
	scheduler.Request{Rules: []scheduler.Rule{{Name: "r"}}}, scheduler.Task{Request: scheduler.Request{Rules: make([]scheduler.Rule, 1)}},
	scheduler.Grid{Location: time.FixedZone("Europe/Berlin", 3600)}, scheduler.Campaign{Location: time.FixedZone("UTC+1", 3600)},
	scheduler.Every{Location: time.Local}, scheduler.RecurringResult{Location: time.FixedZone("x", 0)}, scheduler.Per(9), scheduler.EstimatedDays(9),
	scheduler.Region{}, scheduler.Impact{MeanShare: math.NaN()},
}

// Nobody can add a type without saying whether it can be stored.
func TestEveryTypeIsStoredOrRefused(t *testing.T) {
	known := make(map[string]bool)
	for _, of := range storedTypes {
		known[of.Name()] = true
	}
	for _, v := range refusedTypes {
		known[reflect.TypeOf(v).Name()] = true
	}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	types := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if ok && spec.Name.IsExported() {
				types++
				assert.True(t, known[spec.Name.Name], "%s is in storedTypes or in refusedTypes: it survives JSON, or is an error", spec.Name.Name)
			}
			_, body := n.(*ast.FuncDecl)
			return !body
		})
	}
	require.GreaterOrEqual(t, types, 65)
}

// What is written reads back as the same value, field by field.
func TestEveryTypeIsStored(t *testing.T) {
	for _, of := range storedTypes {
		t.Run(of.Name(), func(t *testing.T) {
			requireStored(t, filled(t, of, 4))
			zero := reflect.New(of).Elem()
			if _, err := json.Marshal(zero.Interface()); err == nil { // what lacks a zone or a date is an error
				requireStored(t, zero)
			}
		})
	}
}

func TestWhatCannotBeStoredIsAnError(t *testing.T) {
	for _, v := range refusedTypes {
		_, err := json.Marshal(v)
		assert.Error(t, err, "%T", v)
	}
	us, err := national.Calendar("US", time.UTC)
	require.NoError(t, err)
	for _, v := range []any{scheduler.Region{Calendar: us}, scheduler.Crew{Calendar: us}, scheduler.Request{Crew: []scheduler.Crew{{Calendar: us}}}} {
		_, err := json.Marshal(v)
		assert.ErrorContains(t, err, "store what they were made from", "%T", v)
	}
	for text, into := range map[string]any{
		`"decade"`: new(scheduler.Per), `{"workday":[1]}`: new(scheduler.Profile), `{"start":"2026-01-01T00:00:30Z","shares":[1]}`: new(scheduler.Forecast),
		`{"start":"2026-01-01T00:00:00Z","shares":[2]}`: new(scheduler.Forecast), `{"Location":"Mars/Base"}`: new(scheduler.Grid),
	} {
		assert.Error(t, json.Unmarshal([]byte(text), into), text)
	}
}

// requireStored writes a value, reads it back, and requires the same value and the same bytes.
func requireStored(t *testing.T, value reflect.Value) {
	t.Helper()
	data, err := json.Marshal(value.Interface())
	require.NoError(t, err)
	back := reflect.New(value.Type())
	require.NoError(t, json.Unmarshal(data, back.Interface()), "%s", data)
	again, err := json.Marshal(back.Interface())
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	requireAlike(t, value, back.Elem(), value.Type().Name())
}

// requireAlike compares two values, also in fields that are not exported: instants by their instant and offset, zones
// by their name, errors by their text.
func requireAlike(t *testing.T, a, b reflect.Value, at string) {
	t.Helper()
	if a.CanInterface() {
		switch x := a.Interface().(type) {
		case time.Time:
			_, offset := x.Zone()
			_, other := b.Interface().(time.Time).Zone()
			require.True(t, x.Equal(b.Interface().(time.Time)) && offset == other, "%s: %v, %v", at, x, b.Interface())
			return
		case *time.Location:
			require.Equal(t, x.String(), b.Interface().(*time.Location).String(), at)
			return
		case scheduler.Profile:
			requireSameShares(t, x, b.Interface().(scheduler.Profile))
			return
		case error:
			require.EqualError(t, b.Interface().(error), x.Error(), at)
		}
	}
	require.Equal(t, a.Kind(), b.Kind(), at)
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			requireAlike(t, a.Field(i), b.Field(i), at+"."+a.Type().Field(i).Name)
		}
	case reflect.Pointer, reflect.Interface:
		require.Equal(t, a.IsNil(), b.IsNil(), at)
		if !a.IsNil() && a.Kind() == reflect.Pointer {
			requireAlike(t, a.Elem(), b.Elem(), at)
		}
	case reflect.Slice, reflect.Array:
		require.Equal(t, a.Len(), b.Len(), at)
		for i := range a.Len() {
			requireAlike(t, a.Index(i), b.Index(i), at+"[]")
		}
	case reflect.Map:
		require.Equal(t, a.Len(), b.Len(), at)
		for key, item := range a.Seq2() {
			requireAlike(t, item, b.MapIndex(key), at+"[]")
		}
	case reflect.Func:
		require.True(t, a.IsNil() && b.IsNil(), at)
	default:
		require.True(t, a.Equal(b), "%s: %v, %v", at, a, b)
	}
}

func requireSameShares(t *testing.T, a, b scheduler.Profile) {
	t.Helper()
	for kind := range calendar.KindHoliday + 1 {
		for day := range time.Weekday(7) {
			for hour := range calendar.Clock(24) {
				require.Equal(t, a.Share(kind, day, 3600*hour), b.Share(kind, day, 3600*hour))
			}
		}
	}
}

// Profiles of all kinds of override read back, and so do the built-in ones.
func TestStoredProfiles(t *testing.T) {
	row := func(share float64) (s scheduler.Shares) {
		for h := range s {
			s[h] = share
		}
		return s
	}
	week := map[time.Weekday]scheduler.Shares{}
	for day := range time.Weekday(7) {
		week[day] = row(float64(day) / 7)
	}
	for _, rows := range []scheduler.ProfileRows{
		{}, {Workday: row(1), Weekend: row(1), Holiday: row(1)}, {Workday: row(0.3)}, {Weekend: row(0.1)}, {Days: week}, {HolidayDays: week}, {Workday: row(0.3), Days: week, HolidayDays: week},
		{Workday: row(0.3), Weekend: row(0.1), Days: map[time.Weekday]scheduler.Shares{time.Saturday: row(0.3), time.Monday: row(0.1), time.Tuesday: row(0.3)}},
	} {
		profile, err := scheduler.NewProfile(rows)
		require.NoError(t, err)
		requireStored(t, reflect.ValueOf(profile))
	}
	for _, name := range scheduler.BuiltinActivities() {
		profile, ok := scheduler.BuiltinActivity(name)
		require.True(t, ok)
		requireStored(t, reflect.ValueOf(profile))
	}
	data, err := json.Marshal(scheduler.Profile{})
	require.NoError(t, err)
	var back scheduler.Profile
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, scheduler.Profile{}, back)
}

// special are the values of types that cannot be filled field by field.
func special(t *testing.T) map[reflect.Type]any {
	berlin := mustZone(t, "Europe/Berlin")
	at := time.Date(2026, 12, 5, 10, 0, 0, 0, berlin)
	list, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.DateOf(at), Name: "Eve", Estimated: true})
	require.NoError(t, err)
	forecast, err := scheduler.NewForecast(at, []float64{0.25, 0.333333, 1})
	require.NoError(t, err)
	var rows scheduler.ProfileRows
	rows.Workday[3], rows.Weekend[4] = 0.123457, 1
	rows.Days = map[time.Weekday]scheduler.Shares{time.Saturday: {5: 0.5}, time.Monday: rows.Workday}
	rows.HolidayDays = map[time.Weekday]scheduler.Shares{time.Sunday: {6: 0.6}}
	profile, err := scheduler.NewProfile(rows)
	require.NoError(t, err)
	return map[reflect.Type]any{
		reflect.TypeFor[time.Time](): at, reflect.TypeFor[*time.Location](): berlin, reflect.TypeFor[calendar.Date](): calendar.DateOf(at), reflect.TypeFor[calendar.Interval](): calendar.Interval{Start: at, End: at.Add(time.Hour)},
		reflect.TypeFor[calendar.Calendar](): calendar.Calendar{Location: berlin, Weekend: calendar.FixedWeekend(calendar.FridaySaturday).Meant(), Holidays: list},
		reflect.TypeFor[scheduler.Profile](): profile, reflect.TypeFor[scheduler.Forecast](): forecast, reflect.TypeFor[scheduler.ProfileRows](): rows, reflect.TypeFor[[]scheduler.Rule](): []scheduler.Rule(nil),
		reflect.TypeFor[calendar.Hours](): calendar.Hours{From: 3600, To: 7200}, reflect.TypeFor[error](): errors.New("a cause"), reflect.TypeFor[any](): "found",
		reflect.TypeFor[scheduler.Task](): scheduler.Series(scheduler.Task{Name: "t", After: []scheduler.After{{Task: "u", Bounded: true}}}, 2, time.Hour, 2*time.Hour)[1],
	}
}

// filled returns a value of a type none of whose exported fields is zero, as far down as depth.
func filled(t *testing.T, of reflect.Type, depth int) reflect.Value {
	v := reflect.New(of).Elem()
	fill(v, special(t), depth)
	return v
}

func fill(v reflect.Value, special map[reflect.Type]any, depth int) {
	if value, ok := special[v.Type()]; ok {
		v.Set(reflect.ValueOf(value))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), special, depth-1)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if depth > 0 {
			fill(v.Elem(), special, depth-1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), special, depth-1)
		fill(v.Index(1), special, depth-1)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), special, depth-1)
		}
	case reflect.Map:
		key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, special, depth-1)
		fill(item, special, depth-1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, item)
	case reflect.String:
		v.SetString("a text")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(2986.460001)
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Uint8:
		v.SetUint(2)
	default:
		panic("fill: " + v.Type().String())
	}
}

// What an error says reads back as it was, whatever the value was.
func TestStoredFaults(t *testing.T) {
	for _, value := range []any{nil, "", "a \"text\"", 0, -3, 5e-7, 1e6, 1e21, math.NaN(), true, time.Hour, []int{1}, "null", json.Number("1.50")} {
		fault := scheduler.FieldError{Path: "regions[0].customers", Value: value, Expected: "something else", Cause: errors.New("a cause")}
		data, err := json.Marshal(scheduler.FieldErrors{&fault})
		require.NoError(t, err)
		var back scheduler.FieldErrors
		require.NoError(t, json.Unmarshal(data, &back))
		require.EqualError(t, back[0], fault.Error())
		require.EqualError(t, back[0].Cause, "a cause")
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
	}
}
