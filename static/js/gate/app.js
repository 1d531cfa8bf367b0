// Open the app: enrolled phones scan, new ones ask for a link, and where a browser cannot, it says why.

import { Enrolling } from "./enrolling.js";
import { clearScreen, showHandIn, startLeaving } from "./leaving.js";
import { openPhone } from "./phone.js";
import { Giving } from "./giving.js";
import { Reader } from "./reader.js";
import { showReadiness } from "./readiness.js";
import { Scanning } from "./scanning.js";
import { $, show } from "./screens.js";
import { Sender } from "./sender.js";
import { showStatus } from "./status.js";
import { Taking } from "./taking.js";
import { showTally, startTallying } from "./tallying.js";
import { keeper } from "./trusted.js";
import { Verdicts } from "./verdicts.js";
import { say, speak } from "./words.js";

const MINUTE = 60_000;
const OPENED = "turnout-gate:opened";

async function main() {
  await speak(document.documentElement.lang);
  if (!isSecureContext) return show("insecure");
  keepOffline();
  const phone = await openPhone().catch(console.error);
  if (!phone) return show("forgetful");
  if (phone.kept.language) await speak(phone.kept.language);
  const app = new App(phone);
  await app.open();
}

class App {
  #phone;
  #enrolling;
  #sender;
  #while;

  constructor(phone) {
    this.#phone = phone;
    const reader = new Reader(document.body.dataset.wasm);
    this.#sender = new Sender(phone);
    this.#enrolling = new Enrolling(phone, reader, () => this.#go());
    this.#while = {
      scan: new Scanning(phone, this.#sender, reader, new Verdicts()),
      giving: new Giving(phone, () => this.#turnTo("hand-in")),
      taking: new Taking(phone, reader),
    };
    startTallying(phone);
    startLeaving(phone, this.#sender);
    phone.addEventListener("change", () => this.#refresh());
    phone.addEventListener("gone", ({ detail }) => this.#leave(detail));
    for (const way of document.querySelectorAll("[data-tab], [data-turn]")) {
      way.addEventListener("click", () => this.#turnTo(way.dataset.tab ?? way.dataset.turn));
    }
    $("language").addEventListener("change", () => this.#speak($("language").value));
    $("here").addEventListener("click", () => location.reload());
  }

  async open() {
    $("language").value = document.documentElement.lang;
    holdAlone(this.#phone);
    await this.#phone.wipeIfOver();
    if (this.#phone.gone) return;
    setInterval(() => this.#everyMinute(), MINUTE);
    if (this.#phone.state === "new" || location.hash) this.#enrolling.begin(location.href);
    else this.#go();
  }

  async #everyMinute() {
    await this.#phone.lookAtClock();
    await this.#phone.wipeIfOver();
    showReadiness(this.#phone);
  }

  /** Start what an enrolled phone does, or wait with it for the organiser. */
  #go() {
    this.#sender.wake(0);
    this.#refresh();
    if (this.#phone.state === "enrolled") this.#turnTo("scan");
  }

  #refresh() {
    if (this.#phone.gone) return;
    $("panic").hidden = this.#phone.state === "new";
    if (this.#phone.state === "waiting") this.#enrolling.showWaiting();
    if (this.#phone.state !== "enrolled") return;
    if (!$("waiting").hidden) this.#turnTo("scan");
    $("tabs").hidden = false;
    $("scan-tab").hidden = !this.#phone.bundle.scan;
    showStatus(this.#phone);
    showTally(this.#phone);
    showReadiness(this.#phone);
    showHandIn(this.#phone);
  }

  #turnTo(name) {
    const wanted = name === "scan" && !this.#phone.bundle.scan ? "tally" : name;
    for (const [screen, deed] of Object.entries(this.#while)) if (screen !== wanted) deed.stop();
    show(wanted);
    if (wanted === "giving" || wanted === "taking") this.#while[wanted].start();
    showReadiness(this.#phone);
  }

  async #speak(language) {
    await this.#phone.speak(language);
    await speak(language);
    this.#refresh();
  }

  #leave(why) {
    if (why === "anew") return;
    $("here").hidden = why !== "elsewhere";
    for (const deed of Object.values(this.#while)) deed.stop();
    clearScreen();
    $("gone-words").textContent = say(`gone-${why}`);
    show("gone");
  }
}

/** Let one window count at a time: the one that was opened last. */
async function holdAlone(phone) {
  if (!navigator.locks) return holdAlonePlainly(phone);
  const always = new Promise(() => {});
  try {
    await navigator.locks.request("turnout-gate", { steal: true }, () => always);
  } catch {
    phone.leave("elsewhere");
  }
}

/** The same without locks: browsers tell other windows, and only those, what this one keeps. */
function holdAlonePlainly(phone) {
  addEventListener("storage", ({ key }) => key === OPENED && phone.leave("elsewhere"));
  localStorage.setItem(OPENED, crypto.randomUUID());
}

/** Have the app kept on the phone, and take a newer one that was fetched before. */
async function keepOffline() {
  const kept = navigator.serviceWorker?.register(keeper, { scope: "/gate/" });
  const registration = await kept?.catch(() => null); // some browsers forbid it; online all works
  if (!registration?.waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  registration.waiting.postMessage("take over");
}

main();
