/** What this till and its agent tell each other to lose nothing (hub.proto), over the same connection as all else. */
import { credentials, type Client as GrpcClient, type Metadata, type ServiceError } from '@grpc/grpc-js';
import type { Clock } from '@qiantai/foundation';
import { integerFrom, type SaleRecord, tillServices } from '@qiantai/protos';
import type { DeviceState } from '../devices/device-state.ts';
import type { TailEntry } from '../host/tail-file.ts';
import { AgentFailure, agentFailureFrom } from './agent-failure.ts';
import { saleRecordFromJson } from './convert.ts';

export interface HubHead {
  sequence: number;
  hash: string;
  wantsTail: boolean;
}

export interface OfferAnswer {
  /** Empty where the agent took the record; else why it was put aside for a person. */
  code: string;
  /** Of a sale that was taken. */
  sale: SaleRecord | null;
}

export interface HubClientOptions {
  /** Of the agent's client; absent before the till has a certificate. */
  channel: () => ReturnType<GrpcClient['getChannel']>;
  metadata: () => Metadata;
  clock: Pick<Clock, 'deadline'>;
}

const callTimeoutMs = 5_000;

type Client = InstanceType<ReturnType<typeof tillServices>['HubService']>;
type Answered<Output> = (error: ServiceError | null, output?: Output) => void;
type TailMessage = Omit<TailEntry, 'sequence' | 'recordedAtMs' | 'clockOffsetMs'> & {
  sequence: string;
  recordedAtMs: string;
  clockOffsetMs: string;
};

export class HubClient {
  private readonly options: HubClientOptions;

  constructor(options: HubClientOptions) {
    this.options = options;
  }

  /** @throws AgentFailure, as all calls here */
  async hello(known: { sequence: number; hash: string; receiptNo: string; appVersion: string; recordsWait: number }) {
    const reply = await this.call<{ sequence: string; hash: string; wantsTail: boolean }>((client, ...rest) =>
      client.Hello({ ...known, terminalId: '' }, ...rest),
    );
    const { hash, wantsTail } = reply;
    return { sequence: integerFrom(reply.sequence, 'sequence'), hash, wantsTail } satisfies HubHead;
  }

  async readTail(afterSequence: number, limit: number): Promise<TailEntry[]> {
    const { entries } = await this.call<{ entries: TailMessage[] }>((client, ...rest) =>
      client.ReadTail({ afterSequence, limit }, ...rest),
    );
    return entries.map((entry) => ({
      ...entry,
      sequence: integerFrom(entry.sequence, 'sequence'),
      recordedAtMs: integerFrom(entry.recordedAtMs, 'recorded_at_ms'),
      clockOffsetMs: integerFrom(entry.clockOffsetMs, 'clock_offset_ms', { min: -Number.MAX_SAFE_INTEGER }),
    }));
  }

  /** @returns how many did not follow the agent's journal: it keeps them aside, and tells them anew */
  async offerTail(entries: readonly TailEntry[]): Promise<number> {
    const reply = await this.call<{ putAside: string }>((client, ...rest) =>
      client.OfferTail({ entries: [...entries] }, ...rest),
    );
    return integerFrom(reply.putAside, 'put_aside', { min: 0 });
  }

  async offerRecord(offered: { key: string; hash: string; recordJson: string }): Promise<OfferAnswer> {
    const { key, hash, recordJson } = offered;
    const reply = await this.call<{ code: string; saleJson: string }>((client, ...rest) =>
      client.OfferRecord({ key, hash, recordJson }, ...rest),
    );
    return { code: reply.code, sale: reply.saleJson === '' ? null : saleRecordFromJson(reply.saleJson, 'OfferRecord') };
  }

  async reportDevices(
    appVersion: string,
    devices: ReadonlyArray<DeviceState & { counters: Readonly<Record<string, number>> }>,
  ): Promise<void> {
    await this.call<object>((client, ...rest) =>
      client.ReportDevices(
        {
          appVersion,
          devices: devices.map(({ kind, state, reasonCode, lastSeenMs, counters }) => ({
            kind,
            state,
            reasonCode,
            lastSeenMs,
            counters: { ...counters },
          })),
        },
        ...rest,
      ),
    );
  }

  private call<Output>(
    send: (client: Client, metadata: Metadata, options: { deadline: Date }, done: Answered<Output>) => unknown,
  ): Promise<Output> {
    return new Promise((resolve, reject) => {
      // The channel is the agent client's, with its credentials; what stands here is not looked at.
      const client = new (tillServices().HubService)('agent', credentials.createInsecure(), {
        channelOverride: this.options.channel(),
      });
      const deadline = this.options.clock.deadline(callTimeoutMs);
      send(client, this.options.metadata(), { deadline }, (error, output) => {
        if (error) reject(agentFailureFrom(error));
        else if (output === undefined) reject(new AgentFailure('gone', 'AGENT_GONE', 'no answer'));
        else resolve(output);
      });
    });
  }
}
