/**
 * The page keeps no time of its own: instants come from the host with every snapshot, and the page only
 * measures how long ago that was. An event's time stamp is that measure: it never goes back.
 */
export interface PageClock {
  /** Milliseconds since the page was opened, with fractions; only differences mean something. */
  elapsedMs(): number;
}

export const pageClock: PageClock = {
  elapsedMs: () => new Event('reading').timeStamp,
};
