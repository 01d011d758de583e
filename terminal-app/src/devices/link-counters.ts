/** What a line went through since the till started: for a person who looks for a bad cable, and for headquarters. */
export type LinkCounters = {
  framesIn: number;
  framesOut: number;
  bytesIn: number;
  bytesOut: number;
  /** Writes that failed, answers that did not come or were refused. */
  errors: number;
  retries: number;
  /** Bytes or messages that made no sense and were dropped. */
  discarded: number;
  reconnects: number;
};

export const noCounts = (): LinkCounters => ({
  framesIn: 0,
  framesOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  errors: 0,
  retries: 0,
  discarded: 0,
  reconnects: 0,
});
