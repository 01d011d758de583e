/**
 * The states of a card that was taken while the line was down, as one table. What is not in it is refused. Pure.
 *
 *   taken ──approved──▶ approved
 *     │ declined
 *     ▼
 *   declined ──represented──▶ representing ──approved──▶ approved
 *     │  ▲ ▲                       │ declined
 *     │  │ └───────────────────────┘
 *     │  └── write_off_refused ──┐
 *     ├── write_off_requested ──▶ write_off_requested ── written_off ──▶ written_off
 *     └── recovered ──▶ recovered
 *
 * `declined` is every end without money: the issuer's refusal, no route, and an unknown outcome whose reversal
 * the host confirmed. So an issuer is asked again only where nothing of the last try can stand.
 * Money that comes late (the channel holds it after all) is taken wherever it is still owed, also for what was
 * written off; for a card that the customer paid otherwise it goes back, so `recovered` takes no `approved`.
 */
export const offlineCardStatuses = [
  'taken',
  'approved',
  'declined',
  'representing',
  'write_off_requested',
  'recovered',
  'written_off',
] as const;
export type OfflineCardStatus = (typeof offlineCardStatuses)[number];

export const offlineCardEvents = [
  /** The channel holds the money. */
  'approved',
  /** The payment ended without money. */
  'declined',
  /** A person has the issuer asked once more. */
  'represented',
  /** The customer paid after all, in cash or to the merchant's bank. */
  'recovered',
  'write_off_requested',
  'write_off_refused',
  /** Another person agreed. */
  'written_off',
] as const;
export type OfflineCardEvent = (typeof offlineCardEvents)[number];

type Row = Readonly<Partial<Record<OfflineCardEvent, OfflineCardStatus>>>;

export const offlineCardTransitions: Readonly<Record<OfflineCardStatus, Row>> = {
  taken: { approved: 'approved', declined: 'declined' },
  approved: {},
  declined: {
    approved: 'approved',
    represented: 'representing',
    recovered: 'recovered',
    write_off_requested: 'write_off_requested',
  },
  representing: { approved: 'approved', declined: 'declined' },
  write_off_requested: { approved: 'approved', write_off_refused: 'declined', written_off: 'written_off' },
  recovered: {},
  written_off: { approved: 'approved' },
};

export function nextOfflineCardStatus(
  status: OfflineCardStatus,
  event: OfflineCardEvent,
): OfflineCardStatus | undefined {
  return offlineCardTransitions[status][event];
}

/** Those that a person or the server still has to do something about. */
export const openOfflineCardStatuses = [
  'taken',
  'declined',
  'representing',
  'write_off_requested',
] as const satisfies readonly OfflineCardStatus[];

/** How often the issuer may be asked, and how long after the decline the card is kept for it. */
export const presentationsMax = 3;
export const representableMs = 14 * 86_400_000;
