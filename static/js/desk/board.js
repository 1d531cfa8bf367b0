// Keeps the count up to date while the page is looked at; without this script there is a link to load it again.
const EVERY = 5000;
const board = document.querySelector("[data-board]");
const stale = document.querySelector("[data-stale]");
let tag = "";
const policy = globalThis.trustedTypes?.createPolicy("board", { createHTML: (html) => html });

async function look() {
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(board.dataset.board, { headers, cache: "no-store", redirect: "error" });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      show((await answer.json()).html);
    }
    stale.hidden = answer.status === 200 || answer.status === 304;
  } catch {
    stale.hidden = false;
  }
}

/** Put new numbers on the page; whoever stands on a button keeps standing there. */
function show(html) {
  const focused = board.contains(document.activeElement) ? document.activeElement.id : "";
  board.innerHTML = policy ? policy.createHTML(html) : html;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

setInterval(() => document.visibilityState === "visible" && look(), EVERY);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
