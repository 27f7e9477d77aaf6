package konigle

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"path/filepath"
	"strings"
)

const (
	maxFileBytes  = 20 << 20
	maxTotalBytes = 100 << 20
	headOfPart    = 1 << 10 // more than the head of a part takes
)

// Attachment is a file to attach to a mail. It is read once, before the first attempt.
type Attachment struct {
	Content     []byte
	Reader      io.Reader // the content, if Content is nil; such as an *os.File
	Filename    string    // the default is the name of a file in Reader, else "attachment"
	ContentType string    // the default follows from the extension of the name
}

// describe returns the name and the content type.
func (a Attachment) describe() (string, string) {
	name, contentType := a.Filename, a.ContentType
	if file, ok := a.Reader.(interface{ Name() string }); ok && name == "" {
		name = filepath.Base(file.Name())
	}
	if strings.TrimSpace(name) == "" {
		name = "attachment"
	}
	if contentType == "" {
		contentType = mime.TypeByExtension(filepath.Ext(name))
	}
	return name, cmp.Or(contentType, "application/octet-stream")
}

func (a Attachment) open() io.Reader {
	if a.Content == nil && a.Reader != nil {
		return a.Reader
	}
	return bytes.NewReader(a.Content)
}

// encodeForm writes a form with a random boundary: a list is one repeated field for each item, an object is JSON text.
func encodeForm(op *operation, fields []field, files []Attachment) ([]byte, string, error) {
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
				encoded, _ := compactJSON(item)
				text = string(encoded)
			}
			_ = form.WriteField(f.name, text) // a Buffer takes everything
		}
	}
	err := writeFiles(&body, form, op, files)
	_ = form.Close()
	return body.Bytes(), form.FormDataContentType(), err
}

func writeFiles(body *bytes.Buffer, form *multipart.Writer, op *operation, files []Attachment) error {
	refused := func(cause error, format string, parts ...any) error {
		err := invalidArgument(op.id, map[string][]string{op.files: {fmt.Sprintf(format, parts...)}})
		var e *CallError
		errors.As(err, &e)
		e.cause = cause
		return err
	}
	if op.mostFiles > 0 && len(files) > op.mostFiles {
		return refused(nil, "There are more than %d files.", op.mostFiles)
	}
	size := 0
	for _, file := range files {
		size += len(file.Content) + headOfPart
	}
	body.Grow(size) // growing as it goes would take up to three times the memory
	total := int64(0)
	for _, file := range files {
		name, contentType := file.describe()
		if lineBreak.MatchString(name + contentType) {
			return refused(nil, "The name or content type of a file holds a line break or NUL.")
		}
		part, _ := form.CreatePart(textproto.MIMEHeader{"Content-Type": {contentType}, "Content-Disposition": {
			fmt.Sprintf(`form-data; name="%s"; filename="%s"`, op.files, strings.ReplaceAll(name, `"`, "%22"))}})
		length, err := io.Copy(part, io.LimitReader(file.open(), maxFileBytes+1))
		total += length
		switch {
		case err != nil:
			return refused(err, "A file cannot be read.")
		case length > maxFileBytes:
			return refused(nil, "A file is larger than %d MiB.", maxFileBytes>>20)
		case total > maxTotalBytes:
			return refused(nil, "The files are larger than %d MiB together.", maxTotalBytes>>20)
		}
	}
	return nil
}
