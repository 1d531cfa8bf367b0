// Count by hand those who come without a pass: big buttons, one record a tap.

import { $, announce } from "./screens.js";
import { unlock } from "./sound.js";
import { TALLY } from "./wire.js";
import { number, say } from "./words.js";

/** Make the buttons count. */
export function startTallying(phone) {
  for (const button of document.querySelectorAll("[data-change]")) {
    button.addEventListener("click", () => tally(phone, Number(button.dataset.change)));
  }
}

/** Show what was counted by hand on this phone, in the digits of the language. */
export function showTally(phone) {
  const sum = phone.ledger.tally();
  $("tally-sum").textContent = number(sum);
  for (const button of document.querySelectorAll("[data-change]")) {
    const change = Number(button.dataset.change);
    button.textContent = `${change < 0 ? "−" : "+"}${number(Math.abs(change))}`;
  }
  $("take-away").disabled = sum <= 0;
}

async function tally(phone, change) {
  unlock();
  try {
    await phone.record(TALLY, { change });
    navigator.vibrate?.(30);
  } catch (problem) {
    console.error(problem);
    announce(say("failure"));
  }
}
