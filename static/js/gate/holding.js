// Hear that a button is held down, by finger, mouse or key; a short press is something else.

const LONG_ENOUGH = 2000;

/** Call `onHeld` for a button held for two seconds, and `onPressed` for one that was let go before. */
export function onHold(button, { onStart, onHeld, onPressed }) {
  let timer;
  const start = () => {
    stop();
    timer = setTimeout(onHeld, LONG_ENOUGH);
    button.dataset.held = true;
    onStart();
  };
  const stop = () => {
    clearTimeout(timer);
    button.dataset.held = false;
  };
  button.addEventListener("pointerdown", start);
  for (const end of ["pointerup", "pointerleave", "pointercancel", "blur"]) button.addEventListener(end, stop);
  // Keys do not click by themselves here: Enter would at once, and again and again while it is down.
  button.addEventListener("keydown", (event) => {
    if (!isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) start();
  });
  button.addEventListener("keyup", (event) => {
    if (!isPress(event) || button.dataset.held !== "true") return;
    event.preventDefault();
    stop();
    onPressed();
  });
  button.addEventListener("click", onPressed);
}

/** A hand scanner, too, ends what it types with Enter: then somebody else has taken it. */
function isPress({ key, defaultPrevented }) {
  return (key === "Enter" || key === " ") && !defaultPrevented;
}
