import { demoOperators, type Hands, type RunningSuite, TillClient } from '@qiantai/scenarios';

/** Where a till stands with nobody signed in, and with somebody. */
const standsAt: ReadonlySet<string> = new Set(['sign_in', 'sale']);

/** A till with a cashier signed in; one that is there already stays. */
export async function signedInTill(suite: RunningSuite, tillId: string): Promise<TillClient> {
  const socket = suite.tills.find(({ id }) => id === tillId)?.socket ?? '';
  return await signedInAt(socket, tillId, demoOperators[0]);
}

export async function signedInAt(
  socket: string,
  tillId: string,
  { number, pin }: { number: string; pin: string },
): Promise<TillClient> {
  const till = new TillClient(tillId, socket);
  const first = await till.waitFor(({ view, connection }) => standsAt.has(view) && connection.online, 30_000);
  if (first?.view !== 'sale') await till.command({ type: 'sign_in', number, pin });
  if (!(await till.waitFor(({ view }) => view === 'sale', 10_000))) throw new Error('nobody could sign in');
  return till;
}

/** Rings up one article and opens the payment sheet, the scanner armed for a payment code. */
export async function openSale(till: TillClient, hands: Hands, tillId: string, barcode: string): Promise<void> {
  await hands.scan(tillId, barcode);
  await till.waitFor(({ sale }) => sale.itemCount === 1, 5_000);
  await till.command({ type: 'begin_tender' });
  await till.command({ type: 'choose_tender', tender: 'payment_code' });
  if (!(await till.waitFor(({ payment }) => payment?.phase === 'present_code', 5_000))) {
    throw new Error(`the till does not wait for a payment code; it shows ${till.snapshot?.view}`);
  }
}
