// Say sentences in the language of the volunteer; the catalogues came with the app and work offline.

const DIRECTIONS = { fa: "rtl" };
const DIGITS = { fa: "arabext" };

let language = "en";
let words = {};
let plurals;

/** Return the language in force. */
export function spoken() {
  return language;
}

/** Put a language in force, and say everything on the page in it. */
export async function speak(code) {
  const answer = await fetch(new URL(`../../words/${code}.json`, import.meta.url));
  words = await answer.json();
  language = code;
  plurals = new Intl.PluralRules(code);
  document.documentElement.lang = code;
  document.documentElement.dir = DIRECTIONS[code] ?? "ltr";
  document.title = words.title;
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = say(part.dataset.say);
  for (const part of document.querySelectorAll("[data-label]")) part.ariaLabel = say(part.dataset.label);
}

/** Return a sentence, with its named places filled. */
export function say(key, named = {}) {
  return words[key].replace(/%\((\w+)\)s/g, (_, name) => named[name]);
}

/** Return a sentence about a number of people or things. */
export function sayCount(key, count) {
  const form = plurals.select(count) === "one" ? 0 : 1;
  return words[key][form].replace("%(num)s", number(count));
}

/** Write a number. */
export function number(value) {
  return new Intl.NumberFormat(language, { numberingSystem: DIGITS[language] ?? "latn" }).format(value);
}

/** Write digits that are no number. */
export function digits(text) {
  return text.replace(/\d/g, (digit) => number(Number(digit)));
}

/** Write an hour as the language does, in the zone of the event. */
export function hour(time, timeZone) {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const [hours, minutes] = clock.format(time).split(":");
  return language === "fr" ? `${Number(hours)}\u00a0h\u00a0${minutes}` : digits(`${hours}:${minutes}`);
}
