// Show how this phone stands: what is not sent yet, what it heard, its last scans. Nobody's data.

import { $ } from "./screens.js";
import { hour, number, say, sayCount, spoken } from "./words.js";

const ALARMING = ["unknown", "malformed"];

/** Show the event, the gate, and whether everything is sent. */
export function showStatus(phone) {
  const { bundle, fresh, last } = phone.kept;
  if (!bundle) return;
  const pending = phone.unsent;
  $("gate-name").textContent = bundle.gate;
  $("event-title").textContent = titleOf(bundle.event);
  $("pending").textContent = pending > 0 ? number(pending) : "✓";
  $("pending").dataset.pending = pending > 0;
  $("pending-words").textContent = pending > 0 ? sayCount("unsent", pending) : say("all-sent");
  $("pending").ariaLabel = $("pending-words").textContent;
  $("heard").textContent = say("heard", { time: hour(fresh, bundle.event.timezone) });
  $("trouble").textContent = phone.trouble === "failed" ? say("trouble-failed") : "";
  $("alarm").textContent = ALARMING.includes(phone.trouble) ? say(`trouble-${phone.trouble}`) : "";
  $("last-scans").replaceChildren(...last.map((scan) => line(scan, bundle.event.timezone)));
  $("no-scans").hidden = last.length > 0;
}

/** Return the title of an event in the volunteer's language, else in the first it has. */
export function titleOf({ title }) {
  return title[spoken()] ?? Object.values(title)[0] ?? "";
}

function line({ kind, reason, people, volunteer, at, resolved, undone }, timezone) {
  const parts = [hour(at, timezone), say(`word-${kind}`)];
  if (volunteer) parts.push(say("volunteer"));
  else if (people) parts.push(sayCount("people", people));
  if (reason) parts.push(say(`refused-${reason}`));
  if (undone) parts.push(say("taken-back"));
  if (resolved) parts.push(say(`resolved-${resolved}`));
  const made = document.createElement("li");
  made.dataset.kind = kind;
  made.textContent = parts.join(" · ");
  return made;
}
