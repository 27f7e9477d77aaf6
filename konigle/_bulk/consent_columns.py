"""Detects columns of files that may state who agreed to receive e-mail.

Matched by parts of words, in the languages of the vendors' exports, since a false positive costs the caller one entry
in `mapping`, while a false negative could record consent for somebody who opted out. Sources of the header rows:
Mailchimp, Klaviyo, Shopify, HubSpot, Brevo, Salesforce, Constant Contact, rapidmail, CleverReach, Cordial, Bird.
"""

import functools
import re
import unicodedata
from typing import cast

_OPT_OUT = re.compile(
    # English
    r"opt(?:ed|s)? ?out|unsub|\bun subscri|black ?list|block ?list|deny ?list|\bblocked|suppress|exclu[ds]|withdraw"
    r"|revo[ck]|\bnot\b|\bdont\b|\bdon t\b|donot|\bdnc\b|\bno ?(?:e ?)?(?:mail|contact|marketing|news|sms|call|publi)"
    # addresses that a vendor no longer sends to
    r"|bounce|\bclean|undeliver|unreachable|quarantin|complain|spam|invalid"
    # German, Dutch
    r"|abgemeld|abmeld|abbestell|\bausge(?:tragen|schl)|\baustrag|widerr|widerspr|sperr|robinson|\bkein|\bnicht\b"
    r"|unzustell|afgemeld|afmeld|uitgeschr|uitschr|zwarte lijst|geblokk|\bniet\b|\bgeen\b"
    # French, Spanish, Portuguese, Italian
    r"|desabo|\bdes?inscri|desuscri|\bdisiscri|descadastr|cancellat|\bbaja\b|revog|oppos|\bno (?:acep|autori|consi|dese|envi|quie)|\b(?:ne )?pas\b|\bnao\b"
    r"|\bnon\b|liste noire|lista (?:negra|nera)|bloque|bloccat|rebot|rimbalz|devolv"
)
_CONSENT = re.compile(
    # English
    r"consent|permission|gdpr|ccpa|privacy|legal basis|lawful|\bopt\b|\bopt(?:ed|s)? ?in|optin|\bactive\b|double ?opt|\bdoi\b|subscri"
    r"|accep|agree|newsletter|marketing|mailing ?list|confirm|(?:contact|mail|reach)able|activated"
    # German, Dutch
    r"|dsgvo|einwillig|zustimm|einverst|erlaub|angemeldet|anmeld|eingetragen|bestatig|aktivier|abonn|akzept|\bwerb"
    r"|rechtsgrundl|toestemming|aangemeld|ingeschr|inschr|reclame|akkoord"
    # French, Spanish, Portuguese, Italian
    r"|rgpd|lgpd|consens|autori[sz]|acept|aceit|accett|abonad|abbonat|\bsuscri|\bsubscr|\binscri|\biscri|publici"
    r"|pubblici"
    # Danish, Norwegian, Swedish, Finnish, Polish, Czech
    r"|samtyk|tilmeld|pamelding|prenumer|suostum|uutiskirj|zgod|subskry|souhlas|odber"
    # whether somebody is still a contact
    r"|\b(?:in)?a[ck]ti[vf]\w{0,2}\b|\bin?attiv\w\b|\bativo\b|\bdelet|\bgelosch|\bsupprim|\beliminad|\bverwijder"
)
# Japanese, Chinese, Korean, Russian, Ukrainian, Greek
_OTHER_SCRIPT = re.compile(
    r"購読|配信|メルマガ|同意|許可|許諾|停止|退会|解除|拒否|オプト|訂閱|订阅|退訂|退订|许可|拒绝|拒絕|黑名单|黑名單|屏蔽"
    r"|수신|동의|구독|거부|соглас|подпис|рассыл|отпис|згод|розсил|συγκατ|συναιν|εγγραφ"  # noqa: RUF001 - Greek is meant
)
# in a cell: somebody who does not receive e-mail
# fmt: off
_OPT_OUT_WORDS = {
    # English
    "unsubscribe", "unsubscribed", "un subscribed", "not subscribed", "non subscribed",
    "nonsubscribed", "never subscribed", "opt out", "optout", "opted out", "bounce", "bounced",
    "hard bounce", "hard bounced", "soft bounce", "soft bounced", "cleaned", "suppressed",
    "blacklisted", "blocklisted", "complained", "complaint", "spam complaint",
    # German, Dutch, Danish, Norwegian, Swedish
    "abgemeldet", "abbestellt", "ausgetragen", "widerrufen", "gesperrt", "uitgeschreven",
    "afgemeld", "afmeldt", "avmeldt", "avregistrerad",
    # French, Spanish, Italian, Portuguese, Polish
    "désabonné", "désabonnée", "desabonne", "désinscrit", "désinscrite", "desinscrit",
    "dado de baja", "dada de baja", "baja", "disiscritto", "disiscritta", "descadastrado",
    "descadastrada", "wypisany", "wypisana",
}
# fmt: on
_LONGEST_WORD = 40
_NOT_GIVEN: tuple[object, ...] = (None, False, "", "false", "no", [], {})  # 0 equals False
# a status of the contact; that of an order or a lead says nothing
_STATUS = re.compile(
    r"(?:(?:e ?mail|mail|sms|whatsapp|contact|kontakt|member|list|profile|customer)\w* )*(?:status|statut|stato)"
)
_CHANNELS = {
    "email": re.compile(r"mail|newsletter"),
    "sms": re.compile(r"\bsms|\btext|\bmobile"),
    "whatsapp": re.compile(r"whats ?app"),
}
_OTHER_CHANNEL = re.compile(r"\bcall|\bphone|\bfax|\bletter|\bpost|\bpush\b|\bdnc\b|\banruf|\bbrief")


