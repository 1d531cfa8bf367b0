// Know the server's time by what has to be added to the phone's. Pure.

const JITTER = 2000;

/** The clock of a phone that never heard the server's. */
export const UNHEARD = { anchored: false, offset: 0 };

/**
 * Return the clock after the server said its time, in an answer asked for and got at times of the
 * phone. Small differences are the network's: they would only cut batches into pieces.
 */
export function heard({ anchored, offset }, serverTime, asked, got) {
  const said = Math.round(serverTime - (asked + got) / 2);
  const steady = anchored && Math.abs(said - offset) <= JITTER;
  return { anchored: true, offset: steady ? offset : said };
}

/**
 * Return the clock after a while, of which the phone's clock says that it lasted `passed`, and what
 * only ever runs forward says `ran`.
 *
 * A clock that was set back is corrected by just that much. One that leapt ahead may have been set,
 * or the phone slept, when many stop what runs: so from then on the hour is a guess, until the
 * server is heard.
 */
export function after(clock, passed, ran) {
  const leapt = passed - ran;
  if (leapt < -JITTER) return { ...clock, offset: clock.offset - Math.round(leapt) };
  return leapt > JITTER ? { ...clock, guessed: true } : clock;
}

/** Return the clock of a phone that was opened again; one that shows less than before was set. */
export function reopened(clock, last, now) {
  return now < last - JITTER ? { ...clock, guessed: true } : clock;
}

/** Return the corrected time, and whether the server's clock vouches for it. */
export function reading({ anchored, offset, guessed }, now) {
  return { time: now + offset, sure: anchored && !guessed };
}
