"""Look at a page as it stands: what axe finds, what does not fit, what is hard to hit."""

from playwright.sync_api import Page

from setup.install import STAMPS

_AXE = (STAMPS / "axe.min.js").read_text()
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # 7:1 for text is our own promise, and WCAG's level AAA.
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
_OF_THE_VIEW = ["color-contrast-enhanced", "link-in-text-block", "scrollable-region-focusable"]
_RUN_AXE = """async (rules) => {
  const found = await axe.run(document, rules);
  return found.violations.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.html}`));
}"""
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > width || it.getBoundingClientRect().left < 0)
    .map((it) => it.outerHTML.slice(0, 120));
}"""
_TOO_SMALL = """(least) => {
  const targets = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const inText = (it) => it.matches("a") && getComputedStyle(it).display === "inline"
    && it.parentElement.innerText.trim() !== it.innerText.trim();
  const onScreen = ({left, right}) => right > 0 && left < innerWidth;
  const area = (it) => {
    if (getComputedStyle(it, "::after").position === "absolute") return it.closest("li");
    return ["checkbox", "radio", "file"].includes(it.type) ? it.parentElement : it;
  };
  return [...document.querySelectorAll(targets)]
    .filter((it) => it.checkVisibility() && !inText(it))
    .filter((it) => onScreen(it.getBoundingClientRect()))
    .filter((it) => {
      const {width, height} = area(it).getBoundingClientRect();
      return width < least || height < least;
    })
    .map((it) => it.outerHTML.slice(0, 120));
}"""
_LEAST_TARGET = 44


def teach_axe(page: Page) -> None:
    """Give the page axe; our policy lets no foreign script in, so it comes by the debugger."""
    page.evaluate(_AXE)


def axe(page: Page) -> list[str]:
    """Return what axe finds wrong."""
    found: list[str] = page.evaluate(_RUN_AXE, _RULES)
    return found


def axe_again(page: Page) -> list[str]:
    """Return what axe finds wrong by the rules that depend on width and theme alone."""
    found: list[str] = page.evaluate(_RUN_AXE, {"runOnly": _OF_THE_VIEW})
    return found


def too_wide(page: Page) -> list[str]:
    """Return what makes the page scroll sideways."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


def too_small(page: Page, least: int = _LEAST_TARGET) -> list[str]:
    """Return what is smaller than a finger and no link within a sentence."""
    found: list[str] = page.evaluate(_TOO_SMALL, least)
    return found
