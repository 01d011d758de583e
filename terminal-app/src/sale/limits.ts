/** Bounds and waits of a sale. Durations in milliseconds of the till's clock. */

/** An answer later than this is shown as unknown; the payment goes on being asked for. */
export const checkingMsPreset = 10_000;
/** Paid results leave by themselves after this. */
export const resultShownMs = 2_000;
export const cardReadTimeoutMs = 60_000;

export const linesMax = 2_000;
export const partsMax = 20;
export const quantityMax = 1_000_000;
export const heldScansMax = 50;
export const givenUpMax = 100;
export const usedPaymentCodesMax = 10;
export const heldCartsMax = 20;
export const approvalsMax = 50;
/** An approval is good for 15 minutes, by the agent's clock, until the sale's money begins to move. */
export const approvalLifeMs = 14 * 60_000;
export const basisPointsMax = 10_000;
export const nameCharactersMax = 60;
export const noteCharactersMax = 200;
