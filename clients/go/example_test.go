package konigle_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
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

func ExampleContactManager_UpsertMany() {
	client, err := konigle.NewClient()
	if err != nil {
		log.Fatal(err)
	}
	readers := []konigle.ContactCreate{
		{Email: "mary@example.com", Tags: []string{"readers"}},
		{Email: "nobody"},
		{Email: "grace@example.com", Tags: []string{"readers"}},
	}
	for result, err := range client.Contacts.UpsertMany(context.Background(), slices.Values(readers)) {
		var failed *konigle.CallError
		if errors.As(err, &failed) {
			fmt.Println(result.Index, result.Status, failed.FieldErrors)
			continue
		}
		fmt.Println(result.Index, result.Status, result.Record.Email)
	}
	// Output:
	// 0 created mary@example.com
	// 1 failed map[email:[Not an email address: it has no @.]]
	// 2 created grace@example.com
}

func ExampleContactManager_GetByEmail() {
	client, err := konigle.NewClient()
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.Contacts.GetByEmail(context.Background(), "someone@example.com")
	var notFound *konigle.NotFoundError
	fmt.Println(errors.As(err, &notFound))
	// Output: true
}

func ExampleCampaignManager_Wait() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"id": "cmp_1", "status": "cancelled"}`)
	}))
	defer server.Close()
	client, err := konigle.NewClient(konigle.WithBaseURL(server.URL))
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	_, err = client.Campaigns.Wait(ctx, "cmp_1", []konigle.CampaignStatus{konigle.CampaignStatusCompleted})
	var unexpected *konigle.UnexpectedStateError
	if errors.As(err, &unexpected) {
		fmt.Println("it ended as", unexpected.State)
	}
	// Output: it ended as cancelled
}

func ExampleWithRecipientsAllowlist() {
	client, err := konigle.NewClient(konigle.WithRecipientsAllowlist("me@example.com", "test.example"))
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.Campaigns.SendTestEmail(context.Background(), "cmp_1", "customer@example.com")
	fmt.Println(err)
	// Output: sendCampaignTestEmail: email_address: A recipient is not on the list of allowed recipients. Nothing was sent.
}

func ExampleWithDryRun() {
	client, err := konigle.NewClient(konigle.WithDryRun())
	if err != nil {
		log.Fatal(err)
	}
	var response konigle.Response
	contact, err := client.Contacts.Create(context.Background(), konigle.ContactCreate{Email: "dora@example.com"}, konigle.WithResponse(&response))
	fmt.Println(contact.Email, response.StatusCode, err)
	// Output: dora@example.com 0 <nil>
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
