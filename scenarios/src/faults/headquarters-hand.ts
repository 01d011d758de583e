/** Somebody at headquarters who changes prices and limits, over gRPC; what the server did not answer is asked again. */
import { readFileSync } from 'node:fs';
import { credentials, Metadata } from '@grpc/grpc-js';
import { systemClock } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { demoMerchantId } from '../suite/chain.ts';
import { demoHeadquartersUsers, demoSettings } from '../suite/demo-settings.ts';
import type { ManagedProcess } from '../suite/managed-process.ts';
import type { TillHand } from './till-hand.ts';
import { waitFor } from './wait-for.ts';

type Headquarters = InstanceType<ReturnType<typeof operationsServices>['HeadquartersService']>;
type Done<Reply> = (error: Error | null, reply?: Reply) => void;
interface Versioned {
  settingsVersion: string;
}

const callTimeoutMs = 10_000;
/** Patience with a server that is being started again, real milliseconds. */
const insistMs = 60_000;

export class HeadquartersHand {
  private readonly client: Headquarters;
  private session: Metadata | undefined;

  constructor(server: ManagedProcess) {
    const { enrolment, caFile } = server.ready as Record<string, string>;
    const anybody = credentials.createSsl(readFileSync(String(caFile)));
    this.client = new (operationsServices().HeadquartersService)(String(enrolment), anybody, {
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 200,
    });
  }

  /**
   * Gives articles of the shelf new prices for the whole chain, in one application.
   * @param prices minor units by the id of the article
   * @returns the version that has them
   */
  givePrices(prices: ReadonlyMap<string, bigint>): Promise<number> {
    const changes = [...prices].map(([id, priceMinor]) => {
      const { id: articleId, ...article } = articleOf(id);
      return put('article', id, { ...article, articleId, unitPriceMinor: String(priceMinor), currency: 'CNY' });
    });
    return this.apply(changes, 'prices');
  }

  /** How many cards a till and a store may hold that wait for the line. @returns the version that has it */
  limitOfflineCards(limits: { terminalCount: number; storeCount: number }): Promise<number> {
    const preset = demoSettings('CNY').find(({ kind }) => kind === 'offline_policy');
    return this.apply([put('offline_policy', 'default', { ...preset?.value, ...limits })], 'limits of cards');
  }

  close(): void {
    this.client.close();
  }

  private apply(changes: ReturnType<typeof put>[], note: string): Promise<number> {
    return this.insist(async () => {
      // What was applied and not answered for keeps its version when it is given again.
      const baseVersion = String(await this.version());
      const request = { changes, baseVersion, note };
      const session = await this.signedIn();
      const { settingsVersion } = await ask<Versioned>((done) =>
        this.client.applySettings(request, session, deadline(), done),
      );
      return Number(settingsVersion);
    }, `headquarters to change ${note}`);
  }

  private async version(): Promise<number> {
    const session = await this.signedIn();
    return Number((await ask<Versioned>((done) => this.client.getTree({}, session, deadline(), done))).settingsVersion);
  }

  private async signedIn(): Promise<Metadata> {
    if (this.session) return this.session;
    const [{ login, password }] = demoHeadquartersUsers;
    const given = { merchantId: demoMerchantId, login, password };
    const { token } = await ask<{ token: string }>((done) => this.client.signIn(given, deadline(), done));
    this.session = new Metadata();
    this.session.set('headquarters-session', token);
    return this.session;
  }

  private async insist<T>(act: () => Promise<T>, what: string): Promise<T> {
    let answer: { value: T } | undefined;
    const once = async () => {
      answer = { value: await act() };
      return true;
    };
    await waitFor(
      () =>
        once().catch((error: unknown) => {
          this.session = undefined;
          throw error;
        }),
      what,
      insistMs,
    );
    return (answer as { value: T }).value;
  }
}

/** Until a till sells by a version, or a newer one. */
export async function reached(hand: TillHand, version: number): Promise<void> {
  const holds = async () => Number((await hand.insist('GetTill', {})).settingsVersion) >= version;
  await waitFor(holds, `version ${version} of the settings at ${hand.terminalId}`);
}

const put = (kind: string, id: string, value: object) => ({ scope: '', kind, id, valueJson: JSON.stringify(value) });

const deadline = () => ({ deadline: systemClock.deadline(callTimeoutMs) });

function articleOf(id: string) {
  const article = shelfArticles().find((one) => one.id === id);
  if (!article) throw new Error(`the shelf has no ${id}`);
  return article;
}

function ask<Reply>(start: (done: Done<Reply>) => unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    start((error, reply) => (error || reply === undefined ? reject(error) : resolve(reply)));
  });
}
