// Hear a hand scanner that types: many letters without a pause, then Enter.

const PAUSE = 300;
const LEAST = 14;

/** Call back with what a hand scanner types anywhere on the page; what it types into a field is the field's. */
export function listen(onText) {
  let [typed, last] = ["", 0];
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.target.matches("input, select") || event.ctrlKey || event.metaKey) return;
      if (event.timeStamp - last > PAUSE) typed = "";
      last = event.timeStamp;
      if (event.key.length === 1) typed += event.key;
      if (event.key !== "Enter" || typed.length < LEAST) return;
      event.preventDefault(); // or Enter would press the button that has the focus
      onText(typed);
      typed = "";
    },
    { capture: true },
  );
}
