"""What organisers write: Markdown that is shown, and nothing that could do harm."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.prose import as_html, as_plain

LINK = '<a href="https://a.org/x?y=1&amp;z=2" rel="noopener nofollow">us</a>'
HARMLESS = {"p", "br", "strong", "em", "code", "a", "ul", "ol", "li", "h3", "h4", "blockquote"}


class _Seen(HTMLParser):
    """Collect the elements of a text and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, set[str | None]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value)


@pytest.mark.parametrize(
    ("written", "html", "plain"),
    [
        ("a\nb\n\nc", '<p dir="auto">a<br>\nb</p>\n<p dir="auto">c</p>', "a\nb\n\nc"),
        (
            "**سلام** *it*",
            '<p dir="auto"><strong>سلام</strong> <em>it</em></p>',
            "سلام it",
        ),
        (
            "- a\n- b\n\nc",
            '<ul>\n<li dir="auto">a</li>\n<li dir="auto">b</li>\n</ul>\n<p dir="auto">c</p>',
            "– a\n– b\n\nc",
        ),
        ("3. a\n4. b", None, "3. a\n4. b"),
        ("# a\n\nb", '<h3 dir="auto">a</h3>\n<p dir="auto">b</p>', "a\n\nb"),
        (
            "[us](https://a.org/x?y=1&z=2)",
            f'<p dir="auto">{LINK}</p>',
            "us (https://a.org/x?y=1&z=2)",
        ),
        ("<https://a.org/>", None, "https://a.org/"),
        ("[us@a.org](mailto:us@a.org)", None, "us@a.org"),
        ("![A square](https://a.org/p.png)", '<p dir="auto">A square</p>', "A square"),
        ("    four spaces", '<p dir="auto">four spaces</p>', "four spaces"),
        ("not a heading\n---", None, "not a heading"),
        ("5 < 6 &amp; <b>", '<p dir="auto">5 &lt; 6 &amp;amp; &lt;b&gt;</p>', "5 < 6 &amp; <b>"),
        ("", "", ""),
    ],
)
def test_marks_are_shown_on_pages_and_left_out_elsewhere(
    written: str, html: str | None, plain: str
) -> None:
    assert html is None or str(as_html(written)) == html
    assert as_plain(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "<script>alert(1)</script>",
        '<a href="https://a.org" onclick="x">a</a>',
        "![a](x onerror=alert(1))",
        '[a](https://a.org "x" onclick=y)',
    ],
)
def test_nothing_that_could_run_passes(written: str) -> None:
    seen = _Seen(as_html(written))

    assert seen.elements <= {"p"}
    assert seen.attributes == {"dir": {"auto"}}


@given(st.text(alphabet="ab*_[]()<>!&\"'#-1.`\\:/ \nhtpsjavript=", max_size=80))
def test_no_text_becomes_more_than_text_and_links(written: str) -> None:
    seen = _Seen(as_html(written))

    assert seen.elements <= {*HARMLESS, "hr"}
    assert seen.attributes.keys() <= {"dir", "href", "rel", "start"}
    assert seen.attributes.get("rel", {"noopener nofollow"}) == {"noopener nofollow"}
    assert not any("script:" in str(link) for link in seen.attributes.get("href", set()))
