package wording

import (
	"fmt"
	"reflect"
	"regexp"
	"text/template"
	"time"
)

const (
	// MaxText is the longest text that a function of a template takes or gives, in bytes: a few functions that double
	// theirs would fill all memory.
	MaxText = 8 << 10
	// mostLayout is the longest layout of a time or a format of printf.
	mostLayout = 1_000
)

// Functions returns functions of templates, and those of text/template that make texts, held to MaxText. An argument of any
// type may be a text, a number, a time or true or false.
func Functions(own template.FuncMap) template.FuncMap {
	all := template.FuncMap{
		"print": fmt.Sprint, "println": fmt.Sprintln, "printf": printf,
		"html": template.HTMLEscaper, "js": template.JSEscaper, "urlquery": template.URLQueryEscaper,
	}
	for name, function := range own {
		all[name] = function
	}
	for name, function := range all {
		all[name] = held(reflect.ValueOf(function))
	}
	return all
}

// wide finds what makes printf write more than it is given.
var wide = regexp.MustCompile(`%[^%a-zA-Z]*(\*|\d{4})`)

// printf is that of text/template, without what makes much of little.
func printf(format string, args ...any) (string, error) {
	if len(format) > mostLayout || wide.MatchString(format) {
		return "", fmt.Errorf("a format that is longer than %d bytes or has a width beyond 999", mostLayout)
	}
	return fmt.Sprintf(format, args...), nil
}

// held returns a function that refuses what is too long. One that is given no texts gives none that grow, and stays as it is.
func held(f reflect.Value) any {
	of := f.Type()
	var in, out []reflect.Type
	texts := false
	for i := range of.NumIn() {
		in = append(in, of.In(i))
		kind := of.In(i).Kind()
		if of.IsVariadic() && i == of.NumIn()-1 {
			kind = of.In(i).Elem().Kind()
		}
		texts = texts || kind == reflect.String || kind == reflect.Interface
	}
	if !texts {
		return f.Interface()
	}
	fault := reflect.TypeFor[error]()
	out = []reflect.Type{of.Out(0), fault}
	return reflect.MakeFunc(reflect.FuncOf(in, out, of.IsVariadic()), func(args []reflect.Value) []reflect.Value {
		for i, arg := range args {
			if err := checkArg(arg, of.IsVariadic() && i == len(args)-1); err != nil {
				return []reflect.Value{reflect.Zero(of.Out(0)), reflect.ValueOf(&err).Elem()}
			}
		}
		call := f.Call
		if of.IsVariadic() {
			call = f.CallSlice
		}
		results := call(args)
		err, _ := results[len(results)-1].Interface().(error)
		if results[0].Kind() == reflect.String && err == nil {
			err = short(results[0])
		}
		return []reflect.Value{results[0], reflect.ValueOf(&err).Elem()}
	}).Interface()
}

// checkArg refuses a text that is too long, and of an argument of any type what could be written at length.
func checkArg(v reflect.Value, many bool) error {
	if many {
		for i := range v.Len() {
			if err := checkArg(v.Index(i), false); err != nil {
				return err
			}
		}
		return nil
	}
	if v.Kind() == reflect.Interface {
		v = v.Elem()
		switch {
		case v.IsValid() && (v.Kind() <= reflect.Complex128 || v.Kind() == reflect.String):
		case v.IsValid() && (v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[*time.Location]()):
		default:
			return fmt.Errorf("found %s; expected a text, a number or a time", kindOf(v))
		}
	}
	if v.Kind() == reflect.String {
		return short(v)
	}
	return nil
}

func kindOf(v reflect.Value) string {
	if !v.IsValid() {
		return "nothing"
	}
	return "a value of type " + v.Type().String()
}

func short(v reflect.Value) error {
	if v.Len() > MaxText {
		return fmt.Errorf("a text of more than %d bytes", MaxText)
	}
	return nil
}
