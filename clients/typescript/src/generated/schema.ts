// Made from openapi/konigle-reachout.yaml by `make generate` (scripts/generate.mjs); do not edit.
/* eslint-disable */

export interface paths {
    "/reachout/api/v1/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audiences
         * @description Returns one page of audiences that match the filters.
         */
        get: operations["listAudiences"];
        put?: never;
        /**
         * Create an audience
         * @description Creates a segment of all contacts that have one of its tags, including contacts tagged later. Sends nothing.
         */
        post: operations["createAudience"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/audiences/{audience_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the audience. */
                audience_id: components["parameters"]["AudienceId"];
            };
            cookie?: never;
        };
        /**
         * Get one audience
         * @description Returns one audience with all its fields.
         */
        get: operations["getAudience"];
        put?: never;
        post?: never;
        /**
         * Delete one audience
         * @description Deletes the audience permanently. Its contacts are not deleted.
         */
        delete: operations["deleteAudience"];
        options?: never;
        head?: never;
        /**
         * Change one audience
         * @description Updates the fields in the body. New tags replace all existing tags.
         */
        patch: operations["updateAudience"];
        trace?: never;
    };
    "/reachout/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List campaigns
         * @description Returns one page of campaigns that match the filters. Items may lack `execution`, which is returned for a single campaign.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Create a campaign
         * @description Creates a campaign for an existing audience, channel and template. It is not sent before it is started or its scheduled time is reached.
         */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        /**
         * Get one campaign
         * @description Returns one campaign with all its fields, including the progress of its run in `execution`.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        /**
         * Delete one campaign
         * @description Deletes the campaign permanently. To stop it and keep its statistics, cancel it instead.
         */
        delete: operations["deleteCampaign"];
        options?: never;
        head?: never;
        /**
         * Change one campaign
         * @description Updates the fields in the body. The name and the description can be changed at any time, all other fields only while the campaign is a draft or scheduled; after that the server rejects the change.
         */
        patch: operations["updateCampaign"];
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a campaign
         * @description Starts sending to the audience and makes the campaign `running`. The campaign must be a draft or scheduled; in any other state the server rejects the request.
         */
        post: operations["startCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a campaign
         * @description Pauses a running campaign, which becomes `paused`. Unsent emails wait. In any other state the server rejects the request.
         */
        post: operations["pauseCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a campaign
         * @description Continues a paused campaign with the contacts it has not reached yet; it is `running` again. In any other state the server rejects the request.
         */
        post: operations["resumeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a campaign
         * @description Ends a campaign that is a draft, scheduled, running or paused; it is `cancelled` and cannot be resumed. Emails already sent are not affected. In any other state the server rejects the request.
         */
        post: operations["cancelCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Schedule a campaign
         * @description Sets or changes the time at which sending starts and makes the campaign `scheduled`. The campaign must be a draft or scheduled; in any other state the server rejects the request. An empty body keeps the current time.
         */
        post: operations["scheduleCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/add-ltv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Credit a purchase to a campaign
         * @description Adds the amount of a purchase to the lifetime value of the campaign and, if the body names the buyer, to that of the contact as well. Each call adds the amount, so a repeated call counts twice.
         */
        post: operations["addCampaignLtv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/{campaign_id}/send-test-email": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test email of a campaign
         * @description Sends the email of the campaign to one address for review. The state of the campaign does not change.
         */
        post: operations["sendCampaignTestEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/campaigns/new-email-campaign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a campaign with its audience and template
         * @description Creates an audience from the given tags, a template from the given content, and an email campaign that uses both, in one call.
         */
        post: operations["newEmailCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Returns one page of contacts that match the filters.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Create a contact
         * @description Creates a contact. Consent that the body leaves out counts as given, so state every channel that the person declined.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contact_id: components["parameters"]["ContactId"];
            };
            cookie?: never;
        };
        /**
         * Get one contact
         * @description Returns one contact with all its fields.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /**
         * Delete one contact
         * @description Deletes the contact permanently, including its consent.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /**
         * Change one contact
         * @description Updates the fields in the body. New tags replace all existing tags. The server maintains lifetime value and last purchase; they cannot be set here.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/reachout/api/v1/contacts/update-ltv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Credit a purchase to a contact
         * @description Adds the amount of a purchase to the lifetime value of the contact with the given address; no identifier is needed. Each call adds the amount, so a repeated call counts twice.
         */
        post: operations["updateContactLtv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List email accounts
         * @description Returns one page of email accounts. There are no filters.
         */
        get: operations["listEmailAccounts"];
        put?: never;
        /**
         * Create an email account
         * @description Creates an email account without a channel or an identity; the set-up operation creates all three.
         */
        post: operations["createEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email account. */
                account_id: components["parameters"]["AccountId"];
            };
            cookie?: never;
        };
        /**
         * Get one email account
         * @description Returns one email account with all its fields.
         */
        get: operations["getEmailAccount"];
        put?: never;
        post?: never;
        /**
         * Delete one email account
         * @description Deletes the email account permanently; nothing can be sent from it afterwards.
         */
        delete: operations["deleteEmailAccount"];
        options?: never;
        head?: never;
        /**
         * Change one email account
         * @description Updates the fields in the body. Emails sent later use the new defaults.
         */
        patch: operations["updateEmailAccount"];
        trace?: never;
    };
    "/reachout/api/v1/accounts/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set up an account
         * @description Creates an email account together with its default channel and an identity to be verified by DNS.
         */
        post: operations["setupEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/accounts/check-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an account
         * @description Returns whether the site's account can send email. Changes nothing.
         */
        post: operations["checkEmailAccountStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List email channels
         * @description Returns one page of email channels that match the filters.
         */
        get: operations["listEmailChannels"];
        put?: never;
        /**
         * Create an email channel
         * @description Creates an email channel in the site's account. The server sets its daily quota and its rate limit.
         */
        post: operations["createEmailChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        /**
         * Get one email channel
         * @description Returns one email channel with all its fields.
         */
        get: operations["getEmailChannel"];
        put?: never;
        post?: never;
        /**
         * Delete one email channel
         * @description Deletes the channel permanently; nothing can be sent by its code afterwards.
         */
        delete: operations["deleteEmailChannel"];
        options?: never;
        head?: never;
        /**
         * Change one email channel
         * @description Changes the code of the channel. Programs that send by the old code must then use the new one.
         */
        patch: operations["updateEmailChannel"];
        trace?: never;
    };
    "/reachout/api/v1/channels/{channel_id}/set-engagement-tracking": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable or disable engagement tracking
         * @description Enables or disables the tracking of opens and clicks for emails that the channel sends from then on.
         */
        post: operations["setEngagementTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List email identities
         * @description Returns one page of email identities that match the filters.
         */
        get: operations["listEmailIdentities"];
        put?: never;
        /**
         * Create an email identity
         * @description Registers a domain or an address to send from. Emails can be sent from it once the DNS records in the response are in place and a check has found them.
         */
        post: operations["createEmailIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        /**
         * Get one email identity
         * @description Returns one email identity with all its fields, as of the last check.
         */
        get: operations["getEmailIdentity"];
        put?: never;
        post?: never;
        /**
         * Delete one email identity
         * @description Deletes the identity permanently; no email can be sent from it afterwards.
         */
        delete: operations["deleteEmailIdentity"];
        options?: never;
        head?: never;
        /**
         * Change one email identity
         * @description Enables or disables the custom MAIL FROM domain of the identity.
         */
        patch: operations["updateEmailIdentity"];
        trace?: never;
    };
    "/reachout/api/v1/identities/{identity_id}/check-status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an identity
         * @description Looks up the DNS records of the identity again and returns its verification status. If it is pending, call it again later; DNS changes take time to propagate.
         */
        post: operations["checkEmailIdentityStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/identities/{identity_id}/setup-custom-mail-from": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set up a custom MAIL FROM domain
         * @description Gives the identity its own domain for the envelope sender. The `mail_from_records` of the response are the DNS records to add; the domain is pending until a check finds them.
         */
        post: operations["setupCustomMailFrom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/email-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List email templates
         * @description Returns one page of email templates that match the filters.
         */
        get: operations["listEmailTemplates"];
        put?: never;
        /**
         * Create an email template
         * @description Stores email content, with placeholders, for use in campaigns.
         */
        post: operations["createEmailTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reachout/api/v1/email-templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email template (not its code). */
                template_id: components["parameters"]["TemplateId"];
            };
            cookie?: never;
        };
        /**
         * Get one email template
         * @description Returns one email template with all its fields.
         */
        get: operations["getEmailTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete one email template
         * @description Deletes the template permanently.
         */
        delete: operations["deleteEmailTemplate"];
        options?: never;
        head?: never;
        /**
         * Change one email template
         * @description Updates the fields in the body. New tags replace all existing tags.
         */
        patch: operations["updateEmailTemplate"];
        trace?: never;
    };
    "/reachout/api/v1/send-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an email
         * @description Sends one email, as JSON, or as a form if it has files. Each call sends an email, so a repeated call sends it twice.
         */
        post: operations["sendEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The fields that every resource has; the server sets them all. */
        TimestampedResource: {
            /**
             * ID
             * @description Identifier of the resource, set by the server; an opaque string.
             */
            readonly id: string;
            /**
             * Created At
             * Format: date-time
             * @description When the resource was created.
             */
            readonly created_at: string;
            /**
             * Updated At
             * Format: date-time
             * @description When the resource was last changed.
             */
            readonly updated_at: string;
        };
        /** @description The metadata of every page of a list. */
        Page: {
            /**
             * Count
             * @description The number of resources that match the filters, over all pages.
             */
            count: number;
            /**
             * Next
             * @description URL of the next page; null on the last.
             */
            next?: string | null;
            /**
             * Previous
             * @description URL of the previous page; null on the first.
             */
            previous?: string | null;
            /**
             * Number of Pages
             * @description The number of pages at this page size; some servers leave it out.
             * @default 1
             */
            num_pages?: number;
        };
        /**
         * @description The three-letter ISO 4217 code of a currency.
         * @example USD
         */
        CurrencyCode: string;
        /**
         * @description An amount above zero, as a decimal string with at most two decimal places, or as many as its currency has.
         * @example 99.99
         */
        PurchaseAmount: string;
        /** @description The error message of the server. It has no fixed form: an object with a message, an object with messages by field name (possibly nested), a list of messages, or plain text. */
        Error: components["schemas"]["Problem"] | components["schemas"]["FieldErrors"] | components["schemas"]["ErrorList"] | string;
        /** @description An error with one message. */
        Problem: {
            /**
             * Detail
             * @description The error message for people.
             */
            detail?: string;
            /**
             * Message
             * @description Older name of `detail`.
             */
            message?: string;
            /**
             * Retry After
             * @description Seconds to wait before the next attempt; sent if there were too many requests.
             */
            retry_after?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Messages by field name; a nested object has a nested map. */
        FieldErrors: {
            [key: string]: unknown;
        };
        /** @description A list of messages about the whole request. */
        ErrorList: (components["schemas"]["ErrorItem"] | string)[];
        /** @description One message of a list. */
        ErrorItem: {
            /**
             * Message
             * @description The error message for people.
             */
            message?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description A slug of lower-case letters and digits in groups joined by single hyphens.
         * @example newsletter-readers
         */
        AudienceCode: string;
        /** @description Fields of an audience that can be set at any time. */
        AudienceFields: {
            /**
             * Audience Name
             * @description Display name of the segment.
             */
            name?: string;
            /**
             * Description
             * @description Free text about the segment; blank or null for none.
             * @default
             */
            description?: string | null;
            /**
             * Tags
             * @description Contacts with one of these tags belong to the segment.
             */
            tags?: string[];
        };
        /** @description Fields shared by an audience and its create request. */
        BaseAudience: WithRequired<components["schemas"]["AudienceFields"], "name" | "tags">;
        /** @description A segment of contacts, selected by tag, that campaigns can be sent to. */
        Audience: {
            /**
             * Audience Code
             * @description Unique slug of the audience, for example in filters.
             */
            code: components["schemas"]["AudienceCode"];
        } & (components["schemas"]["BaseAudience"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating an audience. */
        AudienceCreate: {
            /**
             * Audience Code
             * @description Slug of the audience; if left out, the server generates one from the name.
             */
            code?: components["schemas"]["AudienceCode"];
        } & components["schemas"]["BaseAudience"];
        /** @description Changes to an audience; fields that are left out keep their values. */
        AudienceUpdate: {
            /**
             * Audience Code
             * @description New slug of the audience; replaces the old one.
             */
            code?: components["schemas"]["AudienceCode"];
        } & components["schemas"]["AudienceFields"];
        /** @description One page of audiences. */
        AudiencePage: {
            /**
             * Payload
             * @description The audiences of this page.
             */
            payload?: components["schemas"]["Audience"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["Audience"][];
        } & components["schemas"]["Page"];
        /**
         * @description Kind of channel of a campaign; currently only email.
         * @enum {string}
         */
        CampaignChannelType: "email";
        /**
         * @description State of a campaign. A draft or scheduled one can be scheduled, started or cancelled, a running one paused or cancelled, a paused one resumed or cancelled; completed, cancelled and failed are final.
         * @enum {string}
         */
        CampaignStatus: "draft" | "scheduled" | "running" | "completed" | "paused" | "cancelled" | "failed";
        /**
         * @description State of the run of a campaign; a halted run continues automatically.
         * @enum {string}
         */
        CampaignExecutionStatus: "pending" | "processing" | "paused" | "halted" | "completed" | "failed" | "cancelled" | "partially_completed";
        /** @description Progress and counters of the run of a campaign, maintained by the server. */
        CampaignExecution: {
            /**
             * Execution Status
             * @description State of the run.
             * @default pending
             */
            status?: components["schemas"]["CampaignExecutionStatus"];
            /**
             * Started At
             * Format: date-time
             * @description When sending started; null before that.
             */
            started_at?: string | null;
            /**
             * Completed At
             * Format: date-time
             * @description When sending ended; null before that.
             */
            completed_at?: string | null;
            /**
             * Expected Completion At
             * Format: date-time
             * @description When sending is expected to end, based on the requested duration; null if unknown.
             */
            expected_completion_at?: string | null;
            /**
             * Paused At
             * Format: date-time
             * @description When the run was paused; null if it never was.
             */
            paused_at?: string | null;
            /**
             * Resumed At
             * Format: date-time
             * @description When the run was last resumed; null if it never was.
             */
            resumed_at?: string | null;
            /**
             * Cancelled At
             * Format: date-time
             * @description When the run was cancelled; null if it was not.
             */
            cancelled_at?: string | null;
            /**
             * Last Run At
             * Format: date-time
             * @description When the latest batch finished; null before the first.
             */
            last_run_at?: string | null;
            /**
             * Next Run At
             * Format: date-time
             * @description When a halted run continues; null if it is not halted.
             */
            next_run_at?: string | null;
            /**
             * Total Contacts
             * @description The number of contacts to send to.
             * @default 0
             */
            total_contacts?: number;
            /**
             * Total Sent
             * @description The number of emails handed over for delivery.
             * @default 0
             */
            total_sent?: number;
            /**
             * Total Failed
             * @description The number of emails that could not be handed over.
             * @default 0
             */
            total_failed?: number;
            /**
             * Total Delivered
             * @description The number of emails reported as delivered.
             * @default 0
             */
            total_delivered?: number;
            /**
             * Total Bounced
             * @description The number of emails that bounced.
             * @default 0
             */
            total_bounced?: number;
            /**
             * Total Complained
             * @description The number of emails reported as spam.
             * @default 0
             */
            total_complained?: number;
            /**
             * Total Opened
             * @description The number of emails opened; null if the channel does not track engagement.
             */
            total_opened?: number | null;
            /**
             * Total Clicked
             * @description The number of emails with a clicked link; null if the channel does not track engagement.
             */
            total_clicked?: number | null;
            /**
             * Error Message
             * @description Why the run failed; blank or null if it did not.
             * @default
             */
            error_message?: string | null;
        };
        /** @description Time, sender and link tracking of a campaign. */
        CampaignSendingFields: {
            /**
             * Description
             * @description Purpose of the campaign, for internal use; blank or null for none.
             * @default
             */
            description?: string | null;
            /**
             * Scheduled At
             * Format: date-time
             * @description When sending starts, with a UTC offset; null to send when the campaign is started.
             */
            scheduled_at?: string | null;
            /**
             * Execution Duration (Minutes)
             * @description Minutes over which to spread sending; null for as fast as the channel allows.
             */
            execution_duration_minutes?: number | null;
            /**
             * From Email
             * Format: email-or-blank
             * @description Sender address; blank or null uses the account's default.
             * @default
             */
            from_email?: string | null;
            /**
             * From Name
             * @description Sender name; blank or null uses the account's default, which must then be set.
             * @default
             */
            from_name?: string | null;
            /**
             * Reply-To Email
             * Format: email-or-blank
             * @description Reply-to address; blank or null uses the account's default, which must then be set.
             * @default
             */
            reply_to_email?: string | null;
            /**
             * Reply-To Name
             * @description Reply-to name; blank or null uses the account's default, which must then be set.
             * @default
             */
            reply_to_name?: string | null;
            /**
             * UTM Code
             * @description Campaign code added to links for web analytics; blank or null for none.
             * @default
             */
            utm_code?: string | null;
        };
        /** @description Fields of a campaign that can be set until it starts. */
        CampaignFields: {
            /**
             * Email Channel ID
             * @description Identifier of the channel that sends the emails; an email campaign needs one to start.
             */
            email_channel?: string | null;
            /**
             * Email Template ID
             * @description Identifier of the email template; an email campaign needs one to start.
             */
            email_template?: string | null;
            /**
             * Audience ID
             * @description Identifier of the audience that the campaign is sent to.
             */
            audience?: string;
            /**
             * Campaign Name
             * @description Name of the campaign, for internal use.
             */
            name?: string;
        } & components["schemas"]["CampaignSendingFields"];
        /** @description Fields shared by a campaign and its create request. */
        BaseCampaign: {
            /**
             * Channel Type
             * @description Kind of channel of the campaign; cannot be changed.
             * @default email
             */
            channel_type?: components["schemas"]["CampaignChannelType"];
        } & WithRequired<components["schemas"]["CampaignFields"], "audience" | "name">;
        /** @description A message to an audience over a channel, with its state and results. */
        Campaign: {
            /**
             * Status
             * @description State of the campaign; only its actions and the server change it.
             * @default draft
             */
            status?: components["schemas"]["CampaignStatus"];
            /**
             * Lifetime Value
             * @description Revenue credited to the campaign, summed by the server; null before the first.
             * @example 12.50
             */
            ltv?: string | null;
            /**
             * LTV Currency
             * @description ISO 4217 code of the currency of the lifetime value.
             * @default USD
             */
            ltv_currency?: components["schemas"]["CurrencyCode"];
            /**
             * Execution Details
             * @description Progress of the run, in responses with a single campaign; null if it never ran.
             */
            execution?: components["schemas"]["CampaignExecution"] | null;
        } & (components["schemas"]["BaseCampaign"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating a campaign for an existing audience, channel and template. */
        CampaignCreate: components["schemas"]["BaseCampaign"];
        /** @description Changes to a campaign; fields that are left out keep their values. Apart from name and description, a campaign can be changed only while it is a draft or scheduled. */
        CampaignUpdate: components["schemas"]["CampaignFields"];
        /** @description An email campaign together with the audience and the template to create for it. */
        CampaignCreateEmail: {
            /**
             * Campaign Name
             * @description Name of the campaign, for internal use.
             */
            campaign_name: string;
            /**
             * Email Channel Code
             * @description Code (not the identifier) of the channel that sends the email.
             */
            email_channel: string;
            /**
             * Contact Tags
             * @description Contacts with one of these tags form the new audience.
             */
            contact_tags: string[];
            /**
             * Email Subject
             * @description Subject line of the new template, with placeholders.
             */
            subject: string;
            /**
             * HTML Body
             * @description HTML body of the new template, with placeholders.
             */
            body_html: string;
            /**
             * Text Body
             * @description Plain text body of the new template; blank or null for none.
             * @default
             */
            body_text?: string | null;
            /**
             * Audience Name
             * @description Name of the new audience; blank or null uses the campaign's.
             * @default
             */
            audience_name?: string | null;
            /**
             * Template Name
             * @description Name of the new template; blank or null uses the campaign's.
             * @default
             */
            template_name?: string | null;
        } & components["schemas"]["CampaignSendingFields"];
        /** @description The campaign created by the one-call form; a server may add more fields. */
        CampaignCreateEmailResult: {
            /**
             * Campaign
             * @description The new campaign.
             */
            campaign: components["schemas"]["Campaign"];
        };
        /** @description When to send a campaign. */
        CampaignSchedule: {
            /**
             * Scheduled At
             * Format: date-time
             * @description When sending starts, with a UTC offset; if left out, the campaign keeps its time.
             */
            scheduled_at?: string;
        };
        /** @description A purchase to credit to a campaign, and to the buyer if one is named. */
        CampaignAddLTV: {
            /**
             * LTV Value
             * @description Amount to add; more than zero, two decimal places, or as many as the currency has.
             */
            value: components["schemas"]["PurchaseAmount"];
            /**
             * Currency
             * @description ISO 4217 code of the currency of the amount.
             */
            currency: components["schemas"]["CurrencyCode"];
            /**
             * Contact Email
             * Format: email-or-blank
             * @description Address of the contact who bought; blank or null credits only the campaign.
             */
            contact_email?: string | null;
        };
        /** @description The recipient of the test email of a campaign. */
        CampaignTestEmail: {
            /**
             * Email Address
             * Format: email
             * @description Address of the recipient; it need not be a contact.
             */
            email_address: string;
        };
        /** @description The result of a test email; its keys are not documented. */
        CampaignTestEmailResult: {
            [key: string]: unknown;
        };
        /** @description One page of campaigns; items may lack the detail-only field execution. */
        CampaignPage: {
            /**
             * Payload
             * @description The campaigns of this page.
             */
            payload?: components["schemas"]["Campaign"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["Campaign"][];
        } & components["schemas"]["Page"];
        /**
         * @description Source of a contact.
         * @enum {string}
         */
        ContactSource: "purchase" | "lead" | "migration" | "unknown";
        /** @description The consent of a contact, by channel. Channels that a create leaves out count as consented to. */
        MarketingConsent: {
            /**
             * Email Consent
             * @description Whether the contact consented to marketing by email.
             * @default true
             */
            email?: boolean;
            /**
             * SMS Consent
             * @description Whether the contact consented to marketing by SMS.
             * @default true
             */
            sms?: boolean;
            /**
             * WhatsApp Consent
             * @description Whether the contact consented to marketing by WhatsApp.
             * @default true
             */
            whatsapp?: boolean;
        };
        /** @description Fields of a contact that can be set at any time. */
        ContactFields: {
            /**
             * Email Address
             * Format: email
             * @description Email address of the contact; identifies the buyer of a purchase.
             */
            email?: string;
            /**
             * First Name
             * @description Given name; blank or null if unknown.
             * @default
             */
            first_name?: string | null;
            /**
             * Last Name
             * @description Family name; blank or null if unknown.
             * @default
             */
            last_name?: string | null;
            /**
             * Phone Number
             * @description Telephone number, preferably with the country prefix; blank or null if unknown.
             * @default
             */
            phone?: string | null;
            /**
             * WhatsApp Number
             * @description WhatsApp number; blank or null if unknown.
             * @default
             */
            whatsapp?: string | null;
            /**
             * Country
             * @description Name of the country where the contact lives; blank or null if unknown.
             * @default
             */
            country?: string | null;
            /**
             * Contact Source
             * @description Source of the contact.
             * @default unknown
             */
            source?: components["schemas"]["ContactSource"];
            /**
             * Tags
             * @description Tags of the contact; audiences select contacts by tag.
             * @default []
             */
            tags?: string[];
            /**
             * Marketing Consent
             * @description Consent of the contact, by channel.
             */
            marketing_consent?: components["schemas"]["MarketingConsent"];
        };
        /** @description Fields shared by a contact and its create request. */
        BaseContact: WithRequired<components["schemas"]["ContactFields"], "email">;
        /** @description A person who can receive email, with consent and purchase value. */
        Contact: {
            /**
             * Customer ID
             * @description The shop's identifier of this person, maintained by the server; blank or null if none.
             * @default
             */
            customer_id?: string | null;
            /**
             * Lifetime Value
             * @description Total revenue of the contact, summed by the server; null before the first purchase.
             * @example 12.50
             */
            ltv?: string | null;
            /**
             * LTV Currency
             * @description ISO 4217 code of the currency of the lifetime value.
             * @default USD
             */
            ltv_currency?: components["schemas"]["CurrencyCode"];
            /**
             * Last Purchase Date
             * Format: date-time
             * @description When the contact last bought something, maintained by the server; null if never.
             */
            last_purchased_at?: string | null;
        } & (components["schemas"]["BaseContact"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating a contact. */
        ContactCreate: components["schemas"]["BaseContact"];
        /** @description Changes to a contact; fields that are left out keep their values. The server maintains lifetime value and last purchase. */
        ContactUpdate: components["schemas"]["ContactFields"];
        /** @description A purchase to credit to the contact with this address. */
        ContactUpdateLTV: {
            /**
             * Contact Email
             * Format: email
             * @description Email address of the buyer.
             */
            email: string;
            /**
             * LTV Value
             * @description Amount to add; more than zero, two decimal places, or as many as the currency has.
             */
            value: components["schemas"]["PurchaseAmount"];
            /**
             * Currency
             * @description ISO 4217 code of the currency of the amount.
             */
            currency: components["schemas"]["CurrencyCode"];
        };
        /** @description One page of contacts. */
        ContactPage: {
            /**
             * Payload
             * @description The contacts of this page.
             */
            payload?: components["schemas"]["Contact"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["Contact"][];
        } & components["schemas"]["Page"];
        /** @description Fields of an email account that can be set at any time. */
        EmailAccountFields: {
            /**
             * Account Name
             * @description Name of the account, for internal use.
             */
            name?: string;
            /**
             * Default From Email
             * Format: email-or-blank
             * @description Sender address for emails without one; blank or null for no default.
             * @default
             */
            default_from_email?: string | null;
            /**
             * Default From Name
             * @description Sender name for emails without one; blank or null for no default.
             * @default
             */
            default_from_name?: string | null;
            /**
             * Default Reply-To Email
             * Format: email-or-blank
             * @description Reply-to address for emails without one; blank or null for no default.
             * @default
             */
            default_reply_to_email?: string | null;
            /**
             * Default Reply-To Name
             * @description Reply-to name for emails without one; blank or null for no default.
             * @default
             */
            default_reply_to_name?: string | null;
        };
        /** @description Fields shared by an email account and its create request. */
        BaseEmailAccount: WithRequired<components["schemas"]["EmailAccountFields"], "name">;
        /** @description The email account of a site; channels, identities and templates belong to it. */
        EmailAccount: {
            /**
             * Is Active
             * @description Whether email can be sent from the account; set by the server.
             * @default true
             */
            is_active?: boolean;
        } & (components["schemas"]["BaseEmailAccount"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating an email account. */
        EmailAccountCreate: components["schemas"]["BaseEmailAccount"];
        /** @description Changes to an email account; fields that are left out keep their values. */
        EmailAccountUpdate: components["schemas"]["EmailAccountFields"];
        /** @description Fields for creating an account together with its first channel and identity. */
        EmailAccountSetup: {
            /**
             * Account Name
             * @description Name of the new account, for internal use.
             */
            account_name: string;
            /**
             * Default From Email
             * Format: email-or-blank
             * @description Sender address for emails without one; left out or blank for no default.
             */
            default_from_email?: string;
            /**
             * Default Reply-To Email
             * Format: email-or-blank
             * @description Reply-to address for emails without one; blank or null for no default.
             */
            default_reply_to_email?: string | null;
            /**
             * Identity Value
             * @description Domain or address to send from; its DNS records are in the response.
             */
            identity_value: components["schemas"]["EmailIdentityValue"];
        };
        /** @description The account, the channels and the identity that a set-up created. */
        EmailAccountSetupResult: {
            /**
             * Account
             * @description The new account.
             */
            account: components["schemas"]["EmailAccount"];
            /**
             * Channels
             * @description The channels of the new account.
             * @default []
             */
            channels?: components["schemas"]["EmailChannel"][];
            /**
             * Identity
             * @description The identity to be verified, with the DNS records to add.
             */
            identity: components["schemas"]["EmailIdentity"];
        };
        /** @description Whether the account can send email; its keys are not documented. */
        EmailAccountStatus: {
            [key: string]: unknown;
        };
        /** @description One page of email accounts. */
        EmailAccountPage: {
            /**
             * Payload
             * @description The email accounts of this page.
             */
            payload?: components["schemas"]["EmailAccount"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["EmailAccount"][];
        } & components["schemas"]["Page"];
        /**
         * @description Type of the emails on a channel; transactional for receipts and similar emails, marketing for newsletters, broadcast for announcements.
         * @enum {string}
         */
        EmailChannelType: "transactional" | "marketing" | "broadcast";
        /**
         * @description Whether a channel can send.
         * @enum {string}
         */
        EmailChannelStatus: "active" | "suspended" | "pending";
        /**
         * @description Fields that a list of channels can be sorted by.
         * @enum {string}
         */
        EmailChannelOrdering: "code" | "-code" | "channel_type" | "-channel_type" | "status" | "-status" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
        /** @description Fields of an email channel that can be set at any time. */
        EmailChannelFields: {
            /**
             * Channel Code
             * @description Unique code of the channel, used when sending: letters, digits, -, _, lower case.
             * @example order-receipts
             */
            code?: string;
        };
        /** @description Fields shared by an email channel and its create request. */
        BaseEmailChannel: {
            /**
             * Channel Type
             * @description Type of the emails on the channel; cannot be changed.
             */
            channel_type: components["schemas"]["EmailChannelType"];
        } & WithRequired<components["schemas"]["EmailChannelFields"], "code">;
        /** @description An email channel of an account, with limits set by the server. */
        EmailChannel: {
            /**
             * Account ID
             * @description Identifier of the account that the channel belongs to.
             */
            account: string;
            /**
             * Channel Status
             * @description Whether the channel can send.
             * @default active
             */
            status?: components["schemas"]["EmailChannelStatus"];
            /**
             * Suspension Reason
             * @description Why the channel was suspended; null if it is not.
             */
            suspension_reason?: string | null;
            /**
             * Suspended At
             * Format: date-time
             * @description When the channel was suspended; null if it is not.
             */
            suspended_at?: string | null;
            /**
             * Daily Quota
             * @description Maximum number of emails that the channel sends per day.
             * @default 1000
             */
            daily_quota?: number;
            /**
             * Rate Limit
             * @description Maximum number of emails that the channel sends per second.
             * @default 10
             */
            rate_limit?: number;
            /**
             * Engagement Tracking
             * @description Whether opens and clicks are tracked; set-engagement-tracking changes it.
             * @default false
             */
            enable_engagement_tracking?: boolean;
        } & (components["schemas"]["BaseEmailChannel"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating an email channel. */
        EmailChannelCreate: components["schemas"]["BaseEmailChannel"];
        /** @description Changes to an email channel; only its code can be changed. */
        EmailChannelUpdate: components["schemas"]["EmailChannelFields"];
        /** @description Whether to track opens and clicks. */
        EngagementTracking: {
            /**
             * Enable
             * @description True to track opens and clicks, false to stop.
             */
            enable: boolean;
        };
        /** @description One page of email channels. */
        EmailChannelPage: {
            /**
             * Payload
             * @description The email channels of this page.
             */
            payload?: components["schemas"]["EmailChannel"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["EmailChannel"][];
        } & components["schemas"]["Page"];
        /**
         * @description Kind of identity; domain for a whole domain, email for one address.
         * @enum {string}
         */
        EmailIdentityType: "domain" | "email";
        /**
         * @description Status of the DNS verification.
         * @enum {string}
         */
        EmailVerificationStatus: "pending" | "success" | "failed";
        /**
         * @description Fields that a list of identities can be sorted by.
         * @enum {string}
         */
        EmailIdentityOrdering: "identity_value" | "-identity_value" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
        /**
         * @description A domain, or one email address.
         * @example example.com
         */
        EmailIdentityValue: string;
        /** @description A DNS record to add at the provider, as pairs of name and text. */
        DnsRecord: {
            [key: string]: string;
        };
        /** @description Fields of an email identity that can be set at any time. */
        EmailIdentityFields: {
            /**
             * Use Custom MAIL FROM
             * @description Whether emails use the custom MAIL FROM domain of the identity as envelope sender.
             * @default false
             */
            use_custom_mail_from?: boolean;
        };
        /** @description Fields shared by an email identity and its create request. */
        BaseEmailIdentity: {
            /**
             * Identity Value
             * @description The domain or address; cannot be changed.
             */
            identity_value: components["schemas"]["EmailIdentityValue"];
        };
        /** @description A domain or an address to send from once it is verified. */
        EmailIdentity: {
            /**
             * Account ID
             * @description Identifier of the account that the identity belongs to.
             */
            account: string;
            /**
             * Identity Type
             * @description Whether it is a domain or an address; the server derives it from the value.
             */
            identity_type: components["schemas"]["EmailIdentityType"];
            /**
             * Verified
             * @description Whether email can be sent from it.
             * @default false
             */
            verified?: boolean;
            /**
             * DKIM Verification Status
             * @description Status of the verification of the DKIM records.
             * @default pending
             */
            dkim_verification_status?: components["schemas"]["EmailVerificationStatus"];
            /**
             * DKIM Verified
             * @description Whether the DKIM records are in place.
             * @default false
             */
            dkim_verified?: boolean;
            /**
             * MAIL FROM Domain
             * @description Custom domain for the envelope sender; null if none was set up.
             */
            mail_from_domain?: string | null;
            /**
             * MAIL FROM Verification Status
             * @description Status of the verification of the MAIL FROM records, including SPF.
             * @default pending
             */
            mail_from_verification_status?: components["schemas"]["EmailVerificationStatus"];
            /**
             * MAIL FROM Verified
             * @description Whether the records of the MAIL FROM domain are in place.
             * @default false
             */
            mail_from_verified?: boolean;
            /**
             * DKIM Records
             * @description DNS records to add for DKIM.
             * @default []
             */
            dkim_records?: components["schemas"]["DnsRecord"][];
            /**
             * MAIL FROM Records
             * @description DNS records to add for the MAIL FROM domain; empty if none was set up.
             * @default []
             */
            mail_from_records?: components["schemas"]["DnsRecord"][];
        } & (components["schemas"]["BaseEmailIdentity"] & components["schemas"]["EmailIdentityFields"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating an email identity. */
        EmailIdentityCreate: components["schemas"]["BaseEmailIdentity"];
        /** @description Changes to an email identity; only the use of its custom MAIL FROM domain can be changed. */
        EmailIdentityUpdate: components["schemas"]["EmailIdentityFields"];
        /** @description The domain for the envelope sender of an identity. */
        CustomMailFrom: {
            /**
             * MAIL FROM Domain
             * @description Domain for the envelope sender, usually a subdomain of the identity's domain.
             */
            mail_from_domain: string;
        };
        /** @description One page of email identities. */
        EmailIdentityPage: {
            /**
             * Payload
             * @description The email identities of this page.
             */
            payload?: components["schemas"]["EmailIdentity"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["EmailIdentity"][];
        } & components["schemas"]["Page"];
        /**
         * @description Fields that a list of templates can be sorted by.
         * @enum {string}
         */
        EmailTemplateOrdering: "name" | "-name" | "code" | "-code" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
        /** @description Fields of an email template that can be set at any time. */
        EmailTemplateFields: {
            /**
             * Template Name
             * @description Name of the template, for internal use.
             */
            name?: string;
            /**
             * Template Code
             * @description Unique code of the template.
             */
            code?: string;
            /**
             * Subject Template
             * @description Subject line; placeholders in Jinja syntax are rendered for each recipient.
             */
            subject?: string;
            /**
             * HTML Body Template
             * @description HTML body; placeholders in Jinja syntax are rendered for each recipient.
             */
            body_html?: string;
            /**
             * Text Body Template
             * @description Plain text body, with placeholders; blank or null for none.
             * @default
             */
            body_text?: string | null;
            /**
             * Tags
             * @description Tags of the template.
             * @default []
             */
            tags?: string[];
            /**
             * Is Base Template
             * @description Whether this is the account's base template; null counts as false.
             * @default false
             */
            is_base?: boolean | null;
        };
        /** @description Fields shared by an email template and its create request. */
        BaseEmailTemplate: WithRequired<components["schemas"]["EmailTemplateFields"], "name" | "code" | "subject" | "body_html">;
        /** @description Reusable email content with placeholders. */
        EmailTemplate: {
            /**
             * Account ID
             * @description Identifier of the account that the template belongs to.
             */
            account: string;
            /**
             * Preview URL
             * @description URL of a preview of the rendered template; null if there is none.
             */
            preview_url?: string | null;
        } & (components["schemas"]["BaseEmailTemplate"] & components["schemas"]["TimestampedResource"]);
        /** @description Fields for creating an email template. */
        EmailTemplateCreate: components["schemas"]["BaseEmailTemplate"];
        /** @description Changes to an email template; fields that are left out keep their values. */
        EmailTemplateUpdate: components["schemas"]["EmailTemplateFields"];
        /** @description One page of email templates. */
        EmailTemplatePage: {
            /**
             * Payload
             * @description The email templates of this page.
             */
            payload?: components["schemas"]["EmailTemplate"][];
            /**
             * Results
             * @description Older name of payload; payload takes precedence if both are present.
             */
            results?: components["schemas"]["EmailTemplate"][];
        } & components["schemas"]["Page"];
        /**
         * @description Additional headers of an email by name; each name starts with X-.
         * @example {
         *       "X-Order": "1042"
         *     }
         */
        EmailHeaders: {
            [key: string]: string;
        };
        /** @description An email without its files. */
        BaseEmail: {
            /**
             * To Email
             * @description Addresses of the recipients, at least one.
             */
            to_email: string[];
            /**
             * Subject
             * @description Subject line.
             */
            subject: string;
            /**
             * HTML Body
             * @description Body as HTML.
             */
            body_html: string;
            /**
             * Channel
             * @description Code (not the identifier) of the channel that sends the email.
             */
            channel: string;
            /**
             * From Email
             * Format: email-or-blank
             * @description Sender address; left out or blank uses the account's default.
             */
            from_email?: string;
            /**
             * Text Body
             * @description Body as plain text, for readers without HTML.
             */
            body_text?: string;
            /**
             * Reply-To Email
             * Format: email-or-blank
             * @description Reply-to address; left out or blank uses the account's default.
             */
            reply_to_email?: string;
            /**
             * Category
             * @description Notification category; contacts who unsubscribed from it get no email.
             */
            category?: string;
            /**
             * Save as Template
             * @description Whether to also store the content as a template.
             * @default false
             */
            save_as_template?: boolean;
            /**
             * Custom Headers
             * @description Additional headers of the email by name; each name starts with X-.
             */
            headers?: components["schemas"]["EmailHeaders"];
        };
        /** @description An email to send, without files. */
        Email: components["schemas"]["BaseEmail"];
        /** @description An email to send, with files; the fields of a form. */
        EmailWithAttachments: {
            /**
             * Attachments
             * @description Files: at most ten, 20 MiB each and 100 MiB together.
             */
            attachments: string[];
        } & components["schemas"]["BaseEmail"];
        /** @description The result of an email. */
        EmailResponse: {
            /**
             * Status
             * @description Result of sending, as a code of the server.
             */
            status: string;
            /**
             * Email Message ID
             * @description Identifier of the email at the email service; null if there is none.
             */
            message_id?: string | null;
            /**
             * Template ID
             * @description Identifier of the stored template; null if none was requested.
             */
            template_id?: string | null;
        };
    };
    responses: {
        /** @description The current audience. */
        Audience: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Audience"];
            };
        };
        /** @description The current campaign. */
        Campaign: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Campaign"];
            };
        };
        /** @description The current contact. */
        Contact: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Contact"];
            };
        };
        /** @description The current email account. */
        EmailAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailAccount"];
            };
        };
        /** @description The current email channel. */
        EmailChannel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailChannel"];
            };
        };
        /** @description The current email identity. */
        EmailIdentity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailIdentity"];
            };
        };
        /** @description The current email template. */
        EmailTemplate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailTemplate"];
            };
        };
        /** @description Deleted; there is no body. */
        Deleted: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The server rejected the request; nothing was changed.
         *
         *     - 400: the body or a filter is invalid, and the response names the field; or the state forbids the action.
         *     - 401: the request has no valid token.
         *     - 403: the token does not allow this.
         *     - 404: the resource does not exist.
         *     - 409: the state of the resource does not allow the request, or a unique value is taken.
         *     - 429: too many requests; `Retry-After` has the seconds to wait.
         */
        ClientError: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server, or a proxy in front of it, failed. Whether the request was applied is unknown. A proxy may respond with an HTML page or an empty body instead of JSON. */
        ServerError: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-ID": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description Page number, from 1. */
        Page: number;
        /** @description Number of resources per page, at most 200. */
        PageSize: number;
        /** @description Tags to match, separated by commas. */
        Tags: string;
        /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
        IdempotencyKey: string;
        /** @description Identifier of the audience. */
        AudienceId: string;
        /** @description Identifier of the campaign. */
        CampaignId: string;
        /** @description Identifier of the contact. */
        ContactId: string;
        /** @description Identifier of the email account. */
        AccountId: string;
        /** @description Identifier of the email channel (not its code). */
        ChannelId: string;
        /** @description Identifier of the email identity (not the domain or address itself). */
        IdentityId: string;
        /** @description Identifier of the email template (not its code). */
        TemplateId: string;
    };
    requestBodies: never;
    headers: {
        /** @description Seconds to wait before the next attempt; sent with 429 and sometimes with 503. */
        RetryAfter: number;
        /** @description Identifier under which the server logged the request; include it in support requests. */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAudiences: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the name of the audience. */
                q?: string;
                /** @description Tags to match, separated by commas. */
                tags?: components["parameters"]["Tags"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audiences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AudiencePage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createAudience: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Newsletter readers",
                 *       "code": "newsletter-readers",
                 *       "tags": [
                 *         "newsletter",
                 *         "engaged"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AudienceCreate"];
            };
        };
        responses: {
            201: components["responses"]["Audience"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the audience. */
                audience_id: components["parameters"]["AudienceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Audience"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the audience. */
                audience_id: components["parameters"]["AudienceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateAudience: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the audience. */
                audience_id: components["parameters"]["AudienceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Loyal newsletter readers",
                 *       "description": null
                 *     }
                 */
                "application/json": components["schemas"]["AudienceUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Audience"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the name and the description of the campaign. */
                q?: string;
                /** @description Only campaigns in this state. */
                status?: components["schemas"]["CampaignStatus"];
                /** @description Only campaigns on this kind of channel. */
                channel_type?: components["schemas"]["CampaignChannelType"];
                /** @description Only campaigns to the audience with this code (the code, not the identifier). */
                audience?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of campaigns. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Summer sale",
                 *       "audience": "aud_5kx2",
                 *       "email_channel": "chn_3mq8",
                 *       "email_template": "tpl_9wd4",
                 *       "execution_duration_minutes": 60,
                 *       "utm_code": "summer-sale"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignCreate"];
            };
        };
        responses: {
            201: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Late summer sale",
                 *       "reply_to_name": null
                 *     }
                 */
                "application/json": components["schemas"]["CampaignUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    startCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    pauseCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    resumeCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    cancelCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    scheduleCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scheduled_at": "2026-07-01T09:00:00+02:00"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignSchedule"];
            };
        };
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    addCampaignLtv: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "value": "99.99",
                 *       "currency": "USD",
                 *       "contact_email": "maria@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignAddLTV"];
            };
        };
        responses: {
            200: components["responses"]["Campaign"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    sendCampaignTestEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Identifier of the campaign. */
                campaign_id: components["parameters"]["CampaignId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email_address": "reviewer@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignTestEmail"];
            };
        };
        responses: {
            /** @description The result of the test email. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Test email sent."
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignTestEmailResult"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    newEmailCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "campaign_name": "Summer sale",
                 *       "email_channel": "marketing",
                 *       "contact_tags": [
                 *         "newsletter"
                 *       ],
                 *       "subject": "Half price until Sunday",
                 *       "body_html": "<h1>Half price until Sunday</h1>",
                 *       "body_text": "Half price until Sunday",
                 *       "utm_code": "summer-sale"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignCreateEmail"];
            };
        };
        responses: {
            /** @description The created resources. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignCreateEmailResult"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the email address of the contact. */
                q?: string;
                /** @description Only contacts from this source. */
                source?: components["schemas"]["ContactSource"];
                /** @description Tags to match, separated by commas. */
                tags?: components["parameters"]["Tags"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of contacts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "maria@example.com",
                 *       "first_name": "Maria",
                 *       "source": "lead",
                 *       "tags": [
                 *         "newsletter"
                 *       ],
                 *       "marketing_consent": {
                 *         "email": true,
                 *         "sms": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ContactCreate"];
            };
        };
        responses: {
            201: components["responses"]["Contact"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contact_id: components["parameters"]["ContactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Contact"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contact_id: components["parameters"]["ContactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contact_id: components["parameters"]["ContactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": null,
                 *       "marketing_consent": {
                 *         "email": false,
                 *         "sms": false,
                 *         "whatsapp": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ContactUpdate"];
            };
        };
        responses: {
            200: components["responses"]["Contact"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateContactLtv: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "maria@example.com",
                 *       "value": "149.99",
                 *       "currency": "USD"
                 *     }
                 */
                "application/json": components["schemas"]["ContactUpdateLTV"];
            };
        };
        responses: {
            200: components["responses"]["Contact"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listEmailAccounts: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of email accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccountPage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createEmailAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Example shop",
                 *       "default_from_email": "hello@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["EmailAccountCreate"];
            };
        };
        responses: {
            201: components["responses"]["EmailAccount"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getEmailAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email account. */
                account_id: components["parameters"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["EmailAccount"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteEmailAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email account. */
                account_id: components["parameters"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateEmailAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email account. */
                account_id: components["parameters"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "default_reply_to_email": "support@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["EmailAccountUpdate"];
            };
        };
        responses: {
            200: components["responses"]["EmailAccount"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    setupEmailAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account_name": "Example shop",
                 *       "default_from_email": "hello@example.com",
                 *       "identity_value": "example.com"
                 *     }
                 */
                "application/json": components["schemas"]["EmailAccountSetup"];
            };
        };
        responses: {
            /** @description The created resources. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccountSetupResult"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    checkEmailAccountStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "active"
                     *     }
                     */
                    "application/json": components["schemas"]["EmailAccountStatus"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listEmailChannels: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the code and the type of the channel. */
                q?: string;
                /** @description Only channels of this type. */
                channel_type?: components["schemas"]["EmailChannelType"];
                /** @description Only channels in this state. */
                status?: components["schemas"]["EmailChannelStatus"];
                /** @description Field to sort by; a leading minus sign sorts in descending order. */
                ordering?: components["schemas"]["EmailChannelOrdering"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of email channels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailChannelPage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createEmailChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "marketing",
                 *       "channel_type": "marketing"
                 *     }
                 */
                "application/json": components["schemas"]["EmailChannelCreate"];
            };
        };
        responses: {
            201: components["responses"]["EmailChannel"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getEmailChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["EmailChannel"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteEmailChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateEmailChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "newsletters"
                 *     }
                 */
                "application/json": components["schemas"]["EmailChannelUpdate"];
            };
        };
        responses: {
            200: components["responses"]["EmailChannel"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    setEngagementTracking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email channel (not its code). */
                channel_id: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enable": true
                 *     }
                 */
                "application/json": components["schemas"]["EngagementTracking"];
            };
        };
        responses: {
            200: components["responses"]["EmailChannel"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listEmailIdentities: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the domain or address of the identity. */
                q?: string;
                /** @description Only identities of this kind. */
                identity_type?: components["schemas"]["EmailIdentityType"];
                /** @description Field to sort by; a leading minus sign sorts in descending order. */
                ordering?: components["schemas"]["EmailIdentityOrdering"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of email identities. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailIdentityPage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createEmailIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity_value": "example.com"
                 *     }
                 */
                "application/json": components["schemas"]["EmailIdentityCreate"];
            };
        };
        responses: {
            201: components["responses"]["EmailIdentity"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getEmailIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["EmailIdentity"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteEmailIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateEmailIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "use_custom_mail_from": true
                 *     }
                 */
                "application/json": components["schemas"]["EmailIdentityUpdate"];
            };
        };
        responses: {
            200: components["responses"]["EmailIdentity"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    checkEmailIdentityStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["EmailIdentity"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    setupCustomMailFrom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email identity (not the domain or address itself). */
                identity_id: components["parameters"]["IdentityId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mail_from_domain": "bounce.example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CustomMailFrom"];
            };
        };
        responses: {
            200: components["responses"]["EmailIdentity"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listEmailTemplates: {
        parameters: {
            query?: {
                /** @description Page number, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Number of resources per page, at most 200. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to search for in the name, the code and the tags of the template. */
                q?: string;
                /** @description Tags to match, separated by commas. */
                tags?: components["parameters"]["Tags"];
                /** @description True for base templates only, false for all others. */
                is_base?: boolean;
                /** @description Field to sort by; a leading minus sign sorts in descending order. */
                ordering?: components["schemas"]["EmailTemplateOrdering"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of email templates. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailTemplatePage"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createEmailTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Welcome",
                 *       "code": "welcome",
                 *       "subject": "Welcome, {{ first_name }}!",
                 *       "body_html": "<h1>Welcome, {{ first_name }}!</h1>",
                 *       "tags": [
                 *         "onboarding"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EmailTemplateCreate"];
            };
        };
        responses: {
            201: components["responses"]["EmailTemplate"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email template (not its code). */
                template_id: components["parameters"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["EmailTemplate"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email template (not its code). */
                template_id: components["parameters"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Deleted"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateEmailTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the email template (not its code). */
                template_id: components["parameters"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": "Good to see you, {{ first_name }}!",
                 *       "body_text": null
                 *     }
                 */
                "application/json": components["schemas"]["EmailTemplateUpdate"];
            };
        };
        responses: {
            200: components["responses"]["EmailTemplate"];
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    sendEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description A new random text for each request, the same when that request is sent again; see Idempotency keys. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to_email": [
                 *         "maria@example.com"
                 *       ],
                 *       "subject": "Your order is on its way",
                 *       "body_html": "<p>Your order is on its way.</p>",
                 *       "body_text": "Your order is on its way.",
                 *       "channel": "receipts",
                 *       "headers": {
                 *         "X-Order": "1042"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Email"];
                /**
                 * @example {
                 *       "to_email": [
                 *         "maria@example.com"
                 *       ],
                 *       "subject": "Your invoice",
                 *       "body_html": "<p>The invoice is attached.</p>",
                 *       "channel": "receipts",
                 *       "attachments": [
                 *         "the bytes of invoice.pdf"
                 *       ]
                 *     }
                 */
                "multipart/form-data": components["schemas"]["EmailWithAttachments"];
            };
        };
        responses: {
            /** @description The result of the email. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "sent",
                     *       "message_id": "msg_2hv7",
                     *       "template_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["EmailResponse"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
