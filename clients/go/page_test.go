package konigle

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"testing"
)

func page(ids string, next string) response {
	items := make([]string, 0, len(ids))
	for _, id := range ids {
		items = append(items, `{"id": "`+string(id)+`"}`)
	}
	return response{status: 200, body: `{"payload": [` + strings.Join(items, ",") + `], "count": 9, "next": ` + next + `}`}
}

func all(client *Client, options ...CallOption) (ids string, err error) {
	for contact, err := range client.Contacts.All(context.Background(), &ContactFilters{Tags: []string{"a", "b"}}, options...) {
		if err != nil {
			return ids, err
		}
		ids += contact.ID
	}
	return ids, nil
}

func TestAllReadsPageAfterPageAndGivesNothingTwice(t *testing.T) {
	client, wire, _ := fake(t, []response{page("ab", `"/2"`), page("bc", `"/3"`), page("", `"/4"`)})
	found, err := all(client, WithPageSize(2))
	equal(t, err, nil)
	equal(t, found, "abc")
	equal(t, wire.requests[1].URL.RawQuery, "page=2&page_size=2&tags=a%2Cb")
}

func TestAllEndsWhereAServerRepeatsAPage(t *testing.T) {
	client, wire, _ := fake(t, []response{page("ab", `"/2"`)})
	found, err := all(client)
	equal(t, err, nil)
	equal(t, found, "ab")
	equal(t, len(wire.requests), 1+mostStalePages)
}

func TestAllEndsWithAnErrorOrWithTheLoop(t *testing.T) {
	client, _, _ := fake(t, []response{page("ab", `"/2"`), {status: 403}})
	found, err := all(client)
	equal(t, found+callError(t, err).Kind, "abauthorization")
	client, _, _ = fake(t, []response{page("ab", `"/2"`), {status: 404}})
	found, err = all(client)
	equal(t, err, nil)
	equal(t, found, "ab")
	client, wire, _ := fake(t, []response{page("ab", `"/2"`)})
	for range client.Contacts.All(context.Background(), nil) {
		break
	}
	equal(t, len(wire.requests), 1)
}

func TestAPageSaysWhetherOneFollows(t *testing.T) {
	for text, hasNext := range map[string]bool{
		`{"payload": [{"id": "a"}], "num_pages": 2}`:               true,
		`{"payload": [{"id": "a"}], "num_pages": 2, "next": null}`: false,
		`{"results": [{"id": "a"}], "num_pages": 1, "next": "/2"}`: true,
		`{"payload": null, "count": 0}`:                            false,
	} {
		client, _, _ := fake(t, []response{{status: 200, body: text}})
		found, err := client.Contacts.List(context.Background(), nil, WithPageSize(5))
		equal(t, err, nil)
		if found.HasNext != hasNext {
			t.Errorf("%s: %v", text, found.HasNext)
		}
	}
	client, _, _ := fake(t, []response{{status: 200, body: `{"count": 3}`}}, WithRetryCount(0))
	_, err := client.Contacts.List(context.Background(), nil)
	equal(t, callError(t, err).Kind, "invalid_response")
	_, err = client.Contacts.List(context.Background(), nil, WithPage(0), WithPageSize(201))
	equal(t, callError(t, err).Message, "listContacts: A page is 1 or more, its size from 1 to 200. Nothing was sent.")
}

func send(client *Client, files ...Attachment) error {
	mail := Email{ToEmail: []string{"a@b.example", "c@d.example"}, Subject: "Hi", BodyHTML: "<p>a\nb</p>", Channel: "news",
		Headers: map[string]string{"X-A": "<1>"}, SaveAsTemplate: Set(true), Attachments: files}
	_, err := client.Emails.Send(context.Background(), mail)
	return err
}

