// Command api lists what the library exports, one line a name in a stable order, in the form of the files
// in Go's own api folder. The list is checked in: a change of the exported API is seen in the diff, and meant.
//
//	go run . > exported.txt     # renew the list
//	go run . -check             # exit status 1, and the lines that differ, where it is out of date
//	go run . -count             # exported names a package
package main

import (
	"flag"
	"fmt"
	"go/types"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

const module = "github.com/quietwindow/quietwindow/"

func main() {
	check := flag.Bool("check", false, "compare with exported.txt")
	count := flag.Bool("count", false, "print how many names each package exports")
	flag.Parse()
	lines, err := list("../..")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	switch {
	case *count:
		counts(lines)
	case *check:
		os.Exit(compare(lines))
	default:
		fmt.Println(strings.Join(lines, "\n"))
	}
}

// list returns a line for every exported name of the packages that others can import.
func list(root string) ([]string, error) {
	config := &packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax | packages.NeedTypesInfo, Dir: root}
	found, err := packages.Load(config, "./calendar/...", "./scheduler/...")
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, p := range found {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
		path := strings.TrimPrefix(p.PkgPath, module)
		if p.Name == "main" || slices.Contains(strings.Split(path, "/"), "internal") {
			continue
		}
		w := writer{path: path, own: p.Types}
		for _, name := range p.Types.Scope().Names() {
			if object := p.Types.Scope().Lookup(name); object.Exported() {
				w.object(object)
			}
		}
		lines = append(lines, w.lines...)
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

// writer collects the lines of one package.
type writer struct {
	path  string
	own   *types.Package
	lines []string
}

func (w *writer) add(format string, args ...any) {
	w.lines = append(w.lines, "pkg "+w.path+", "+fmt.Sprintf(format, args...))
}

// name shows a type as a reader of the package writes it: other packages by name, its own without.
func (w *writer) name(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == w.own {
			return ""
		}
		return p.Name()
	})
}

func (w *writer) object(object types.Object) {
	switch o := object.(type) {
	case *types.Const:
		w.add("const %s %s", o.Name(), w.name(o.Type()))
	case *types.Var:
		w.add("var %s %s", o.Name(), w.name(o.Type()))
	case *types.Func:
		w.add("func %s%s", o.Name(), strings.TrimPrefix(w.name(o.Type()), "func"))
	case *types.TypeName:
		w.typ(o)
	}
}

// typ lists a type with its exported fields and methods.
func (w *writer) typ(o *types.TypeName) {
	if o.IsAlias() {
		w.add("type %s = %s", o.Name(), w.name(types.Unalias(o.Type())))
		return
	}
	switch u := o.Type().Underlying().(type) {
	case *types.Struct:
		w.add("type %s struct", o.Name())
		for f := range u.Fields() {
			if f.Exported() {
				w.add("type %s struct, %s %s", o.Name(), f.Name(), w.name(f.Type()))
			}
		}
	case *types.Interface:
		w.add("type %s interface", o.Name())
		for m := range u.Methods() {
			if m.Exported() {
				w.add("type %s interface, %s%s", o.Name(), m.Name(), strings.TrimPrefix(w.name(m.Type()), "func"))
			}
		}
		return
	default:
		w.add("type %s %s", o.Name(), w.name(u))
	}
	value := types.NewMethodSet(o.Type())
	pointer := types.NewMethodSet(types.NewPointer(o.Type()))
	for s := range pointer.Methods() {
		if !s.Obj().Exported() {
			continue
		}
		receiver := "*" + o.Name()
		if value.Lookup(w.own, s.Obj().Name()) != nil {
			receiver = o.Name()
		}
		w.add("method (%s) %s%s", receiver, s.Obj().Name(), strings.TrimPrefix(w.name(s.Obj().Type()), "func"))
	}
}
