import com.konigle.reachout.ApiClient;
import com.konigle.reachout.ApiException;
import com.konigle.reachout.api.CampaignsApi;
import com.konigle.reachout.api.ContactsApi;
import com.konigle.reachout.api.EmailAccountsApi;
import com.konigle.reachout.api.EmailTemplatesApi;
import com.konigle.reachout.api.EmailsApi;
import com.konigle.reachout.model.Campaign;
import com.konigle.reachout.model.CampaignAddLTV;
import com.konigle.reachout.model.CampaignCreateEmail;
import com.konigle.reachout.model.CampaignSchedule;
import com.konigle.reachout.model.Contact;
import com.konigle.reachout.model.ContactCreate;
import com.konigle.reachout.model.ContactPage;
import com.konigle.reachout.model.ContactUpdate;
import com.konigle.reachout.model.Email;
import com.konigle.reachout.model.EmailAccountSetup;
import com.konigle.reachout.model.EmailAccountSetupResult;
import com.konigle.reachout.model.EmailTemplateOrdering;
import com.konigle.reachout.model.MarketingConsent;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Calls a sandbox with the generated classes; prints what comes back, one fact a line. */
public final class Walk {
  private Walk() {}

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(request -> request.header("Authorization", "Token " + arguments[1]));

    ContactsApi contacts = new ContactsApi(client);
    Contact ada =
        contacts.createContact(
            new ContactCreate()
                .email("ada@example.com")
                .tags(List.of("news"))
                .marketingConsent(new MarketingConsent().sms(false)));
    System.out.println("consent " + ada.getMarketingConsent().getEmail() + " " + ada.getMarketingConsent().getSms());
    contacts.updateContact(ada.getId(), new ContactUpdate().country("Portugal"));
    ContactPage page = contacts.listContacts(1, 20, null, null, "news");
    System.out.println("page " + page.getCount() + " " + page.getPayload().get(0).getTags() + " " + page.getNext());

    EmailAccountSetupResult setup =
        new EmailAccountsApi(client)
            .setupEmailAccount(
                new EmailAccountSetup()
                    .accountName("Shop")
                    .defaultFromEmail("shop@example.com")
                    .identityValue("example.com"));
    String channel = setup.getChannels().get(0).getCode();
    System.out.println("identity " + setup.getIdentity().getDkimVerificationStatus());

    CampaignsApi campaigns = new CampaignsApi(client);
    Campaign campaign =
        campaigns
            .newEmailCampaign(
                new CampaignCreateEmail()
                    .campaignName("Spring")
                    .emailChannel(channel)
                    .contactTags(List.of("news"))
                    .subject("Spring")
                    .bodyHtml("<h1>Spring</h1>"))
            .getCampaign();
    OffsetDateTime at = OffsetDateTime.parse("2030-05-01T09:00:00+02:00");
    campaign = campaigns.scheduleCampaign(campaign.getId(), new CampaignSchedule().scheduledAt(at));
    System.out.println("campaign " + campaign.getStatus() + " " + campaign.getScheduledAt().isEqual(at));
    campaign = campaigns.addCampaignLtv(campaign.getId(), new CampaignAddLTV().value("99.90").currency("USD"));
    System.out.println("ltv " + campaign.getLtv());

    new EmailTemplatesApi(client).listEmailTemplates(1, 20, null, null, false, EmailTemplateOrdering._NAME);
    Email mail =
        new Email()
            .toEmail(List.of("ada@example.com"))
            .subject("Hello")
            .bodyHtml("<p>Hello</p>")
            .channel(channel)
            .headers(Map.of("X-Order", "1042"));
    System.out.println("mail " + new EmailsApi(client).sendEmail(mail).getStatus());

    contacts.deleteContact(ada.getId());
    try {
      contacts.getContact(ada.getId());
    } catch (ApiException gone) {
      System.out.println("gone " + gone.getCode() + " " + gone.getResponseBody());
    }
  }
}