func TestAMailWithFilesIsAForm(t *testing.T) {
	client, wire, _ := fake(t, []response{{status: 429}, {status: 200, body: `{"status": "sent"}`}})
	files := []Attachment{{Content: []byte("1,2\r\n"), Filename: `a".csv`, ContentType: "text/csv"}, {Reader: bytes.NewReader([]byte{0, 255})}}
	equal(t, send(client, files...), nil)
	equal(t, wire.bodies[0], wire.bodies[1])
	_, parameters, _ := mime.ParseMediaType(wire.requests[0].Header.Get("Content-Type"))
	form := multipart.NewReader(strings.NewReader(wire.bodies[0]), parameters["boundary"])
	var found []string
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			break
		}
		content, _ := io.ReadAll(part)
		found = append(found, part.FormName()+"="+string(content)+"|"+part.FileName()+"|"+part.Header.Get("Content-Type"))
	}
	equal(t, strings.Join(found, " "), "to_email=a@b.example|| to_email=c@d.example|| subject=Hi|| body_html=<p>a\nb</p>|| channel=news|| "+
		`save_as_template=true|| headers={"X-A":"<1>"}|| attachments=1,2`+"\r\n|a%22.csv|text/csv attachments=\x00\xff|attachment|application/octet-stream")
}

func TestFilesPastALimitAreRefused(t *testing.T) {
	big := make([]byte, maxFileBytes+1)
	var six []Attachment
	for range 6 {
		six = append(six, Attachment{Content: big[:maxFileBytes]})
	}
	for name, files := range map[string][]Attachment{
		"eleven": make([]Attachment, 11), "big": {{Content: big}}, "big reader": {{Reader: bytes.NewReader(big)}}, "together": six,
		"name": {{Filename: "a\r\nb"}}, "reader": {{Reader: failing{}}},
	} {
		client, wire, _ := fake(t, nil)
		var invalid *InvalidArgumentError
		if err := send(client, files...); !errors.As(err, &invalid) || len(wire.requests) > 0 || errors.Is(err, errReset) != (name == "reader") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errReset }

func TestErrorBodies(t *testing.T) {
	for text, wanted := range map[string]string{
		`{"email": ["Taken."], "marketing_consent": {"sms": ["No."]}}`: "email, marketing_consent.sms|email: Taken.; marketing_consent.sms: No.",
		`{"detail": "Wrong state"}`:                                    "|Wrong state.",
		`{"errors": {"tags": [{"name": ["Bad."]}, "Odd."]}}`:           "tags, tags.0.name|tags: Odd.; tags.0.name: Bad.",
		`{"non_field_errors": ["No."]}`:                                "non_field_errors|non_field_errors: No.",
		`["a", {"message": "b"}]`:                                      "|a; b.",
		`<html>`:                                                       "|",
		`plain words`:                                                  "|plain words.",
		strings.Repeat(`{"a":`, 500) + "1" + strings.Repeat("}", 500):  "|",
	} {
		client, _, _ := fake(t, []response{{status: 400, body: text}})
		e := callError(t, create(client))
		said := strings.TrimPrefix(e.Message, "createContact (POST /reachout/api/v1/contacts): the server responded with 400.")
		said = strings.TrimSpace(strings.TrimSuffix(said, "Nothing was applied."))
		if found := strings.Join(sortedNames(e.FieldErrors), ", ") + "|" + said; found != wanted {
			t.Errorf("%.60s: %s, not %s", text, found, wanted)
		}
	}
}

func TestAnEmptyResponseStandsForWhatWasSent(t *testing.T) {
	client, _, _ := fake(t, []response{{status: 200}})
	ctx := context.Background()
	changed, err := client.Contacts.Update(ctx, "con_1", ContactUpdate{Country: Set("Portugal")})
	equal(t, err, nil)
	equal(t, changed.ID+changed.Country.Or(""), "con_1Portugal")
	campaign, err := client.Campaigns.NewEmailCampaign(ctx, CampaignCreateEmail{CampaignName: "Spring", EmailChannel: "news",
		ContactTags: []string{"a"}, Subject: "S", BodyHTML: "<p>"})
	equal(t, err, nil)
	equal(t, campaign.Name, "Spring")
	made, err := client.EmailAccounts.Setup(ctx, EmailAccountSetup{AccountName: "Shop", IdentityValue: "example.com"})
	equal(t, err, nil)
	equal(t, made.Account.Name+made.Identity.IdentityValue, "Shopexample.com")
}
