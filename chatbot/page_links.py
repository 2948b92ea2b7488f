"""Addresses that open a page at the quoted sentence (https://wicg.github.io/scroll-to-text-fragment/)."""

from urllib.parse import SplitResult, quote, urlsplit

WORDS = 5  # at either end of a long quote; a browser looks for both and marks what lies between


def address(url: str | None) -> SplitResult | None:
    """Return the parts of an address on the web, None of anything else, such as a template that nobody filled in."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc else None


def link_to_quote(url: str | None, text: str) -> str | None:
    """Return the address that opens the page at ``text``, None where the article has no address on the web."""
    if not url or not address(url):
        return None
    words = text.split()
    if not words:
        return url
    ends = [words] if len(words) <= 2 * WORDS else [words[:WORDS], words[-WORDS:]]
    fragment = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url.partition('#')[0]}#:~:text={fragment}"
