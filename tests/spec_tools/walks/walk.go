// The four calls of every client; what it got is printed as one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/konigle/reachout"
)

func main() {
	configuration := reachout.NewConfiguration()
	configuration.Servers = reachout.ServerConfigurations{{URL: os.Args[1]}}
	configuration.AddDefaultHeader("Authorization", "Token "+os.Args[2])
	contacts := reachout.NewAPIClient(configuration).ContactsAPI
	ctx := context.Background()

	create := reachout.NewContactCreate("ada@example.com")
	create.SetFirstName("Ada")
	create.SetTags([]string{"news"})
	consent := reachout.MarketingConsent{}
	consent.SetSms(false)
	create.SetMarketingConsent(consent)
	created, _, err := contacts.CreateContact(ctx).ContactCreate(*create).Execute()
	check(err)
	page, _, err := contacts.ListContacts(ctx).Q("ada").PageSize(5).Execute()
	check(err)
	listed := []string{}
	for _, contact := range page.GetPayload() {
		listed = append(listed, contact.GetEmail())
	}
	update := reachout.ContactUpdate{}
	update.SetPhone("+4915112345678")
	changed, _, err := contacts.UpdateContact(ctx, created.GetId()).ContactUpdate(update).Execute()
	check(err)
	_, response, err := contacts.GetContact(ctx, "missing").Execute()
	if err == nil {
		panic("a missing contact was found")
	}
	stored := created.GetMarketingConsent()
	line, err := json.Marshal(map[string]any{
		"created": created.GetEmail(), "sms": stored.GetSms(), "listed": listed,
		"first_name": changed.GetFirstName(), "phone": changed.GetPhone(), "missing": response.StatusCode,
	})
	check(err)
	fmt.Println(string(line))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
