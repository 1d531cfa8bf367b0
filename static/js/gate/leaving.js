// Give this phone back: everything sent, then everything deleted; or deleted at once, whatever is lost.

import { onHold } from "./holding.js";
import { $, announce } from "./screens.js";
import { number, say, sayCount } from "./words.js";

/** Make the buttons send and delete. */
export function startLeaving(phone, sender) {
  const wipe = () => phone.wipe("wish");
  const ask = () => phone.gone || $("removing").showModal();
  $("remove").addEventListener("click", ask);
  $("remove-no").addEventListener("click", () => $("removing").close());
  $("remove-yes").addEventListener("click", wipe);
  $("hand-in-remove").addEventListener("click", wipe);
  $("send-now").addEventListener("click", () => sender.wake(0));
  onHold($("panic"), { onStart: () => announce(say("panic-hold")), onHeld: wipe, onPressed: ask });
}

/** Show how much is only here; the screen offers to delete once that is nothing, or elsewhere, too. */
export function showHandIn({ unsent, isHandedOver, canHandOver }) {
  $("hand-in-number").textContent = number(unsent);
  $("hand-in-words").textContent = unsent > 0 ? sayCount("unsent", unsent) : say("all-sent");
  $("hand-in-lead").textContent = say(`hand-in-${unsent === 0 ? "done" : isHandedOver ? "handed" : "wait"}`);
  $("send-now").hidden = unsent === 0;
  $("hand-over").hidden = unsent === 0 || !canHandOver;
  $("hand-in-remove").hidden = unsent > 0 && !isHandedOver;
}

/** Take from the screen what only an enrolled phone shows. */
export function clearScreen() {
  $("gate-name").textContent = say("title");
  for (const id of ["event-title", "pending", "last-scans", "alarm", "trouble", "said", "verdict-lines"]) {
    $(id).replaceChildren();
  }
  $("panic").hidden = true;
  $("tabs").hidden = true;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}
