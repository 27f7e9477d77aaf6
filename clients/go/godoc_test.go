package konigle

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

func TestEveryExportedNameIsDocumented(t *testing.T) {
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
