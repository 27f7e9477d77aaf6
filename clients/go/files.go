package konigle

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
)

const (
	maxFileBytes  = 20 << 20
	maxTotalBytes = 100 << 20
)

// Attachment is a file to attach to a mail: the content of exactly one of Path, Content and Reader.
//
// Files are read once, before the first attempt. Nothing is fetched from a URL.
type Attachment struct {
	Path        string // of a local file
	Content     []byte
	Reader      io.Reader
	Filename    string // the default is the name in Path, else "attachment"
	ContentType string // the default follows from the extension of Filename
}

func (a Attachment) read() ([]byte, error) {
	source := a.Reader
	switch {
	case a.Content != nil:
		source = bytes.NewReader(a.Content)
	case a.Path != "":
		file, err := os.Open(a.Path)
		if err != nil {
			return nil, fmt.Errorf("the file %q cannot be opened", a.filename())
		}
		defer file.Close()
		source = file
	case source == nil:
		return nil, fmt.Errorf("the file %q has no content", a.filename())
	}
	content, err := io.ReadAll(io.LimitReader(source, maxFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("the file %q cannot be read", a.filename())
	}
	if len(content) > maxFileBytes {
		return nil, fmt.Errorf("the file %q is larger than %d MiB", a.filename(), maxFileBytes>>20)
	}
	return content, nil
}

func (a Attachment) filename() string {
	switch {
	case strings.TrimSpace(a.Filename) != "":
		return a.Filename
	case a.Path != "":
		return filepath.Base(a.Path)
	}
	return "attachment"
}

func (a Attachment) contentType() string {
	if a.ContentType != "" {
		return a.ContentType
	}
	if found := mime.TypeByExtension(filepath.Ext(a.filename())); found != "" {
		return found
	}
	return "application/octet-stream"
}

// encodeForm writes a form with a random boundary: a list is one repeated field for each item, an object is JSON text.
func encodeForm(op *operation, fields []field, files []Attachment) ([]byte, string, error) {
	refused := func(problem string) ([]byte, string, error) {
		return nil, "", invalidArgument(op.id, map[string][]string{op.files: {problem + "."}})
	}
	if op.mostFiles > 0 && len(files) > op.mostFiles {
		return refused(fmt.Sprintf("There are %d files, more than %d", len(files), op.mostFiles))
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range fields {
		items, isList := f.value.([]any)
		if !isList {
			items = []any{f.value}
		}
		for _, item := range items {
			text, isText := item.(string)
			if !isText {
				encoded, err := compactJSON(item)
				if err != nil {
					return nil, "", err
				}
				text = string(encoded)
			}
			_ = form.WriteField(f.name, text) // a Buffer takes everything
		}
	}
	total := 0
	for _, file := range files {
		if lineBreak.MatchString(file.filename() + file.ContentType) {
			return refused("The name or content type of a file holds a line break or NUL")
		}
		content, err := file.read()
		if err != nil {
			return refused(err.Error())
		}
		if total += len(content); total > maxTotalBytes {
			return refused(fmt.Sprintf("The files are larger than %d MiB together", maxTotalBytes>>20))
		}
		name := strings.ReplaceAll(file.filename(), `"`, "%22")
		part, _ := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="%s"; filename="%s"`, op.files, name)},
			"Content-Type":        {file.contentType()}})
		_, _ = part.Write(content)
	}
	_ = form.Close()
	return body.Bytes(), form.FormDataContentType(), nil
}
