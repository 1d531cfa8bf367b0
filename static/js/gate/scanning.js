// The scanner: what is read becomes a record first, and a verdict on the screen only then.

import { Camera } from "./camera.js";
import { codeIn } from "./code.js";
import { judge, judgeTyped } from "./judging.js";
import { Lens } from "./lens.js";
import { Repeats } from "./repeats.js";
import { $, announce } from "./screens.js";
import { unlock } from "./sound.js";
import { ALREADY, COUNTED, PARTY, REFUSED, UNSURE } from "./verdict.js";
import { listen } from "./wedge.js";
import { SCAN, TALLY, TYPED, VOLUNTEER_SCAN } from "./wire.js";
import { hour, say, sayCount } from "./words.js";

const LARGEST_PARTY = 63;
const LONGEST_SHORT_CODE = 24;

export class Scanning {
  #phone;
  #sender;
  #reader;
  #verdicts;
  #camera;
  #repeats = new Repeats();
  #busy = false;
  #meanwhile = "";
  #unresolved = null;

  constructor(phone, sender, reader, verdicts) {
    this.#phone = phone;
    this.#sender = sender;
    this.#reader = reader;
    this.#verdicts = verdicts;
    const seen = (text) => this.#seen(text);
    this.#camera = new Camera($("video"), reader, seen, () => lens.show());
    const lens = new Lens(this.#camera);
    $("start").addEventListener("click", () => this.#start());
    $("type").addEventListener("click", () => this.#openTyping());
    $("typing-form").addEventListener("submit", (event) => this.#typed(event));
    $("typing-back").addEventListener("click", () => $("typing").close());
    $("photo").addEventListener("change", () => this.#photographed());
    $("walk-in").addEventListener("click", () => this.#letIn());
    for (const button of document.querySelectorAll("[data-undo]")) {
      button.addEventListener("click", () => this.#undo());
    }
    listen((text) => this.#read(text));
    phone.addEventListener("change", () => this.#resolve());
  }

  /** Let the camera go. */
  stop() {
    this.#camera.stop();
    $("stage").dataset.camera = "off";
  }

  async #start() {
    unlock();
    const state = await this.#camera.start();
    $("stage").dataset.camera = state === "on" ? "on" : "off";
    $("camera-problem").textContent = state === "on" ? "" : say(`camera-${state}`);
    await this.#phone.noteCamera(state);
  }

  /** Take what the camera sees; it sees the same code many times. */
  #seen(text) {
    if (this.#verdicts.blocks || $("typing").open) return;
    if (this.#busy) this.#meanwhile = text;
    else if (this.#repeats.isNew(text, Date.now())) this.#read(text);
  }

  #read(text) {
    if (this.#verdicts.blocks) return undefined;
    return this.#safely(async () => {
      await this.#sender.freshen();
      if (text.length <= LONGEST_SHORT_CODE) await this.#takeTyped(text);
      else await this.#take(await judge(this.#phone, text));
    });
  }

  /** Say so when the phone could not store a record: then nobody was counted. */
  async #safely(deed) {
    if (this.#busy || this.#phone.state !== "enrolled") return;
    this.#busy = true;
    try {
      await deed();
    } catch (problem) {
      console.error(problem);
      this.#verdicts.showFailure();
    } finally {
      this.#busy = false;
      this.#catchUp();
    }
  }

  /** Take what the camera saw last while the one before was decided: it may be gone already. */
  #catchUp() {
    const text = this.#meanwhile;
    this.#meanwhile = "";
    if (text) this.#seen(text);
  }

  async #take(decided) {
    if (decided.kind !== PARTY) return this.#dismiss(decided);
    if (decided.left === 1) return this.#count(decided, 1);
    const lines = [sayCount("group", decided.size)];
    if (decided.left < decided.size) lines.push(sayCount("before", decided.size - decided.left));
    const asked = { most: decided.left, people: decided.left };
    return this.#verdicts.ask(PARTY, lines, asked, (people) =>
      this.#safely(() => this.#count(decided, people)),
    );
  }

  async #count({ volunteer, sure, hash, ticketId }, people) {
    const kind = volunteer ? VOLUNTEER_SCAN : SCAN;
    const shown = { kind: sure ? COUNTED : UNSURE, people, volunteer };
    await this.#phone.record(kind, { people, hash, ticketId }, shown);
    if (sure) this.#verdicts.showCounted(shown);
    else this.#verdicts.showUnsure("clock");
  }

  async #dismiss({ kind, reason, gate, at }) {
    await this.#phone.note({ kind, reason });
    if (kind === REFUSED) return this.#verdicts.showRefused(reason);
    const time = at && hour(at, this.#phone.bundle.event.timezone);
    return this.#verdicts.showAlready(gate && time ? say("already-where", { gate, time }) : gate);
  }

  async #takeTyped(text) {
    const decided = await judgeTyped(this.#phone, text);
    if (decided === null) return this.#take({ kind: REFUSED, reason: "no-pass" });
    if (decided.kind === ALREADY || decided.kind === REFUSED) return this.#dismiss(decided);
    const asked = { most: LARGEST_PARTY, people: 1 };
    return this.#verdicts.ask(PARTY, [say("typed-party")], asked, (people) =>
      this.#safely(() => this.#countTyped(decided, people)),
    );
  }

  async #countTyped({ hash, ticketId }, people) {
    const shown = { kind: UNSURE, people };
    const { seq } = await this.#phone.record(TYPED, { people, hash, ticketId }, shown);
    this.#unresolved = seq;
    this.#verdicts.showUnsure("typed");
  }

  /** Say what the server made of a typed code, if that is still on the screen. */
  #resolve() {
    const [scan] = this.#phone.kept.last;
    if (!scan?.resolved || scan.seq !== this.#unresolved) return;
    this.#unresolved = null;
    if (this.#verdicts.kind !== UNSURE) return;
    if (scan.resolved === COUNTED) this.#verdicts.showCounted(scan);
    else if (scan.resolved === ALREADY) this.#verdicts.showAlready("");
    else this.#verdicts.showRefused("unknown");
  }

  #openTyping() {
    $("typing-problem").textContent = "";
    $("typed").value = "";
    $("typing").showModal();
  }

  async #typed(event) {
    event.preventDefault();
    const text = codeIn($("typed").value);
    const mistyped = text.length <= LONGEST_SHORT_CODE && (await judgeTyped(this.#phone, text)) === null;
    $("typing-problem").textContent = mistyped ? say("mistyped") : "";
    if (mistyped) return;
    $("typing").close();
    this.#read(text);
  }

  async #photographed() {
    const [file] = $("photo").files;
    $("photo").value = "";
    if (file === undefined) return;
    unlock();
    const text = await this.#reader.read(file);
    if (text) this.#read(text);
    else announce(say("photo-none"));
  }

  /** Somebody whose pass was refused takes part all the same: as one person, never as that party. */
  #letIn() {
    return this.#safely(async () => {
      await this.#phone.record(TALLY, { change: 1 }, { kind: "walk-in", people: 1 });
      this.#verdicts.hide();
      announce(say("walk-in-counted"));
    });
  }

  #undo() {
    return this.#safely(async () => {
      const deed = await this.#phone.undo();
      if ($("verdict").open) this.#verdicts.hide();
      if (deed === undefined) announce(say("nothing-to-undo"));
      else announce(sayCount("undone", Math.abs(deed.kind === TALLY ? deed.change : deed.people)));
    });
  }
}
