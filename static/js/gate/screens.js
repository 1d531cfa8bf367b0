// Show one screen at a time, and say aloud what changed.

const SHOWN = 5000;
let silence;

/** Return an element of the page. */
export function $(id) {
  return document.getElementById(id);
}

/** Show a screen and hide the others; its heading gets the focus, so that it is read out. */
export function show(name) {
  for (const screen of document.querySelectorAll("[data-screen]")) {
    screen.hidden = screen.dataset.screen !== name;
  }
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.ariaCurrent = tab.dataset.tab === name ? "page" : null;
  }
  document.querySelector(`[data-screen="${name}"] h2`)?.focus();
}

/** Have something said by screen readers, and shown where the screen has a place for it. */
export function announce(text) {
  clearTimeout(silence);
  $("said").textContent = text;
  silence = setTimeout(() => $("said").replaceChildren(), SHOWN);
}
