"""Providers of mailboxes, and names of mailboxes that belong to nobody in particular.

Plain facts as the providers publish them. The trap: which signs a provider ignores differs; a dot means nothing to one
provider only, and at a company's own domain everything may count.
"""

from __future__ import annotations

#: Providers whose local parts are ASCII and the same in either case.
PROVIDERS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com "
    "aol.com gmx.com gmx.de gmx.net web.de mail.ru yandex.ru yandex.com protonmail.com proton.me pm.me zoho.com "
    "fastmail.com hotmail.co.uk hotmail.fr yahoo.co.jp yahoo.co.uk naver.com daum.net t-online.de "
    "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com 139.com 189.cn wo.cn sina.com sina.cn "
    "vip.sina.com sohu.com aliyun.com tom.com 21cn.com 263.net".split()
)
#: Domains that are the same mailbox under another name.
ALIASES = {
    "googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com", "protonmail.com": "proton.me",
    "pm.me": "proton.me", "yandex.com": "yandex.ru", "ya.ru": "yandex.ru",
}  # fmt: skip
#: Providers that deliver name+tag to name; at Yahoo the sign is a dash.
TAGGED = frozenset(
    "gmail.com outlook.com hotmail.com live.com msn.com icloud.com fastmail.com proton.me zoho.com yandex.ru".split()
)
DASH_TAGGED = frozenset("yahoo.com ymail.com yahoo.co.uk yahoo.co.jp".split())
#: Names a slip of the finger is measured against: domains one letter away from one of them are most likely a slip.
COMMON = (
    "gmail.com outlook.com hotmail.com yahoo.com icloud.com live.com foxmail.com sina.com sohu.com aliyun.com "
    "qq.com 163.com 126.com yeah.net 139.com 189.cn googlemail.com protonmail.com"
).split()
#: Domains that exist and look like another.
LOOK_ALIKES = frozenset(
    "mail.com ymail.com email.com rmail.com live.cn live.co.uk sina.cn sina.com.cn yahoo.co yahoo.cn 163.net 126.net "
    "188.com 136.com 138.com 263.com 123.com 183.com 169.com 162.com 164.com".split()
)
#: Two letters swapped or one wrong in the commonest top-level domains; none of these exists.
TOP_LEVEL_SLIPS = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "cpm": "com", "vom": "com", "xom": "com", "coom": "com",
    "nte": "net", "ent": "net", "nett": "net",
}  # fmt: skip
#: Mailboxes of a task, not of a person (RFC 2142 and custom); RFC 2142 makes them the same in either case.
ROLES = frozenset(
    "info sales support service services admin contact office hr jobs marketing hello help webmaster postmaster "
    "hostmaster abuse noreply no-reply donotreply enquiry enquiries inquiry billing accounts finance mail team kefu "
    "customerservice feedback market business kontakt commercial comercial ventas contacto".split()
)
#: What forms are filled with by those who have no address.
NOBODY = frozenset(
    "none no na null nil nobody noone unknown noemail no-email no_email nomail no-mail no_mail noaddress notprovided "
    "notavailable notapplicable test xxx xxxx abc aaa asdf qwerty 123 1234 12345 123456".split()
)
_SURE = frozenset("noemail no-email no_email nomail no-mail no_mail noaddress notprovided notavailable".split())


def is_nobody(local: str, domain: str) -> bool:
    """Tell whether an address was typed to fill a field: none@none.com, noemail@acme.com.

    >>> is_nobody("none", "none.com"), is_nobody("noemail", "acme.com"), is_nobody("test", "acme.com")
    (True, True, False)
    """
    name = local.lower()
    return name in _SURE or (name in NOBODY and domain.partition(".")[0] in NOBODY)
