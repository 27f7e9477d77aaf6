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
         * @description Reads one page of audiences, narrowed by the filters that are given.
         */
        get: operations["listAudiences"];
        put?: never;
        /**
         * Create an audience
         * @description Creates a segment of all contacts that carry its tags. Contacts tagged later belong to it too; nothing is sent to anyone.
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
         * @description Reads one audience with all its fields.
         */
        get: operations["getAudience"];
        put?: never;
        post?: never;
        /**
         * Delete one audience
         * @description Removes the audience for good. The contacts in it stay.
         */
        delete: operations["deleteAudience"];
        options?: never;
        head?: never;
        /**
         * Change one audience
         * @description Changes the fields that are sent and no others. New tags replace the old ones as a whole.
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
         * @description Reads one page of campaigns, narrowed by the filters that are given. The items may lack `execution`, which reading a single campaign gives.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Create a campaign
         * @description Creates a campaign for an audience, a channel and a template that exist already. It is not sent before it is started or its scheduled time comes.
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
         * @description Reads one campaign with all its fields, the progress of its run in `execution` among them.
         */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        /**
         * Delete one campaign
         * @description Removes the campaign for good. To stop one and keep its figures, cancel it instead.
         */
        delete: operations["deleteCampaign"];
        options?: never;
        head?: never;
        /**
         * Change one campaign
         * @description Changes the fields that are sent and no others. The name and the description can be changed at any time, everything else only while the campaign is a draft or scheduled; after that the server refuses.
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
         * @description Begins sending to the audience at once and makes the campaign `running`. It must be a draft or scheduled; from any other state the server refuses.
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
         * @description Holds a running campaign; what is not sent yet waits, and it becomes `paused`. From any other state the server refuses.
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
         * @description Lets a paused campaign go on with the contacts it has not reached yet; it is `running` again. From any other state the server refuses.
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
         * @description Ends a campaign that is a draft, scheduled, running or paused; it is `cancelled` and cannot be taken up again. Mail that has gone out stays out. From any other state the server refuses.
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
         * @description Sets or moves the time at which sending begins and makes the campaign `scheduled`. It must be a draft or scheduled; from any other state the server refuses. An empty body keeps the time the campaign has.
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
         * @description Adds the amount of a purchase to the lifetime value of the campaign and, if the body names the buyer, to that contact's as well. Each call adds, so one sent twice counts twice.
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
         * Send a test mail of a campaign
         * @description Sends the mail of the campaign to one address so that someone can look at it. The state of the campaign does not change.
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
         * @description Creates an audience from the given tags, a template from the given content, and an email campaign that uses both, all in one call.
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
         * @description Reads one page of contacts, narrowed by the filters that are given.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Create a contact
         * @description Creates a person who can be written to. Consent that the body leaves out counts as given, so say what the person declined.
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
         * @description Reads one contact with all its fields.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /**
         * Delete one contact
         * @description Removes the contact for good, what is known of its consent included.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /**
         * Change one contact
         * @description Changes the fields that are sent and no others. New tags replace the old ones as a whole. Lifetime value and last purchase are kept by the server and cannot be set here.
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
         * @description Adds the amount of a purchase to the lifetime value of the contact with the given address; no identifier is needed. Each call adds, so one sent twice counts twice.
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
         * @description Reads one page of email accounts. There are no filters.
         */
        get: operations["listEmailAccounts"];
        put?: never;
        /**
         * Create an email account
         * @description Creates an email account alone, without channel or identity; the set-up operation creates all three.
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
         * @description Reads one email account with all its fields.
         */
        get: operations["getEmailAccount"];
        put?: never;
        post?: never;
        /**
         * Delete one email account
         * @description Removes the email account for good; nothing can be sent from it any more.
         */
        delete: operations["deleteEmailAccount"];
        options?: never;
        head?: never;
        /**
         * Change one email account
         * @description Changes the fields that are sent and no others. Mail sent from then on uses new defaults.
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
         * @description Creates an email account together with its default channel and an identity that waits to be verified by DNS.
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
         * @description Says whether the site's account can send mail. Nothing is changed.
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
         * @description Reads one page of email channels, narrowed by the filters that are given.
         */
        get: operations["listEmailChannels"];
        put?: never;
        /**
         * Create an email channel
         * @description Creates a stream of mail in the site's account. The server sets its daily quota and its rate.
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
         * @description Reads one email channel with all its fields.
         */
        get: operations["getEmailChannel"];
        put?: never;
        post?: never;
        /**
         * Delete one email channel
         * @description Removes the channel for good; nothing can be sent by its code any more.
         */
        delete: operations["deleteEmailChannel"];
        options?: never;
        head?: never;
        /**
         * Change one email channel
         * @description Gives the channel another code. Programs that send by the old code must then use the new one.
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
         * Switch engagement tracking
         * @description Turns the tracking of opens and clicks on or off for mail that the channel sends from then on.
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
         * @description Reads one page of email identities, narrowed by the filters that are given.
         */
        get: operations["listEmailIdentities"];
        put?: never;
        /**
         * Create an email identity
         * @description Registers a domain or an address to send from. Mail may be sent from it once the DNS records in the answer are in place and a check has found them.
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
         * @description Reads one email identity with all its fields, as the last check left them.
         */
        get: operations["getEmailIdentity"];
        put?: never;
        post?: never;
        /**
         * Delete one email identity
         * @description Removes the identity for good; no mail can be sent from it any more.
         */
        delete: operations["deleteEmailIdentity"];
        options?: never;
        head?: never;
        /**
         * Change one email identity
         * @description Switches the use of the identity's own MAIL FROM domain.
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
         * @description Looks up the DNS records of the identity again and reports how far its verification has come. Call it again after a while if it is still pending; DNS changes take time to spread.
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
         * Set up an own MAIL FROM domain
         * @description Gives the identity its own domain for the envelope sender. The answer's `mail_from_records` are the DNS records to add; the domain is pending until a check finds them.
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
         * @description Reads one page of email templates, narrowed by the filters that are given.
         */
        get: operations["listEmailTemplates"];
        put?: never;
        /**
         * Create an email template
         * @description Keeps mail content, with placeholders, for campaigns to use.
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
         * @description Reads one email template with all its fields.
         */
        get: operations["getEmailTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete one email template
         * @description Removes the template for good.
         */
        delete: operations["deleteEmailTemplate"];
        options?: never;
        head?: never;
        /**
         * Change one email template
         * @description Changes the fields that are sent and no others. New tags replace the old ones as a whole.
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
         * Send a mail
         * @description Sends one mail now, as JSON when there are no files, as a form when there are. Each call sends, so a mail sent again reaches the recipients twice.
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
        /** @description What every resource carries beside its own fields; the server sets all of it. */
        TimestampedResource: {
            /**
             * ID
             * @description Identifier that the server gave the resource; an opaque string.
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
        /** @description What every page of a list says about itself, apart from its items. */
        Page: {
            /**
             * Count
             * @description How many resources match the filters, over all pages.
             */
            count: number;
            /**
             * Next
             * @description URL of the page after this one; null on the last.
             */
            next?: string | null;
            /**
             * Previous
             * @description URL of the page before this one; null on the first.
             */
            previous?: string | null;
            /**
             * Number of Pages
             * @description How many pages there are at this page size; some servers leave it out.
             * @default 1
             */
            num_pages?: number;
        };
        /**
         * @description A currency, as its three-letter ISO 4217 code.
         * @example USD
         */
        CurrencyCode: string;
        /**
         * @description An amount of money above zero, as a decimal string with at most two places, or as many as its currency has.
         * @example 99.99
         */
        PurchaseAmount: string;
        /** @description What the server says went wrong. There is no one form: an object with a message, an object with messages by field name (possibly nested), a list of messages, or bare text. */
        Error: components["schemas"]["Problem"] | components["schemas"]["FieldErrors"] | components["schemas"]["ErrorList"] | string;
        /** @description An error that is told in one message. */
        Problem: {
            /**
             * Detail
             * @description What went wrong, for a human reader.
             */
            detail?: string;
            /**
             * Message
             * @description What went wrong, under the older name of `detail`.
             */
            message?: string;
            /**
             * Retry After
             * @description Seconds to wait before the next try; sent when there were too many requests.
             */
            retry_after?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description Messages by the name of the field they are about; a nested object has a nested map. */
        FieldErrors: {
            [key: string]: unknown;
        };
        /** @description Several messages about the request as a whole. */
        ErrorList: (components["schemas"]["ErrorItem"] | string)[];
        /** @description One message of a list. */
        ErrorItem: {
            /**
             * Message
             * @description What went wrong, for a human reader.
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
        /** @description What can be said about an audience at any time. */
        AudienceFields: {
            /**
             * Audience Name
             * @description Display name of the segment.
             */
            name?: string;
            /**
             * Description
             * @description Free text about who is in the segment; blank or null for none.
             * @default
             */
            description?: string | null;
            /**
             * Tags
             * @description Contacts that carry these tags belong to the segment.
             */
            tags?: string[];
        };
        /** @description What an audience and the request to create one have in common. */
        BaseAudience: WithRequired<components["schemas"]["AudienceFields"], "name" | "tags">;
        /** @description A segment of contacts, chosen by tag, that campaigns can be sent to. */
        Audience: {
            /**
             * Audience Code
             * @description Slug that names the audience, in filters for example; unique.
             */
            code: components["schemas"]["AudienceCode"];
        } & (components["schemas"]["BaseAudience"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create an audience. */
        AudienceCreate: {
            /**
             * Audience Code
             * @description Slug that is to name the audience; left out, the server makes one from the name.
             */
            code?: components["schemas"]["AudienceCode"];
        } & components["schemas"]["BaseAudience"];
        /** @description Changes to an audience; what is left out stays as it is. */
        AudienceUpdate: {
            /**
             * Audience Code
             * @description New slug of the audience; the old one no longer names it.
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["Audience"][];
        } & components["schemas"]["Page"];
        /**
         * @description Kind of channel that a campaign goes out on; email is the only one so far.
         * @enum {string}
         */
        CampaignChannelType: "email";
        /**
         * @description Where a campaign is in its life. A draft or scheduled one can be scheduled, started or cancelled, a running one paused or cancelled, a paused one resumed or cancelled; completed, cancelled and failed are final.
         * @enum {string}
         */
        CampaignStatus: "draft" | "scheduled" | "running" | "completed" | "paused" | "cancelled" | "failed";
        /**
         * @description Where the run of a campaign stands; a halted run waits and goes on by itself.
         * @enum {string}
         */
        CampaignExecutionStatus: "pending" | "processing" | "paused" | "halted" | "completed" | "failed" | "cancelled" | "partially_completed";
        /** @description Progress and counters of the run of a campaign, kept by the server. */
        CampaignExecution: {
            /**
             * Execution Status
             * @description Where the run stands.
             * @default pending
             */
            status?: components["schemas"]["CampaignExecutionStatus"];
            /**
             * Started At
             * Format: date-time
             * @description When sending began; null before that.
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
             * @description When sending should end, given the duration asked for; null if it cannot be told.
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
             * @description When the run last went on after a pause; null if it never did.
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
             * @description When the latest batch finished, which gives the send rate; null before the first.
             */
            last_run_at?: string | null;
            /**
             * Next Run At
             * Format: date-time
             * @description When a halted run goes on; null if it is not halted.
             */
            next_run_at?: string | null;
            /**
             * Total Contacts
             * @description How many contacts the run is to reach.
             * @default 0
             */
            total_contacts?: number;
            /**
             * Total Sent
             * @description How many mails were handed over for delivery.
             * @default 0
             */
            total_sent?: number;
            /**
             * Total Failed
             * @description How many mails could not be handed over.
             * @default 0
             */
            total_failed?: number;
            /**
             * Total Delivered
             * @description How many mails were reported as delivered.
             * @default 0
             */
            total_delivered?: number;
            /**
             * Total Bounced
             * @description How many mails came back as undeliverable.
             * @default 0
             */
            total_bounced?: number;
            /**
             * Total Complained
             * @description How many mails were reported as spam by their readers.
             * @default 0
             */
            total_complained?: number;
            /**
             * Total Opened
             * @description How many mails were opened; null when the channel does not track engagement.
             */
            total_opened?: number | null;
            /**
             * Total Clicked
             * @description How many mails had a link followed; null when the channel does not track engagement.
             */
            total_clicked?: number | null;
            /**
             * Error Message
             * @description Why the run failed; blank or null if it did not.
             * @default
             */
            error_message?: string | null;
        };
        /** @description When a campaign is sent, in whose name, and how its links are marked. */
        CampaignSendingFields: {
            /**
             * Description
             * @description What the campaign is for, for your own use; blank or null for none.
             * @default
             */
            description?: string | null;
            /**
             * Scheduled At
             * Format: date-time
             * @description When sending is to begin, with its UTC offset; null means once it is started.
             */
            scheduled_at?: string | null;
            /**
             * Execution Duration (Minutes)
             * @description Minutes to spread sending over; null for as fast as the channel can.
             */
            execution_duration_minutes?: number | null;
            /**
             * From Email
             * Format: email-or-blank
             * @description Sender address; blank or null takes the account's default.
             * @default
             */
            from_email?: string | null;
            /**
             * From Name
             * @description Sender name; blank or null takes the account's default, which must then be set.
             * @default
             */
            from_name?: string | null;
            /**
             * Reply-To Email
             * Format: email-or-blank
             * @description Reply address; blank or null takes the account's default, which must then be set.
             * @default
             */
            reply_to_email?: string | null;
            /**
             * Reply-To Name
             * @description Reply name; blank or null takes the account's default, which must then be set.
             * @default
             */
            reply_to_name?: string | null;
            /**
             * UTM Code
             * @description Campaign code put on links for web analytics; blank or null for none.
             * @default
             */
            utm_code?: string | null;
        };
        /** @description What can be said about a campaign until it starts. */
        CampaignFields: {
            /**
             * Email Channel ID
             * @description Identifier of the channel that sends the mail; an email campaign needs one to start.
             */
            email_channel?: string | null;
            /**
             * Email Template ID
             * @description Identifier of the template of the mail; an email campaign needs one to start.
             */
            email_template?: string | null;
            /**
             * Audience ID
             * @description Identifier of the audience that the campaign is sent to.
             */
            audience?: string;
            /**
             * Campaign Name
             * @description Name of the campaign, for your own use.
             */
            name?: string;
        } & components["schemas"]["CampaignSendingFields"];
        /** @description What a campaign and the request to create one have in common. */
        BaseCampaign: {
            /**
             * Channel Type
             * @description Kind of channel that the campaign goes out on; fixed once it is created.
             * @default email
             */
            channel_type?: components["schemas"]["CampaignChannelType"];
        } & WithRequired<components["schemas"]["CampaignFields"], "audience" | "name">;
        /** @description A message to an audience over a channel, with its state and what came of it. */
        Campaign: {
            /**
             * Status
             * @description Where the campaign is in its life; only its actions and the server change it.
             * @default draft
             */
            status?: components["schemas"]["CampaignStatus"];
            /**
             * Lifetime Value
             * @description Revenue credited to the campaign, added up by the server; null before the first.
             * @example 12.50
             */
            ltv?: string | null;
            /**
             * LTV Currency
             * @description ISO 4217 code of the currency that the lifetime value is in.
             * @default USD
             */
            ltv_currency?: components["schemas"]["CurrencyCode"];
            /**
             * Execution Details
             * @description Progress of the run, in answers with a single campaign; null if it never ran.
             */
            execution?: components["schemas"]["CampaignExecution"] | null;
        } & (components["schemas"]["BaseCampaign"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create a campaign for an audience, a channel and a template that exist. */
        CampaignCreate: components["schemas"]["BaseCampaign"];
        /** @description Changes to a campaign; what is left out stays as it is. Apart from name and description, a campaign can be changed only while it is a draft or scheduled. */
        CampaignUpdate: components["schemas"]["CampaignFields"];
        /** @description An email campaign together with the audience and the template to be created for it. */
        CampaignCreateEmail: {
            /**
             * Campaign Name
             * @description Name of the campaign, for your own use.
             */
            campaign_name: string;
            /**
             * Email Channel Code
             * @description Code (not the identifier) of the channel that sends the mail.
             */
            email_channel: string;
            /**
             * Contact Tags
             * @description Contacts that carry these tags make up the new audience.
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
             * @description Name of the new audience; blank or null takes the campaign's.
             * @default
             */
            audience_name?: string | null;
            /**
             * Template Name
             * @description Name of the new template; blank or null takes the campaign's.
             * @default
             */
            template_name?: string | null;
        } & components["schemas"]["CampaignSendingFields"];
        /** @description The campaign that came of the one-call form; a server may say more beside it. */
        CampaignCreateEmailResult: {
            /**
             * Campaign
             * @description The new campaign.
             */
            campaign: components["schemas"]["Campaign"];
        };
        /** @description When a campaign is to be sent. */
        CampaignSchedule: {
            /**
             * Scheduled At
             * Format: date-time
             * @description When sending is to begin, with its UTC offset; left out, it keeps the time it has.
             */
            scheduled_at?: string;
        };
        /** @description A purchase to be credited to a campaign, and to the buyer if one is named. */
        CampaignAddLTV: {
            /**
             * LTV Value
             * @description Amount to add; more than zero, two decimal places or as many as the currency has.
             */
            value: components["schemas"]["PurchaseAmount"];
            /**
             * Currency
             * @description ISO 4217 code of the currency that the amount is in.
             */
            currency: components["schemas"]["CurrencyCode"];
            /**
             * Contact Email
             * Format: email-or-blank
             * @description Address of the contact who bought; blank or null credits the campaign alone.
             */
            contact_email?: string | null;
        };
        /** @description Who is to get the test mail of a campaign. */
        CampaignTestEmail: {
            /**
             * Email Address
             * Format: email
             * @description Address that the test mail goes to; it need not be a contact's.
             */
            email_address: string;
        };
        /** @description What the server says about a test mail; its keys are not documented. */
        CampaignTestEmailResult: {
            [key: string]: unknown;
        };
        /** @description One page of campaigns; they may lack their detail-only field, execution. */
        CampaignPage: {
            /**
             * Payload
             * @description The campaigns of this page.
             */
            payload?: components["schemas"]["Campaign"][];
            /**
             * Results
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["Campaign"][];
        } & components["schemas"]["Page"];
        /**
         * @description How a contact became known.
         * @enum {string}
         */
        ContactSource: "purchase" | "lead" | "migration" | "unknown";
        /** @description What a contact agreed to receive, by channel. What a create leaves out counts as agreed to. */
        MarketingConsent: {
            /**
             * Email Consent
             * @description Whether the contact agreed to marketing by email.
             * @default true
             */
            email?: boolean;
            /**
             * SMS Consent
             * @description Whether the contact agreed to marketing by SMS.
             * @default true
             */
            sms?: boolean;
            /**
             * WhatsApp Consent
             * @description Whether the contact agreed to marketing by WhatsApp.
             * @default true
             */
            whatsapp?: boolean;
        };
        /** @description What can be said about a contact at any time. */
        ContactFields: {
            /**
             * Email Address
             * Format: email
             * @description Address of the contact, by which a purchase finds it.
             */
            email?: string;
            /**
             * First Name
             * @description Given name; blank or null if not known.
             * @default
             */
            first_name?: string | null;
            /**
             * Last Name
             * @description Family name; blank or null if not known.
             * @default
             */
            last_name?: string | null;
            /**
             * Phone Number
             * @description Telephone number, best with the country's prefix; blank or null if not known.
             * @default
             */
            phone?: string | null;
            /**
             * WhatsApp Number
             * @description Number that WhatsApp messages go to; blank or null if not known.
             * @default
             */
            whatsapp?: string | null;
            /**
             * Country
             * @description Name of the country the contact lives in; blank or null if not known.
             * @default
             */
            country?: string | null;
            /**
             * Contact Source
             * @description How the contact became known.
             * @default unknown
             */
            source?: components["schemas"]["ContactSource"];
            /**
             * Tags
             * @description Labels on the contact; audiences are made of them.
             * @default []
             */
            tags?: string[];
            /**
             * Marketing Consent
             * @description What the contact agreed to receive, by channel.
             */
            marketing_consent?: components["schemas"]["MarketingConsent"];
        };
        /** @description What a contact and the request to create one have in common. */
        BaseContact: WithRequired<components["schemas"]["ContactFields"], "email">;
        /** @description A person who can be written to, with consent and purchase value. */
        Contact: {
            /**
             * Customer ID
             * @description The shop's own identifier of this person, kept by the server; blank or null if none.
             * @default
             */
            customer_id?: string | null;
            /**
             * Lifetime Value
             * @description What the contact has spent, added up by the server; null before the first purchase.
             * @example 12.50
             */
            ltv?: string | null;
            /**
             * LTV Currency
             * @description ISO 4217 code of the currency that the lifetime value is in.
             * @default USD
             */
            ltv_currency?: components["schemas"]["CurrencyCode"];
            /**
             * Last Purchase Date
             * Format: date-time
             * @description When the contact last bought something, kept by the server; null if never.
             */
            last_purchased_at?: string | null;
        } & (components["schemas"]["BaseContact"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create a contact. */
        ContactCreate: components["schemas"]["BaseContact"];
        /** @description Changes to a contact; what is left out stays as it is. Lifetime value and last purchase are kept by the server. */
        ContactUpdate: components["schemas"]["ContactFields"];
        /** @description A purchase to be credited to the contact with this address. */
        ContactUpdateLTV: {
            /**
             * Contact Email
             * Format: email
             * @description Address of the contact who bought.
             */
            email: string;
            /**
             * LTV Value
             * @description Amount to add; more than zero, two decimal places or as many as the currency has.
             */
            value: components["schemas"]["PurchaseAmount"];
            /**
             * Currency
             * @description ISO 4217 code of the currency that the amount is in.
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["Contact"][];
        } & components["schemas"]["Page"];
        /** @description What can be said about an email account at any time. */
        EmailAccountFields: {
            /**
             * Account Name
             * @description Name of the account, for your own use.
             */
            name?: string;
            /**
             * Default From Email
             * Format: email-or-blank
             * @description Sender address for mail that names none; blank or null for no default.
             * @default
             */
            default_from_email?: string | null;
            /**
             * Default From Name
             * @description Sender name for mail that names none; blank or null for no default.
             * @default
             */
            default_from_name?: string | null;
            /**
             * Default Reply-To Email
             * Format: email-or-blank
             * @description Address for replies to mail that names none; blank or null for no default.
             * @default
             */
            default_reply_to_email?: string | null;
            /**
             * Default Reply-To Name
             * @description Name for replies to mail that names none; blank or null for no default.
             * @default
             */
            default_reply_to_name?: string | null;
        };
        /** @description What an email account and the request to create one have in common. */
        BaseEmailAccount: WithRequired<components["schemas"]["EmailAccountFields"], "name">;
        /** @description The mail account of a site; channels, identities and templates belong to it. */
        EmailAccount: {
            /**
             * Is Active
             * @description Whether mail can be sent from the account; the server sets it.
             * @default true
             */
            is_active?: boolean;
        } & (components["schemas"]["BaseEmailAccount"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create an email account. */
        EmailAccountCreate: components["schemas"]["BaseEmailAccount"];
        /** @description Changes to an email account; what is left out stays as it is. */
        EmailAccountUpdate: components["schemas"]["EmailAccountFields"];
        /** @description What is needed to create an account together with its first channel and identity. */
        EmailAccountSetup: {
            /**
             * Account Name
             * @description Name of the new account, for your own use.
             */
            account_name: string;
            /**
             * Default From Email
             * Format: email-or-blank
             * @description Sender address for mail that names none; left out or blank for no default.
             */
            default_from_email?: string;
            /**
             * Default Reply-To Email
             * Format: email-or-blank
             * @description Address for replies to mail that names none; blank or null for no default.
             */
            default_reply_to_email?: string | null;
            /**
             * Identity Value
             * @description Domain or address to send from; its DNS records are in the answer.
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
             * @description The identity that waits to be verified, with the DNS records to add.
             */
            identity: components["schemas"]["EmailIdentity"];
        };
        /** @description Whether the account can send mail; its keys are not documented. */
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["EmailAccount"][];
        } & components["schemas"]["Page"];
        /**
         * @description Kind of mail on a channel; transactional for receipts and the like, marketing for newsletters, broadcast for announcements.
         * @enum {string}
         */
        EmailChannelType: "transactional" | "marketing" | "broadcast";
        /**
         * @description Whether a channel may send.
         * @enum {string}
         */
        EmailChannelStatus: "active" | "suspended" | "pending";
        /**
         * @description Fields that a list of channels can be sorted by.
         * @enum {string}
         */
        EmailChannelOrdering: "code" | "-code" | "channel_type" | "-channel_type" | "status" | "-status" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
        /** @description What can be said about an email channel at any time. */
        EmailChannelFields: {
            /**
             * Channel Code
             * @description Unique handle by which mail names the channel: letters, digits, -, _, lower-cased.
             * @example order-receipts
             */
            code?: string;
        };
        /** @description What an email channel and the request to create one have in common. */
        BaseEmailChannel: {
            /**
             * Channel Type
             * @description Kind of mail that the channel carries; fixed once it is created.
             */
            channel_type: components["schemas"]["EmailChannelType"];
        } & WithRequired<components["schemas"]["EmailChannelFields"], "code">;
        /** @description One stream of mail within an account, with its own limits, which the server sets. */
        EmailChannel: {
            /**
             * Account ID
             * @description Identifier of the account that the channel belongs to.
             */
            account: string;
            /**
             * Channel Status
             * @description Whether the channel may send.
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
             * @description Most mails that the channel sends in a day.
             * @default 1000
             */
            daily_quota?: number;
            /**
             * Rate Limit
             * @description Most mails that the channel sends in a second.
             * @default 10
             */
            rate_limit?: number;
            /**
             * Engagement Tracking
             * @description Whether opens and clicks are tracked; set-engagement-tracking switches it.
             * @default false
             */
            enable_engagement_tracking?: boolean;
        } & (components["schemas"]["BaseEmailChannel"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create an email channel. */
        EmailChannelCreate: components["schemas"]["BaseEmailChannel"];
        /** @description Changes to an email channel; only its code can be changed. */
        EmailChannelUpdate: components["schemas"]["EmailChannelFields"];
        /** @description The switch for open and click tracking. */
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["EmailChannel"][];
        } & components["schemas"]["Page"];
        /**
         * @description Kind of identity; domain for a whole domain, email for one address.
         * @enum {string}
         */
        EmailIdentityType: "domain" | "email";
        /**
         * @description How far the check of DNS records has come.
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
        /** @description A record to be added at the DNS provider, as pairs of name and text. */
        DnsRecord: {
            [key: string]: string;
        };
        /** @description What can be said about an email identity at any time. */
        EmailIdentityFields: {
            /**
             * Use Custom MAIL FROM
             * @description Whether mail uses the identity's own MAIL FROM domain as envelope sender.
             * @default false
             */
            use_custom_mail_from?: boolean;
        };
        /** @description What an email identity and the request to create one have in common. */
        BaseEmailIdentity: {
            /**
             * Identity Value
             * @description The domain or address itself; fixed once it is created.
             */
            identity_value: components["schemas"]["EmailIdentityValue"];
        };
        /** @description A domain or an address that mail may be sent from once it is verified. */
        EmailIdentity: {
            /**
             * Account ID
             * @description Identifier of the account that the identity belongs to.
             */
            account: string;
            /**
             * Identity Type
             * @description Whether it is a domain or an address; the server tells it from the value.
             */
            identity_type: components["schemas"]["EmailIdentityType"];
            /**
             * Verified
             * @description Whether mail may be sent from it.
             * @default false
             */
            verified?: boolean;
            /**
             * DKIM Verification Status
             * @description How far the check of the DKIM records has come.
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
             * @description Own domain for the envelope sender; null if none was set up.
             */
            mail_from_domain?: string | null;
            /**
             * MAIL FROM Verification Status
             * @description How far the check of the MAIL FROM records (SPF among them) has come.
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
        /** @description What is needed to create an email identity. */
        EmailIdentityCreate: components["schemas"]["BaseEmailIdentity"];
        /** @description Changes to an email identity; only the use of its own MAIL FROM domain can be changed. */
        EmailIdentityUpdate: components["schemas"]["EmailIdentityFields"];
        /** @description The domain that is to be the envelope sender of an identity. */
        CustomMailFrom: {
            /**
             * MAIL FROM Domain
             * @description Domain for the envelope sender, as a rule a subdomain of the identity's own.
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["EmailIdentity"][];
        } & components["schemas"]["Page"];
        /**
         * @description Fields that a list of templates can be sorted by.
         * @enum {string}
         */
        EmailTemplateOrdering: "name" | "-name" | "code" | "-code" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
        /** @description What can be said about an email template at any time. */
        EmailTemplateFields: {
            /**
             * Template Name
             * @description Name of the template, for your own use.
             */
            name?: string;
            /**
             * Template Code
             * @description Code that names the template; unique.
             */
            code?: string;
            /**
             * Subject Template
             * @description Subject line; placeholders in Jinja syntax are filled in for each recipient.
             */
            subject?: string;
            /**
             * HTML Body Template
             * @description HTML body; placeholders in Jinja syntax are filled in for each recipient.
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
             * @description Labels on the template, to find it by.
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
        /** @description What an email template and the request to create one have in common. */
        BaseEmailTemplate: WithRequired<components["schemas"]["EmailTemplateFields"], "name" | "code" | "subject" | "body_html">;
        /** @description Mail content with placeholders that can be used again. */
        EmailTemplate: {
            /**
             * Account ID
             * @description Identifier of the account that the template belongs to.
             */
            account: string;
            /**
             * Preview URL
             * @description URL where the rendered template can be looked at; null if there is none.
             */
            preview_url?: string | null;
        } & (components["schemas"]["BaseEmailTemplate"] & components["schemas"]["TimestampedResource"]);
        /** @description What is needed to create an email template. */
        EmailTemplateCreate: components["schemas"]["BaseEmailTemplate"];
        /** @description Changes to an email template; what is left out stays as it is. */
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
             * @description The same under its older name; payload wins when both are there.
             */
            results?: components["schemas"]["EmailTemplate"][];
        } & components["schemas"]["Page"];
        /**
         * @description Extra headers of a mail by name; each name begins with X-.
         * @example {
         *       "X-Order": "1042"
         *     }
         */
        EmailHeaders: {
            [key: string]: string;
        };
        /** @description One mail, apart from its files. */
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
             * @description Code (not the identifier) of the channel that sends the mail.
             */
            channel: string;
            /**
             * From Email
             * Format: email-or-blank
             * @description Sender address; left out or blank takes the account's default.
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
             * @description Address for replies; left out or blank takes the account's default.
             */
            reply_to_email?: string;
            /**
             * Category
             * @description Notification category; whoever has left the category is not written to.
             */
            category?: string;
            /**
             * Save as Template
             * @description Whether the content is kept as a template as well.
             * @default false
             */
            save_as_template?: boolean;
            /**
             * Custom Headers
             * @description Extra headers of the mail by name; each name begins with X-.
             */
            headers?: components["schemas"]["EmailHeaders"];
        };
        /** @description One mail to be sent now, without files. */
        Email: components["schemas"]["BaseEmail"];
        /** @description One mail to be sent now, with files; the fields of a form. */
        EmailWithAttachments: {
            /**
             * Attachments
             * @description Files, ten at most, 20 MiB each and 100 MiB together at most.
             */
            attachments: string[];
        } & components["schemas"]["BaseEmail"];
        /** @description What became of a mail. */
        EmailResponse: {
            /**
             * Status
             * @description Outcome of the attempt, as the server's code for it.
             */
            status: string;
            /**
             * Email Message ID
             * @description Identifier of the mail at the mail service; null if there is none.
             */
            message_id?: string | null;
            /**
             * Template ID
             * @description Identifier of the template that was kept; null if none was asked for.
             */
            template_id?: string | null;
        };
    };
    responses: {
        /** @description The audience as it is now. */
        Audience: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Audience"];
            };
        };
        /** @description The campaign as it is now. */
        Campaign: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Campaign"];
            };
        };
        /** @description The contact as it is now. */
        Contact: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Contact"];
            };
        };
        /** @description The email account as it is now. */
        EmailAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailAccount"];
            };
        };
        /** @description The email channel as it is now. */
        EmailChannel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailChannel"];
            };
        };
        /** @description The email identity as it is now. */
        EmailIdentity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailIdentity"];
            };
        };
        /** @description The email template as it is now. */
        EmailTemplate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["EmailTemplate"];
            };
        };
        /** @description It is gone; there is no body. */
        Deleted: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description The server refused the request; nothing was changed.
         *
         *     - 400: the body or a filter is wrong, and the answer says where; or the state forbids the action.
         *     - 401: no valid token came with the request.
         *     - 403: the token does not allow this.
         *     - 404: there is no such resource.
         *     - 409: the request does not fit the present state of the resource, or a unique value is taken.
         *     - 429: too many requests in too short a time; `Retry-After` says how long to wait.
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
        /** @description The server, or a proxy before it, failed. Whether the request was applied is not known. A proxy may answer with an HTML page or with nothing in place of JSON. */
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
        /** @description Number of the page, counted from 1. */
        Page: number;
        /** @description Most resources on a page, 200 at the most. */
        PageSize: number;
        /** @description Tags to match, separated by commas. */
        Tags: string;
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
        /** @description Seconds to wait before the next try; sent with 429 and, at times, with 503. */
        RetryAfter: number;
        /** @description Identifier under which the server logged the request; quote it when asking for help. */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAudiences: {
        parameters: {
            query?: {
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the name of the audience. */
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
            header?: never;
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the name and the description of the campaign. */
                q?: string;
                /** @description Only campaigns in this state. */
                status?: components["schemas"]["CampaignStatus"];
                /** @description Only campaigns that go out on this kind of channel. */
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
            header?: never;
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
                 *       "email_address": "reviewer@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignTestEmail"];
            };
        };
        responses: {
            /** @description What the server says about the test mail. */
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
            header?: never;
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
            /** @description What was created. */
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the email address of the contact. */
                q?: string;
                /** @description Only contacts that became known in this way. */
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
            header?: never;
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
            header?: never;
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
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
            header?: never;
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
            header?: never;
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
            /** @description What was created. */
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the code and the type of the channel. */
                q?: string;
                /** @description Only channels for this kind of mail. */
                channel_type?: components["schemas"]["EmailChannelType"];
                /** @description Only channels in this state. */
                status?: components["schemas"]["EmailChannelStatus"];
                /** @description Field to sort by; a leading minus sign sorts downwards. */
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
            header?: never;
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the domain or address of the identity. */
                q?: string;
                /** @description Only identities of this kind. */
                identity_type?: components["schemas"]["EmailIdentityType"];
                /** @description Field to sort by; a leading minus sign sorts downwards. */
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
            header?: never;
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
                /** @description Number of the page, counted from 1. */
                page?: components["parameters"]["Page"];
                /** @description Most resources on a page, 200 at the most. */
                page_size?: components["parameters"]["PageSize"];
                /** @description Text to look for in the name, the code and the tags of the template. */
                q?: string;
                /** @description Tags to match, separated by commas. */
                tags?: components["parameters"]["Tags"];
                /** @description True for base templates only, false for all others. */
                is_base?: boolean;
                /** @description Field to sort by; a leading minus sign sorts downwards. */
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
            header?: never;
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
            header?: never;
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
            /** @description What became of the mail. */
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
