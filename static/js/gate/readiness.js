// Say whether this phone can do without a network from now on, and what is missing for that.

import { $ } from "./screens.js";
import { say, sayCount } from "./words.js";

const MINUTE = 60_000;

/** Show it, if the screen that tells it is open. */
export async function showReadiness(phone) {
  if ($("ready").closest("section").hidden || phone.state !== "enrolled") return;
  const found = await lines(phone);
  const ready = found.every((line) => line.good || !line.needed);
  $("ready-words").textContent = ready ? say("ready-yes") : say("ready-no");
  $("ready").replaceChildren(...found.map(item));
}

async function lines(phone) {
  const camera = phone.bundle.scan ? [cameraLine(phone)] : [];
  const storage = phone.isPlain ? plainLine() : await storageLine();
  return [await appLine(), newsLine(phone), storage, ...camera, sentLine(phone)];
}

function cameraLine({ kept }) {
  const good = kept.camera === "on";
  return { good, needed: true, text: good ? say("ready-camera") : say("ready-camera-not") };
}

async function appLine() {
  if (!navigator.serviceWorker) return { good: false, text: say("ready-app-never") };
  const registration = await navigator.serviceWorker?.getRegistration("/gate/");
  const good = Boolean(registration?.active);
  return { good, needed: true, text: good ? say("ready-app") : say("ready-app-not") };
}

function newsLine({ kept, clock }) {
  const minutes = Math.max(0, Math.floor((clock.time - kept.fresh) / MINUTE));
  return { good: true, text: sayCount("ready-news", minutes) };
}

async function storageLine() {
  const good = (await navigator.storage?.persisted?.()) ?? false;
  return { good, text: good ? say("ready-storage") : say("ready-storage-not") };
}

function sentLine({ unsent }) {
  return { good: unsent === 0, text: unsent > 0 ? sayCount("unsent", unsent) : say("all-sent") };
}

function plainLine() {
  return { good: false, text: say("ready-plain") };
}

function item({ good, text }) {
  const made = document.createElement("li");
  made.dataset.good = good;
  made.textContent = text;
  return made;
}
