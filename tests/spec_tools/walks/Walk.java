import com.konigle.reachout.ApiClient;
import com.konigle.reachout.ApiException;
import com.konigle.reachout.api.ContactsApi;
import com.konigle.reachout.model.Contact;
import com.konigle.reachout.model.ContactCreate;
import com.konigle.reachout.model.ContactUpdate;
import com.konigle.reachout.model.MarketingConsent;
import java.util.List;

/** The four calls of every client; what it got is printed as one line of JSON. */
public final class Walk {
  private Walk() {}

  public static void main(String[] arguments) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(request -> request.header("Authorization", "Token " + arguments[1]));
    ContactsApi contacts = new ContactsApi(client);

    Contact created =
        contacts.createContact(
            new ContactCreate()
                .email("ada@example.com")
                .firstName("Ada")
                .tags(List.of("news"))
                .marketingConsent(new MarketingConsent().sms(false)),
            null); // no Idempotency-Key
    String listed = contacts.listContacts(1, 5, "ada", null, null).getPayload().get(0).getEmail();
    Contact changed = contacts.updateContact(created.getId(), new ContactUpdate().phone("+4915112345678"));
    int missing = 0;
    try {
      contacts.getContact("missing");
    } catch (ApiException error) {
      missing = error.getCode();
    }
    System.out.printf(
        "{\"created\":\"%s\",\"sms\":%s,\"listed\":[\"%s\"],\"first_name\":\"%s\",\"phone\":\"%s\",\"missing\":%d}%n",
        created.getEmail(),
        created.getMarketingConsent().getSms(),
        listed,
        changed.getFirstName(),
        changed.getPhone(),
        missing);
  }
}
