/** What a reader's line went through since the till started, for a health panel. */
export interface ReaderCounters {
  framesIn: number;
  framesOut: number;
  /** Broken frames that came in, and lines given up for want of an answer. */
  errors: number;
  /** Frames sent again by the line's own rules; never a request. */
  retries: number;
  discardedBytes: number;
  /** The instant of the last good frame; 0: none yet. */
  lastSeenMs: number;
}
