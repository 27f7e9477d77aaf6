"""The code examples of the documentation page of `konigle.managers.comm`, as data.

Each is written in its synchronous form; the page's asynchronous ones are the same with `await` before the call. The
calls, the names of their arguments and what is printed are the page's, the wording of texts is not. Quoted words that
end in `_id` stand for identifiers. In the set-up example the two commas the page lacks are put in.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """One example.

    Attributes:
        manager: The synchronous manager class whose method it shows.
        method: The method.
        operation: Operation id it must arrive as.
        source: The code; `client` is there already.
        prints: How the printed line begins; empty if it prints nothing.
        is_complete: Whether the page's example imports all it uses.
    """

    manager: str
    method: str
    operation: str
    source: str
    prints: str
    is_complete: bool = True


EXAMPLES = (
    Example(
        "AudienceManager",
        "create",
        "createAudience",
        """\
from konigle.models.comm import AudienceCreate

audience_data = AudienceCreate(
    name="Readers",
    code="newsletter-subscribers",
    description="Who reads the newsletter",
    tags=["newsletter", "engaged"],
)
audience = client.audiences.create(audience_data)
print(f"Created audience: {audience.name}")
""",
        "Created audience: Readers",
    ),
    Example(
        "CampaignManager",
        "add_ltv",
        "addCampaignLtv",
        """\
from konigle.models.comm import CampaignAddLTV
from decimal import Decimal

ltv_data = CampaignAddLTV(
    contact_email="customer@example.com",
    value=Decimal("99.99"),
    currency="USD",
)
campaign = client.campaigns.add_ltv("campaign_id", ltv_data)
print(f"Campaign LTV: {campaign.ltv} {campaign.ltv_currency}")
""",
        "Campaign LTV: 99.99 USD",
    ),
    Example(
        "CampaignManager",
        "create",
        "createCampaign",
        """\
from konigle.models.comm import CampaignCreate

campaign_data = CampaignCreate(
    name="Summer",
    channel_type="email",
    email_channel="channel_id",
    email_template="template_id",
    audience="audience_id",
    description="For the summer",
    scheduled_at=None,
    execution_duration_minutes=60,
    utm_code="summer-sale-2024",
)
campaign = client.campaigns.create(campaign_data)
print(f"Created campaign: {campaign.name}")
""",
        "Created campaign: Summer",
    ),
    Example(
        "CampaignManager",
        "new_email_campaign",
        "newEmailCampaign",
        """\
from konigle.models.comm import CampaignCreateEmail

campaign_data = CampaignCreateEmail(
    campaign_name="Summer",
    email_channel="marketing",
    contact_tags=["newsletter", "vip"],
    subject="Half price",
    body_html="<h1>Half price</h1>",
    body_text="Half price",
    utm_code="summer-sale-2024",
)
campaign = client.campaigns.new_email_campaign(campaign_data)
print(f"Created campaign: {campaign.name}")
""",
        "Created campaign: Summer",
    ),
    Example(
        "ContactManager",
        "create",
        "createContact",
        """\
from konigle.models.comm import (
    ContactCreate,
    MarketingConsent,
)

contact_data = ContactCreate(
    email="john@example.com",
    first_name="John",
    last_name="Doe",
    phone="+1234567890",
    source="lead",
    tags=["newsletter", "webinar"],
    marketing_consent=MarketingConsent(
        email=True,
        sms=False,
        whatsapp=True,
    ),
)
contact = client.contacts.create(contact_data)
print(f"Created contact: {contact.email}")
""",
        "Created contact: john@example.com",
    ),
    Example(
        "EmailAccountManager",
        "setup",
        "setupEmailAccount",
        """\
setup_data = EmailAccountSetup(
    name="Marketing Account",
    default_from_email="",
    default_reply_to_email="",
    identity_value="example.com",
)
setup_result = client.email_accounts.setup(setup_data)
account = setup_result["account"]
channel = setup_result["channels"][0]
identity = setup_result["identity"]
""",
        "",
        is_complete=False,
    ),
    Example(
        "EmailManager",
        "send",
        "sendEmail",
        """\
from konigle.models.comm import Email

email_data = Email(
    to_email=["recipient@example.com"],
    subject="Welcome",
    body_html="<h1>Welcome</h1><p>Good to have you.</p>",
    body_text="Welcome. Good to have you.",
    channel="welcome-emails",
    save_as_template=False
)
response = client.emails.send(email_data)
print(f"Email sent: {response.message}")
""",
        "Email sent: ",
    ),
    Example(
        "EmailTemplateManager",
        "create",
        "createEmailTemplate",
        """\
template_data = EmailTemplateCreate(
    name="Welcome Email",
    code="welcome-email",
    subject="Welcome to {{company_name}}!",
    body_html="<h1>Welcome</h1><p>Good to have you.</p>",
    body_text="Welcome. Good to have you.",
    tags=["welcome", "onboarding"]
)
template = client.email_templates.create(template_data)
print(f"Created template: {template.name}")
""",
        "Created template: Welcome Email",
        is_complete=False,
    ),
)
