package konigle_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"konigle.com/go/konigle/v2"
)

// The API key and the URL of the server come from KONIGLE_API_KEY and KONIGLE_BASE_URL.
func Example() {
	client, err := konigle.NewClient(konigle.WithTimeout(10 * time.Second))
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	ada, err := client.Contacts.Create(ctx, konigle.ContactCreate{
		Email:            "ada@example.com",
		FirstName:        konigle.Set("Ada"),
		Tags:             []string{"newsletter"},
		MarketingConsent: konigle.Set(konigle.MarketingConsent{Email: konigle.Set(true)}),
	})
	if err != nil {
		log.Fatal(err)
	}
	ada, err = client.Contacts.Update(ctx, ada.ID, konigle.ContactUpdate{
		Country: konigle.Set("Portugal"),
		Phone:   konigle.Null[string](), // clears it
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(ada.FirstName, ada.Country, ada.Phone.IsNull())
	for contact, err := range client.Contacts.All(ctx, &konigle.ContactFilters{Tags: []string{"newsletter"}}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(contact.Email)
	}
	// Output:
	// Ada Portugal true
	// ada@example.com
}

func ExampleOutcomeUnknownError() {
	client, err := konigle.NewClient()
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.Campaigns.Start(context.Background(), "cmp_1")
	var unknown *konigle.OutcomeUnknownError
	var notFound *konigle.NotFoundError
	var failed *konigle.CallError
	switch {
	case errors.As(err, &unknown):
		fmt.Println("check before you start it again:", unknown.Message)
	case errors.As(err, &notFound):
		fmt.Println("there is no such campaign")
	case errors.As(err, &failed):
		fmt.Println(failed.Kind, failed.Applied, len(failed.Attempts))
	}
	// Output: there is no such campaign
}

func ExampleParseTime() {
	at, err := konigle.ParseTime("2030-05-01T09:00:00+02:00")
	fmt.Println(at.UTC(), err)
	_, err = konigle.ParseTime("2030-05-01T09:00:00")
	fmt.Println(err)
	// Output:
	// 2030-05-01 07:00:00 +0000 UTC <nil>
	// time: Must be a time in ISO 8601 with an offset, such as 2030-05-01T09:00:00+02:00. Nothing was sent.
}
