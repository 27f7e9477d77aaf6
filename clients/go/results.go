package konigle

import (
	"context"
	"encoding/json"
)

// NewEmailCampaign creates a campaign together with its audience and template.
//
// Not retried if the response is lost: the error is then an [OutcomeUnknownError].
func (m *CampaignManager) NewEmailCampaign(ctx context.Context, data CampaignCreateEmail, options ...CallOption) (*Campaign, error) {
	r := request{op: &opNewEmailCampaign, body: &data}
	found, err := one[CampaignCreateEmailResult](ctx, m.core, r, options)
	if err != nil {
		return nil, err
	}
	standIn(&found.Campaign, found.Campaign.ID == "", found.Extra, data.CampaignName)
	return &found.Campaign, nil
}

// Setup creates an account with its first channels and identity.
//
// Not retried if the response is lost: the error is then an [OutcomeUnknownError].
func (m *EmailAccountManager) Setup(ctx context.Context, data EmailAccountSetup, options ...CallOption) (*EmailAccountSetupResult, error) {
	r := request{op: &opSetupEmailAccount, body: &data}
	found, err := one[EmailAccountSetupResult](ctx, m.core, r, options)
	if err != nil {
		return nil, err
	}
	standIn(&found.Account, found.Account.ID == "", found.Extra, data.AccountName)
	standIn(&found.Identity, found.Identity.ID == "", found.Extra, data.AccountName)
	return found, nil
}

// standIn makes a resource of what is known, if a response does not hold it: an empty one stands for what was sent.
func standIn(into model, isMissing bool, known map[string]json.RawMessage, name string) {
	if !isMissing || known == nil {
		return
	}
	fields := map[string]any{"name": name}
	for field, value := range known {
		fields[field] = value
	}
	data, _ := compactJSON(fields)
	_ = unmarshal(data, into)
}
