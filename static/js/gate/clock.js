// Know the server's time by what has to be added to the phone's. Pure.

const JITTER = 2000;

/** The clock of a phone that never heard the server's. */
export const UNHEARD = { anchored: false, offset: 0 };

/**
 * Return the clock after the server said its time, in an answer asked for and got at times of the
 * phone. Small differences are the network's: they would only cut batches into pieces.
 */
export function heard(clock, serverTime, asked, got) {
  const offset = Math.round(serverTime - (asked + got) / 2);
  const steady = clock.anchored && Math.abs(offset - clock.offset) <= JITTER;
  return steady ? clock : { anchored: true, offset };
}

/** Return the corrected time, and whether it is the server's. */
export function reading(clock, now) {
  return { time: now + clock.offset, anchored: clock.anchored };
}
