"""Say which file a page of the site becomes, and which pages it leads to. Pure."""

import re
from urllib.parse import urljoin, urlsplit

_LINKED = re.compile(r'((?:href|src|action)=")([^"#]*)')
_LISTED = re.compile(r"<loc>([^<]*)</loc>")
_STYLED = re.compile(r'url\("([^"]*)"\)')
_IN_A_LANGUAGE = re.compile(r"lang=([a-z]{2})")
_PAGE = re.compile(r"/[a-z]{2}(/.*)")


def file_of(address: str) -> str | None:
    """Return the file of an address, such as "fr/e/rally/index.html"; none if it cannot have one.

    A web server of files sees no parameters: of those, only a file's fingerprint and a calendar's
    language can be done without, the one left out, the other put into the name.
    """
    path, query = urlsplit(address)[2:4]
    folder, _, name = path.lstrip("/").rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return None if query else f"{path.strip('/')}/index.html".lstrip("/")
    language = _IN_A_LANGUAGE.fullmatch(query)
    if language and suffix in {"ics", "atom"}:
        name = f"{stem}.{language[1]}.{suffix}"
    elif query and not query.startswith("v="):
        return None
    return f"{folder}/{name}".lstrip("/")


def led_to(address: str, body: str, base_url: str) -> set[str]:
    """Return the addresses on the site that a page, a style sheet or a sitemap leads to."""
    found = [link.replace("&amp;", "&") for _, link in _LINKED.findall(body)]
    found += _LISTED.findall(body) + _STYLED.findall(body)
    absolute = {urljoin(base_url + address, link) for link in found}
    return {link.removeprefix(base_url) for link in absolute if link.startswith(f"{base_url}/")}


def led_to_files(body: str, files: set[str], base_url: str) -> str:
    """Return a page whose links lead to files that are there, and else to the instance."""

    def leading(match: re.Match[str]) -> str:
        before, link = match.groups()
        address = link.replace("&amp;", "&")
        if not address.startswith("/") or address.startswith("//"):
            return match[0]
        file = file_of(address)
        if file not in files:
            return f"{before}{base_url}{link}"
        return f"{before}/{file.removesuffix('index.html')}"

    return _LINKED.sub(leading, body)


def short(address: str) -> str | None:
    """Return the address of a page without its language, as posters carry it."""
    page = _PAGE.fullmatch(address)
    return page[1] if page else None


def leading_on(address: str) -> str:
    """Return a page that leads on to another at once."""
    return (
        f'<!doctype html><html><meta charset="utf-8"><title>Turnout</title>'
        f'<meta http-equiv="refresh" content="0; url={address}"><a href="{address}">{address}</a>'
        "</html>\n"
    )