@functools.lru_cache(maxsize=1024)
def is_opt_out(column: str) -> bool:
    """Whether a column looks like an opt-out: unsubscribed, blacklisted, do not mail, bounced."""
    return _OPT_OUT.search(_plain(column)) is not None


@functools.lru_cache(maxsize=1024)
def is_about_consent(column: str) -> bool:
    """Whether a column looks like a consent or an opt-out."""
    plain = _plain(column)
    found = _CONSENT.search(plain) or _STATUS.fullmatch(plain) or _OTHER_SCRIPT.search(column.casefold())
    return bool(found) or is_opt_out(column)


def says_opt_out(cell: str) -> bool:
    """Whether a cell, or a part of it between commas, is the word of a vendor for a person that unsubscribed or bounced."""
    if len(cell) > _LONGEST_WORD:
        return False
    text = cell.casefold().replace("-", " ").replace("_", " ")
    return text.strip() in _OPT_OUT_WORDS or (
        "," in text and any(part.strip() in _OPT_OUT_WORDS for part in text.split(","))
    )


def opt_out_in(value: object) -> str:
    """Returns the word of an opt-out in a JSON value, or the name of one in it that is given; empty if there is none."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and says_opt_out(one):
            return one.strip()
        if isinstance(one, dict):
            for name, inner in cast("dict[str, object]", one).items():
                if inner not in _NOT_GIVEN and is_opt_out(name):
                    return name
                waiting.append(inner)
        elif isinstance(one, list):
            waiting += cast("list[object]", one)
    return ""


def channels_of(column: str) -> tuple[str, ...]:
    """Returns the channels that a header names: SMS and WhatsApp, otherwise email."""
    plain = _plain(column)
    return tuple(channel for channel, pattern in _CHANNELS.items() if pattern.search(plain))


def is_about_calls(column: str) -> bool:
    """Whether a header names only channels that the API does not have, such as calls or letters."""
    return _OTHER_CHANNEL.search(_plain(column)) is not None and not channels_of(column)


def _plain(column: str) -> str:
    """Returns the words of a header: lower case, without accents, separated by one blank."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", column)
    letters = unicodedata.normalize("NFKD", parted).casefold()
    return " ".join(
        re.findall(r"[a-z0-9]+", "".join(sign for sign in letters if not unicodedata.combining(sign)))
    )
