/** The hands of the people in the shop: they move the simulated devices, wallets and cards over HTTP. */
import { errorText, systemClock } from '@qiantai/foundation';
import type { WalletChannel } from '@qiantai/protos';

/** What of the phone the scenarios look at. */
export interface CustomersPhone {
  balances: Readonly<Record<string, string>>;
  screen: { status: string; code?: string; amountMinor?: string };
}

const scanTriesMax = 50;
const scanAgainMs = 200;

export class Hands {
  private readonly panel: string;
  private readonly channels: string;

  constructor(addresses: { panel: string; channels: string }) {
    this.panel = addresses.panel;
    this.channels = addresses.channels;
  }

  /** Scans; while the till has not opened its line (it was just started) the hand waits and scans again. */
  async scan(tillId: string, code: string): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await this.device(`${tillId}-scanner`, 'scan', { code });
        return;
      } catch (error) {
        if (!errorText(error).includes('DEVICE_NO_PEER') || tries >= scanTriesMax) throw error;
        await systemClock.sleep(scanAgainMs);
      }
    }
  }

  tap(tillId: string, card: string): Promise<unknown> {
    return this.device(`${tillId}-reader`, 'tap', { card });
  }

  device(deviceId: string, hand: string, body: object = {}): Promise<unknown> {
    return call(`${this.panel}/api/devices/${deviceId}/hands/${hand}`, body);
  }

  /** A fresh payment code on a customer's phone. */
  async paymentCode(wallet: WalletChannel, behaviour: string, delayMs?: number): Promise<string> {
    const answer = await call(`${this.channels}/sim/wallets/${wallet}/payment-codes`, { behaviour, delayMs });
    return (answer as { code: string }).code;
  }

  /** The customer's phone, which has the app of the demo chain's member too (`wallet: 'qiantai'`). */
  async phone(hand: 'show' | 'scan' | 'pay' | 'refuse' | 'set', body: object = {}): Promise<CustomersPhone> {
    return (await call(`${this.panel}/api/phone/hands/${hand}`, body)) as CustomersPhone;
  }

  async phoneNow(): Promise<CustomersPhone> {
    return (await read(`${this.panel}/api/phone`)) as CustomersPhone;
  }

  /** A customer's phone scans the code on the till's display. */
  scanQr(wallet: WalletChannel, qrText: string, behaviour: string, delayMs?: number): Promise<unknown> {
    return call(`${this.channels}/sim/wallets/${wallet}/scan`, { qrText, behaviour, delayMs });
  }

  /** @param times of how many of its next messages */
  cardBehaviour(maskedOrPan: string, behaviour: string, times = 1): Promise<unknown> {
    return call(`${this.channels}/sim/cards/behaviours`, { maskedOrPan, behaviour, times });
  }

  /** What the acquirer's host does with the next settlement of a card terminal. */
  settlementBehaviour(cardTerminalId: string, behaviour: string): Promise<unknown> {
    return call(`${this.channels}/sim/cards/settlement-behaviours`, { cardTerminalId, behaviour });
  }

  deleteBillRow(channel: string, body: object): Promise<unknown> {
    return call(`${this.channels}/sim/bills/${channel}/delete-row`, body);
  }

  /** What a wallet's channel has in its own books. */
  walletBook(wallet: WalletChannel): Promise<unknown> {
    return read(`${this.channels}/sim/books/${wallet}`);
  }

  announcements(speakerId: string): Promise<unknown> {
    return read(`${this.panel}/api/devices/${speakerId}/announcements`);
  }

  receipts(tillId: string): Promise<unknown> {
    return read(`${this.panel}/api/devices/${tillId}-printer/receipts`);
  }
}

async function call(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answerOf(url, response);
}

async function read(url: string): Promise<unknown> {
  return answerOf(url, await fetch(url));
}

async function answerOf(url: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === '' ? {} : JSON.parse(text);
}
