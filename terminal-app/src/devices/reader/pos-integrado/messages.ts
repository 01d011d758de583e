/**
 * Messages of POS Integrado (transbankdevelopers.cl/referencia/posintegrado, "Mensajes"): fields split by `|`, the
 * first a function code, checked before anything acts on them. Amounts are whole pesos: the currency has no minor
 * unit. The terminal asks its own acquirer, and says no more of the card than four digits.
 */
import { z } from 'zod';
import { posIntegradoFields } from '../frames/pos-integrado-frame.ts';

export const commands = {
  poll: '0100',
  sale: '0200',
  lastSale: '0250',
  close: '0500',
  totals: '0700',
  loadKeys: '0800',
} as const;

export interface TerminalSale {
  /**
   * Six capital letters and digits, one for each attempt: by it the sale is found again. Never fewer: what a
   * terminal fills up would not be found.
   */
  ticket: string;
  /** Of the terminal's currency; 1 to 999 999 999. */
  amountMinor: bigint;
}

/** What the terminal says of a sale that it made. */
export interface TerminalApproval {
  ticket: string;
  amountMinor: bigint;
  authorizationCode: string;
  /** The terminal's own number of the sale: a void names it. */
  operationNumber: string;
  commerceCode: string;
  terminalId: string;
  last4: string;
  /** CR credit, DB debit. */
  cardType: string;
  cardBrand: string;
}

export type TerminalAnswer =
  | { kind: 'progress'; responseCode: string }
  | { kind: 'sale' | 'last_sale'; responseCode: string; ticket: string; approval: TerminalApproval | null }
  | { kind: 'close' | 'load_keys'; responseCode: string }
  /** Of the open batch; `totalMinor` in the terminal's currency. */
  | { kind: 'totals'; responseCode: string; saleCount: number; totalMinor: bigint };

export const saleSchema = z.object({
  ticket: z.string().regex(/^[0-9A-Z]{6}$/),
  amountMinor: z.bigint().min(1n).max(999_999_999n),
});

/** `1` asks for messages of how far the sale is. */
export function saleRequest(sale: TerminalSale): Uint8Array {
  const { ticket, amountMinor } = saleSchema.parse(sale);
  const amount = amountMinor.toString().padStart(9, '0');
  return Buffer.from(`${commands.sale}|${amount}|${ticket}|||1|`, 'latin1');
}

export const lastSaleRequest: Uint8Array = Buffer.from(`${commands.lastSale}|`, 'latin1');
export const pollRequest: Uint8Array = Buffer.from(commands.poll, 'latin1');
export const closeRequest: Uint8Array = Buffer.from(`${commands.close}||`, 'latin1');
export const totalsRequest: Uint8Array = Buffer.from(`${commands.totals}||`, 'latin1');
export const loadKeysRequest: Uint8Array = Buffer.from(commands.loadKeys, 'latin1');

const progressCode = '0900';
const responseCode = z.string().regex(/^[0-9]{1,2}$/);
const shortText = z.string().max(20);

const approvalSchema = z.object({
  commerceCode: shortText,
  terminalId: shortText,
  ticket: z.string().trim().min(1).max(20),
  authorizationCode: z.string().trim().max(8),
  amount: z.string().regex(/^[0-9]{1,9}$/),
  last4: z.string().regex(/^[0-9]{0,4}$/),
  operationNumber: z.string().max(6),
  cardType: z.string().max(2),
  cardBrand: z.string().max(2),
});

/** Null where the data is no answer that we know. */
export function decodeTerminalAnswer(data: Uint8Array): TerminalAnswer | null {
  const fields = posIntegradoFields(data);
  const code = responseCode.safeParse(fields[1]);
  if (!code.success) return null;
  const answer = code.data.padStart(2, '0');
  switch (fields[0]) {
    case progressCode:
      return { kind: 'progress', responseCode: answer };
    case '0210':
      return saleAnswer('sale', answer, fields);
    case '0260':
      return saleAnswer('last_sale', answer, fields);
    case '0710':
      return totalsAnswer(answer, fields);
    case '0510':
      return { kind: 'close', responseCode: answer };
    case '0810':
      return { kind: 'load_keys', responseCode: answer };
    default:
      return null;
  }
}

export function isProgress(data: Uint8Array): boolean {
  return posIntegradoFields(data)[0] === progressCode;
}

/** `00` only is an approval; of a refused sale no more than the code counts. */
function saleAnswer(kind: 'sale' | 'last_sale', code: string, fields: readonly string[]): TerminalAnswer | null {
  const ticket = (fields[4] ?? '').trim().slice(0, 20);
  if (code !== '00') return { kind, responseCode: code, ticket, approval: null };
  const parsed = approvalSchema.safeParse({
    commerceCode: fields[2] ?? '',
    terminalId: fields[3] ?? '',
    ticket: fields[4] ?? '',
    authorizationCode: fields[5] ?? '',
    amount: fields[6] ?? '',
    last4: fields[9] ?? '',
    operationNumber: fields[10] ?? '',
    cardType: fields[11] ?? '',
    cardBrand: fields[14] ?? '',
  });
  if (!parsed.success) return null;
  const { amount, ...rest } = parsed.data;
  return { kind, responseCode: code, ticket, approval: { ...rest, amountMinor: BigInt(amount) } };
}

function totalsAnswer(code: string, fields: readonly string[]): TerminalAnswer | null {
  const [count = '', total = ''] = fields.slice(2);
  if (code !== '00') return { kind: 'totals', responseCode: code, saleCount: 0, totalMinor: 0n };
  if (!/^[0-9]{1,4}$/.test(count) || !/^[0-9]{1,12}$/.test(total)) return null;
  return { kind: 'totals', responseCode: code, saleCount: Number(count), totalMinor: BigInt(total) };
}

/** What a response code means to a cashier; the terminal does not say why an issuer declined. */
export function reasonOfResponse(code: string): string {
  switch (code) {
    case '02':
    case '03':
      return 'CHANNEL_SILENT';
    case '07':
      return 'CANCELLED';
    case '09':
    case '20':
      return 'CARD_UNREADABLE';
    case '22':
      return 'TIMED_OUT';
    default:
      return 'CARD_DECLINED';
  }
}
