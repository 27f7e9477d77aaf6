package konigle

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// body returns what is sent of a body.
func body(t *testing.T, op *operation, m model) string {
	t.Helper()
	fields, err := encodeBody(op, m)
	if err != nil {
		t.Fatal(err)
	}
	content, err := compactJSON(asMap(fields))
	equal(t, err, nil)
	return string(content)
}

// refused returns the fields that a body is refused for.
func refused(op *operation, m model) string {
	_, err := encodeBody(op, m)
	var invalid *InvalidArgumentError
	if !errors.As(err, &invalid) {
		return ""
	}
	return strings.Join(sortedNames(invalid.FieldErrors), " ")
}

func TestOnlyWhatIsSetIsSent(t *testing.T) {
	equal(t, body(t, &opUpdateContact, &ContactUpdate{Phone: Null[string](), Tags: []string{}, Country: Set("")}),
		`{"country":"","phone":null,"tags":[]}`)
	equal(t, body(t, &opCreateContact, &ContactCreate{Email: "a@b.example", Phone: Null[string]()}), `{"email":"a@b.example"}`)
	consent := MarketingConsent{SMS: Set(false)}
	equal(t, body(t, &opCreateContact, &ContactCreate{Email: "a@b.example", MarketingConsent: Set(consent)}),
		`{"email":"a@b.example","marketing_consent":{"sms":false}}`)
	equal(t, body(t, &opCreateEmailAccount, &EmailAccountCreate{Name: "A", DefaultFromEmail: Set("")}), `{"name":"A"}`)
	equal(t, body(t, &opUpdateEmailAccount, &EmailAccountUpdate{DefaultFromEmail: Set("")}), `{"default_from_email":""}`)
	equal(t, body(t, &opCreateEmailChannel, &EmailChannelCreate{Code: "News", ChannelType: "marketing"}),
		`{"channel_type":"marketing","code":"news"}`)
	at := time.Date(2030, 5, 1, 9, 0, 0, 0, time.FixedZone("", 7200))
	equal(t, body(t, &opScheduleCampaign, &CampaignSchedule{ScheduledAt: Set(at)}), `{"scheduled_at":"2030-05-01T09:00:00+02:00"}`)
}

func TestWhatDoesNotFitIsRefusedByField(t *testing.T) {
	contact := func(change func(*ContactCreate)) model {
		data := ContactCreate{Email: "ada@example.com"}
		change(&data)
		return &data
	}
	for wanted, m := range map[string]model{
		"email":             contact(func(c *ContactCreate) { c.Email = "" }),
		"first_name":        contact(func(c *ContactCreate) { c.FirstName = Set(strings.Repeat("é", 101)) }),
		"last_name":         contact(func(c *ContactCreate) { c.LastName = Set("a\nb") }),
		"source":            contact(func(c *ContactCreate) { c.Source = Set(ContactSource("bought")) }),
		"marketing_consent": contact(func(c *ContactCreate) { c.MarketingConsent = Null[MarketingConsent]() }),
		"marketing_consent.sms": contact(func(c *ContactCreate) {
			c.MarketingConsent = Set(MarketingConsent{SMS: Null[bool]()})
		}),
		"frist_name tags": contact(func(c *ContactCreate) {
			_ = json.Unmarshal([]byte(`{"email": "a@b.example", "frist_name": "Ada", "tags": "a"}`), c)
		}),
	} {
		equal(t, refused(&opCreateContact, m), wanted)
	}
	_, err := encodeBody(&opUpdateContact, &ContactUpdate{})
	equal(t, callError(t, err).Message, "updateContact: An update needs at least one field. Nothing was sent.")
	equal(t, refused(&opUpdateContact, &ContactUpdate{Email: Null[string]()}), "email")
	mail := Email{ToEmail: []string{"ada@example.com", "bob"}, Subject: "a\r\nBcc: b", BodyHTML: "<p>", Channel: "news",
		Headers: map[string]string{"Bcc": "b", "X-A": "1\n2"}}
	equal(t, refused(&opSendEmail, &mail), "headers.Bcc headers.X-A subject to_email.1")
	equal(t, refused(&opCreateCampaign, &CampaignCreate{Name: "a", Audience: "b", ExecutionDurationMinutes: Set(1441)}), "execution_duration_minutes")
}

// A lone surrogate of the vectors is invalid UTF-8 in Go.
func TestTextThatIsNoUTF8IsRefused(t *testing.T) {
	equal(t, refused(&opCreateContact, &ContactCreate{Email: "ada@example.com", FirstName: Set("a\xff")}), "first_name")
	client, wire, _ := fake(t, nil)
	_, err := client.Contacts.Get(context.Background(), "a\xff")
	equal(t, callError(t, err).Kind, "invalid_argument")
	_, err = client.Contacts.List(context.Background(), &ContactFilters{Q: Set("\xed\xa0\x80")})
	equal(t, callError(t, err).Kind, "invalid_argument")
	equal(t, len(wire.requests), 0)
}

func TestReadingLosesNothing(t *testing.T) {
	text := `{"brand_new":7,"country":null,"email":"ada@example.com","id":"con_1","ltv":20.05,"phone":5,"source":"telepathy"}`
	var found Contact
	equal(t, json.Unmarshal([]byte(text), &found), nil)
	equal(t, found.Source.Or(""), "telepathy")
	equal(t, found.LTV.Or(""), "20.05")
	equal(t, found.Country.IsNull(), true)
	equal(t, found.FirstName.IsAbsent(), true)
	equal(t, string(found.Extra["phone"])+string(found.Extra["brand_new"]), "57")
	_, stated := found.MarketingConsent.Get()
	equal(t, stated, false)
	again, err := json.Marshal(found)
	equal(t, err, nil)
	for _, part := range []string{`"brand_new":7`, `"country":null`, `"ltv":"20.05"`, `"phone":5`, `"source":"telepathy"`} {
		equal(t, strings.Contains(string(again), part), true)
	}
	equal(t, strings.Contains(string(again), "first_name"), false)
	equal(t, found.LTV.String()+found.Country.String(), "20.05")
	rat, ok := found.LTV.Or("").Rat()
	equal(t, ok && rat.FloatString(2) == "20.05", true)
}
