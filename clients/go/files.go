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

func (a Attachment) read() (content []byte, problem string, err error) {
	content = a.Content
	if content == nil && a.Reader != nil {
		if content, err = io.ReadAll(io.LimitReader(a.Reader, maxFileBytes+1)); err != nil {
			return nil, "A file cannot be read.", err
		}
	}
	if len(content) > maxFileBytes {
		return nil, fmt.Sprintf("A file is larger than %d MiB.", maxFileBytes>>20), nil
	}
	return content, "", nil
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
	size := 0
	for _, file := range files {
		size += len(file.Content)
	}
	body.Grow(size) // growing as it goes would take up to three times the memory
	total, problem := 0, ""
	var cause error
	if op.mostFiles > 0 && len(files) > op.mostFiles {
		problem = fmt.Sprintf("There are more than %d files.", op.mostFiles)
	}
	for i := 0; i < len(files) && problem == ""; i++ {
		var content []byte
		content, problem, cause = files[i].read()
		name, contentType := files[i].describe()
		if total += len(content); total > maxTotalBytes {
			problem = fmt.Sprintf("The files are larger than %d MiB together.", maxTotalBytes>>20)
		}
		if lineBreak.MatchString(name + contentType) {
			problem = "The name or content type of a file holds a line break or NUL."
		}
		part, _ := form.CreatePart(textproto.MIMEHeader{"Content-Type": {contentType}, "Content-Disposition": {
			fmt.Sprintf(`form-data; name="%s"; filename="%s"`, op.files, strings.ReplaceAll(name, `"`, "%22"))}})
		_, _ = part.Write(content)
	}
	if _ = form.Close(); problem != "" {
		err := invalidArgument(op.id, map[string][]string{op.files: {problem}})
		var refused *CallError
		errors.As(err, &refused)
		refused.cause = cause
		return nil, "", err
	}
	return body.Bytes(), form.FormDataContentType(), nil
}
