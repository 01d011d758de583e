/** The page's end of the hands. A refusal is told to whoever shows it, and the answer is then undefined. */
import type {
  CodeShown,
  CustomerBehaviour,
  HostBehaviour,
  PhoneState,
  ScanAnswer,
  WalletChannel,
  WireMessage,
} from './wire-types.ts';

export interface CustomerWish {
  behaviour: CustomerBehaviour;
  delayMs?: number;
}

export class Hub {
  private readonly refused: (message: string) => void;

  constructor(refused: (message: string) => void) {
    this.refused = refused;
  }

  async issueCode(channel: WalletChannel, wish: CustomerWish): Promise<string | undefined> {
    return (await this.move<{ code: string }>(`/sim/wallets/${channel}/payment-codes`, wish))?.code;
  }

  scan(channel: WalletChannel, wish: CustomerWish & { qrText: string }): Promise<ScanAnswer | undefined> {
    return this.move(`/sim/wallets/${channel}/scan`, wish);
  }

  async setHost(wish: { maskedOrPan: string; behaviour: HostBehaviour; times: number }): Promise<boolean> {
    return (await this.move('/sim/cards/behaviours', wish)) !== undefined;
  }

  async leaveOut(channel: string, rowId: string): Promise<void> {
    await this.move(`/sim/bills/${channel}/delete-row`, { rowId });
  }

  state(): Promise<PhoneState> {
    return read('/phone/state');
  }

  code(channel: WalletChannel, code: string): Promise<CodeShown> {
    return read(`/phone/wallets/${channel}/codes/${code}`);
  }

  async messagesAfter(n: number): Promise<WireMessage[]> {
    return (await read<{ messages: WireMessage[] }>(`/sim/log?after=${n}`)).messages;
  }

  private async move<T>(path: string, body: unknown): Promise<T | undefined> {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as T & { code?: string; message?: string };
      if (response.ok) return answer;
      this.refused(`${answer.message ?? ''} (${answer.code ?? response.status})`);
    } catch (error) {
      this.refused(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  }
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
