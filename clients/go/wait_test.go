package konigle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func campaignIn(state string) response {
	return response{status: 200, body: `{"id": "cmp_1", "status": "` + state + `"}`}
}

func TestWaitReadsLessAndLessOftenUntilAState(t *testing.T) {
	running := campaignIn("running")
	client, wire, waits := fake(t, []response{running, running, running, campaignIn("completed")})
	client.core.random = func() float64 { return 0.5 }
	campaign, err := client.Campaigns.Wait(context.Background(), "cmp_1", nil)
	equal(t, err, nil)
	equal(t, campaign.Status.Or(""), CampaignStatusCompleted)
	equal(t, len(wire.requests), 4)
	equal(t, fmt.Sprint(*waits), "[2s 3s 4.5s]")
}

func TestWaitEndsInAnotherFinalState(t *testing.T) {
	client, _, _ := fake(t, []response{campaignIn("running"), campaignIn("failed")})
	_, err := client.Campaigns.Wait(context.Background(), "cmp_1", []CampaignStatus{CampaignStatusPaused, CampaignStatusCompleted})
	var unexpected *UnexpectedStateError
	equal(t, errors.As(err, &unexpected), true)
	equal(t, unexpected.State, "failed")
	equal(t, err.Error(), "getCampaign: the resource has ended as failed and will not be paused or completed.")
}

func TestWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	client, _, _ := fake(t, []response{campaignIn("running")})
	client.core.sleep = sleep
	_, err := client.Campaigns.Wait(ctx, "cmp_1", nil, WithPoll(time.Millisecond))
	var timeout *TimeoutError
	equal(t, errors.As(err, &timeout) && errors.Is(err, context.DeadlineExceeded), true)
	equal(t, callError(t, err).State, "running")

	ctx, cancel = context.WithCancel(context.Background())
	client, wire, _ := fake(t, []response{campaignIn("running")})
	client.core.sleep = func(<-chan struct{}, time.Duration) { cancel() }
	_, err = client.Campaigns.Wait(ctx, "cmp_1", nil)
	var canceled *CanceledError
	equal(t, errors.As(err, &canceled) && errors.Is(err, context.Canceled), true)
	equal(t, len(wire.requests), 1)
}

func TestWaitRefusesWhatCannotBe(t *testing.T) {
	client, wire, _ := fake(t, nil)
	var invalid *InvalidArgumentError
	_, err := client.Campaigns.Wait(context.Background(), "cmp_1", []CampaignStatus{"finished"})
	equal(t, errors.As(err, &invalid), true)
	_, err = client.Campaigns.Wait(context.Background(), "cmp_1", nil, WithPoll(0))
	equal(t, errors.As(err, &invalid), true)
	equal(t, len(wire.requests), 0)
}

func TestMailGoesToAllowedRecipientsOnly(t *testing.T) {
	ctx := context.Background()
	send := func(c *Client, to ...string) error {
		_, err := c.Emails.Send(ctx, Email{ToEmail: to, Subject: "S", BodyHTML: "<p>", Channel: "news"})
		return err
	}
	test := func(c *Client, to string) error {
		_, err := c.Campaigns.SendTestEmail(ctx, "cmp_1", to)
		return err
	}
	schedule := func(c *Client) error {
		_, err := c.Campaigns.Update(ctx, "cmp_1", CampaignUpdate{ScheduledAt: Set(time.Now())})
		return err
	}
	rename := func(c *Client) error {
		_, err := c.Campaigns.Update(ctx, "cmp_1", CampaignUpdate{Name: Set("Spring")})
		return err
	}
	entries := []string{"ada@example.com", " @Team.example "}
	for name, c := range map[string]struct {
		entries   []string
		call      func(*Client) error
		isAllowed bool
	}{
		"an address":        {entries, func(c *Client) error { return send(c, "Ada@example.com", "bob@team.example") }, true},
		"another":           {entries, func(c *Client) error { return send(c, "ada@example.com", "bob@example.com") }, false},
		"a part of a name":  {entries, func(c *Client) error { return test(c, "eve@evilteam.example") }, false},
		"a test":            {entries, func(c *Client) error { return test(c, "eve@team.example") }, true},
		"a start":           {entries, func(c *Client) error { return start(c) }, false},
		"a schedule":        {entries, schedule, false},
		"another change":    {entries, rename, true},
		"a contact":         {entries, func(c *Client) error { return create(c) }, true},
		"nobody is allowed": {nil, func(c *Client) error { return send(c, "ada@example.com") }, false},
	} {
		client, wire, _ := fake(t, []response{{status: 200}}, WithRecipientsAllowlist(c.entries...))
		err := c.call(client)
		var invalid *InvalidArgumentError
		if (err == nil) != c.isAllowed || (err != nil && !errors.As(err, &invalid)) || (len(wire.requests) == 1) != c.isAllowed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADryRunSendsReadsOnly(t *testing.T) {
	var logged bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&logged, nil))
	client, wire, _ := fake(t, []response{{status: 200, body: contact}}, WithDryRun(), WithLogger(logger))
	var got Response
	changed, err := client.Contacts.Update(context.Background(), "con_1", ContactUpdate{Country: Set("Portugal")}, WithResponse(&got))
	equal(t, err, nil)
	equal(t, changed.ID+changed.Country.Or(""), "con_1Portugal")
	equal(t, got.StatusCode, 0)
	statuses, _ := bulkOutcome(client, wire, people("ada@example.com", "nobody")...)
	equal(t, statuses, "unchanged invalid_argument")
	equal(t, len(wire.requests), 0)
	equal(t, strings.Count(logged.String(), "konigle dry run"), 2)
	equal(t, get(client), nil)
	equal(t, len(wire.requests), 1)
}

func TestAResponseIsKeptForTheCaller(t *testing.T) {
	var got Response
	client, _, _ := fake(t, []response{{status: 500}, {status: 200, body: contact, header: map[string]string{"X-Request-Id": "r1", "X-Team": "a"}}})
	equal(t, get(client, WithResponse(&got)), nil)
	equal(t, fmt.Sprintf("%d %s %s %d", got.StatusCode, got.RequestID, got.Header.Get("X-Team"), len(got.Attempts)), "200 r1 a 2")
	var wrong *ConfigurationError
	_, err := NewClient(WithAPIKey("k"), WithResponse(&got))
	equal(t, errors.As(err, &wrong), true)
}
