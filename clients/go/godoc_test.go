package konigle

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// documentation is what go doc shows of the package.
func documentation(t *testing.T) *doc.Package {
	t.Helper()
	entries, err := os.ReadDir(".")
	equal(t, err, nil)
	set, files := token.NewFileSet(), []*ast.File{}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
			equal(t, err, nil)
			files = append(files, file)
		}
	}
	found, err := doc.NewFromFiles(set, files, "konigle")
	equal(t, err, nil)
	return found
}

func TestEveryExportedNameIsDocumented(t *testing.T) {
	found := documentation(t)
	undocumented := func(name, text string) {
		if text == "" && name != "MarshalJSON" && name != "UnmarshalJSON" && name != "Unwrap" && name != "Error" {
			t.Errorf("%s has no comment", name)
		}
	}
	values := func(all []*doc.Value) {
		for _, one := range all {
			undocumented(strings.Join(one.Names, ", "), one.Doc)
		}
	}
	functions := func(all []*doc.Func) {
		for _, one := range all {
			undocumented(one.Name, one.Doc)
		}
	}
	undocumented("the package", found.Doc)
	values(found.Consts)
	values(found.Vars)
	functions(found.Funcs)
	for _, one := range found.Types {
		undocumented(one.Name, one.Doc)
		values(one.Consts)
		functions(one.Funcs)
		functions(one.Methods)
	}
	equal(t, len(found.Types) > 50, true)
}

func TestTheReadmeNamesWhatThereIs(t *testing.T) {
	content, err := os.ReadFile("README.md")
	equal(t, err, nil)
	found := documentation(t)
	known := map[string]bool{}
	values := func(all []*doc.Value) {
		for _, one := range all {
			for _, name := range one.Names {
				known[name] = true
			}
		}
	}
	functions := func(all []*doc.Func) {
		for _, one := range all {
			known[one.Name] = true
		}
	}
	functions(found.Funcs)
	for _, one := range found.Types {
		known[one.Name] = true
		values(one.Consts)
		functions(one.Funcs)
	}
	names := regexp.MustCompile(`konigle\.([A-Z]\w*)|`+"`"+`\*?((?:With|New)[A-Z]\w*|\w+Error)`+"`").FindAllStringSubmatch(string(content), -1)
	for _, one := range names {
		if name := one[1] + one[2]; !known[name] {
			t.Errorf("there is no %s", name)
		}
	}
	calls := regexp.MustCompile(`client\.([A-Z]\w*)\.([A-Z]\w*)`).FindAllStringSubmatch(string(content), -1)
	for _, one := range calls {
		manager, hasManager := reflect.TypeFor[Client]().FieldByName(one[1])
		if !hasManager {
			t.Errorf("there is no client.%s", one[1])
		} else if _, hasMethod := manager.Type.MethodByName(one[2]); !hasMethod {
			t.Errorf("there is no client.%s.%s", one[1], one[2])
		}
	}
	equal(t, len(names) > 30 && len(calls) > 3, true)
}
