/**
 * Who closes the cashier's window is asked first, by the till's own page, which names what is left open. A page that
 * does not answer (crashed, hanging, not loaded) is stood in for by the system's dialog: a till is never shut in.
 *
 *   open ──close wanted──▶ asking ──page shows its question──▶ shown ──stay──▶ open
 *                            └──no sign of the page──▶ by the system's dialog     └──close──▶ closing
 */
export type CloseAnswer = 'asking' | 'stay' | 'close';

export interface CloseGuardParts {
  /** Tells the page; it answers `asking` once its question is shown. */
  askPage(): void;
  /** The system's dialog: whether to close all the same. */
  askPerson(): Promise<boolean>;
  close(): void;
  /** @returns what takes it back */
  after(delayMs: number, act: () => void): () => void;
}

export interface CloseGuard {
  /** The window, or the whole app, is to close: whether it may now. Otherwise somebody is asked. */
  wanted(): boolean;
  answered(answer: CloseAnswer): void;
  /** Nobody is there to be asked: the system shuts down. */
  allow(): void;
}

/** A page that lives shows a dialog far sooner. */
export const pageAnswerMs = 2_000;

export function openCloseGuard(parts: CloseGuardParts): CloseGuard {
  let state: 'open' | 'asking' | 'shown' | 'by_dialog' | 'closing' = 'open';
  let cancelWait = () => {};

  async function askPerson(): Promise<void> {
    state = 'by_dialog';
    const wantsToClose = await parts.askPerson();
    // The page may have come to itself meanwhile, or the system shuts down.
    if (state !== 'by_dialog') return;
    state = 'open';
    if (wantsToClose) close();
  }

  function close(): void {
    cancelWait();
    state = 'closing';
    parts.close();
  }

  return {
    wanted() {
      if (state === 'closing') return true;
      if (state === 'asking' || state === 'by_dialog') return false;
      // Asked once more where it is shown already: the page may have gone since.
      state = 'asking';
      parts.askPage();
      cancelWait = parts.after(pageAnswerMs, () => void askPerson());
      return false;
    },
    answered(answer) {
      if (state === 'closing') return;
      if (answer === 'close') {
        close();
        return;
      }
      if (state === 'by_dialog') return;
      cancelWait();
      state = answer === 'asking' && state !== 'open' ? 'shown' : 'open';
    },
    allow() {
      cancelWait();
      state = 'closing';
    },
  };
}
