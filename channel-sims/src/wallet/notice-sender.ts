/**
 * Sends a wallet channel's notices and repeats them on the channel's schedule until the merchant accepts one.
 * What is due stands in the book, so a restart goes on where it stopped.
 */
import { randomUUID } from 'node:crypto';
import type { Cancel, Clock, Log } from '@qiantai/foundation';
import { errorText } from '@qiantai/foundation';
import type { BehaviourPlan, WalletChannel } from '../hands/behaviours.ts';
import type { WireLog } from '../hands/wire-log.ts';
import type { WalletBook, WalletNotice, WalletOrder, WalletRefund } from './wallet-book.ts';

export interface Delivery {
  headers: Record<string, string>;
  body: string;
}

export interface NoticeDialect {
  channel: WalletChannel;
  /** Waiting after each refused delivery, milliseconds; when they are used up the channel gives up. */
  retryDelaysMs: readonly number[];
  mintNoticeId(): string;
  compose(
    facts: { noticeId: string; order: WalletOrder; refund: WalletRefund | undefined },
    badlySigned: boolean,
  ): Delivery;
  /** A delivery that a careful merchant must refuse, sent before the real one; undefined where there is none. */
  probe?(noticeId: string): Delivery;
  isAccepted(status: number, body: string): boolean;
}

/** The channels wait five seconds for an answer; input and output take the machine's time. */
const answerTimeoutMs = 5_000;
/** More of an answer than this is not read. */
const answerLengthMax = 10_000;

export class NoticeSender {
  private readonly dialect: NoticeDialect;
  private readonly book: WalletBook;
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly wire: WireLog;
  private readonly timers = new Map<string, Cancel>();
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();

  constructor(options: { dialect: NoticeDialect; book: WalletBook; clock: Clock; log: Log; wire: WireLog }) {
    this.dialect = options.dialect;
    this.book = options.book;
    this.clock = options.clock;
    this.log = options.log;
    this.wire = options.wire;
    for (const notice of this.book.notices.values()) this.arm(notice);
  }

  schedule(what: {
    about: WalletNotice['about'];
    order: WalletOrder;
    refund?: WalletRefund;
    url: string;
    plan: BehaviourPlan;
    delayMs: number;
  }): void {
    if (what.plan.notices === 'none') return;
    const noticeId = this.dialect.mintNoticeId();
    this.book.record({
      type: 'notice_due',
      noticeId,
      about: what.about,
      outTradeNo: what.order.outTradeNo,
      refundKey: what.refund?.refundKey,
      url: what.url,
      copies: what.plan.notices === 'five_times' ? 5 : 1,
      firstBadlySigned: what.plan.answer === 'badly_signed' && what.order.way !== 'payment_code',
      dueAtMs: this.clock.nowMs() + what.delayMs,
    });
    this.arm(this.book.notices.get(noticeId) as WalletNotice);
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('the simulators end'));
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    await Promise.allSettled(this.underWay);
  }

  private arm(notice: WalletNotice): void {
    const dueAtMs = nextTryAtMs(notice, this.dialect.retryDelaysMs);
    if (dueAtMs === undefined) return;
    const cancel = this.clock.setTimeout(() => {
      this.timers.delete(notice.noticeId);
      const work = this.deliver(notice).finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    }, dueAtMs - this.clock.nowMs());
    this.timers.set(notice.noticeId, cancel);
  }

  private async deliver(notice: WalletNotice): Promise<void> {
    const isFirst = notice.tries.length === 0;
    if (isFirst) await this.sendProbe(notice);
    const refund = notice.refundKey === undefined ? undefined : this.book.refunds.get(notice.refundKey);
    const delivery = this.dialect.compose(
      { noticeId: notice.noticeId, order: this.book.order(notice.outTradeNo), refund },
      isFirst && notice.firstBadlySigned,
    );
    const copies = isFirst ? notice.copies : 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => this.post(notice.url, delivery)));
    if (this.stopping.signal.aborted) return;
    this.book.record({
      type: 'notice_tried',
      noticeId: notice.noticeId,
      accepted: answers.some((accepted) => accepted),
      atMs: this.clock.nowMs(),
    });
    this.arm(notice);
  }

  private async sendProbe(notice: WalletNotice): Promise<void> {
    const probe = this.dialect.probe?.(`probe-${randomUUID()}`);
    if (!probe || !(await this.post(notice.url, probe))) return;
    this.book.record({ type: 'probe_accepted', noticeId: notice.noticeId, atMs: this.clock.nowMs() });
  }

  private async post(url: string, delivery: Delivery): Promise<boolean> {
    this.wire.record({ channel: this.dialect.channel, direction: 'out', what: `POST ${url}`, body: delivery.body });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: delivery.headers,
        body: delivery.body,
        redirect: 'error',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(answerTimeoutMs)]),
      });
      const body = (await response.text()).slice(0, answerLengthMax);
      this.wire.record({ channel: this.dialect.channel, direction: 'in', what: `${response.status} ${url}`, body });
      return this.dialect.isAccepted(response.status, body);
    } catch (error) {
      this.log.debug({ channel: this.dialect.channel, error: errorText(error) }, 'notice.not_delivered');
      return false;
    }
  }
}

/** When the next delivery is due; undefined when one was accepted or the schedule is used up. */
export function nextTryAtMs(notice: WalletNotice, retryDelaysMs: readonly number[]): number | undefined {
  const last = notice.tries.at(-1);
  if (!last) return notice.dueAtMs;
  if (last.accepted) return undefined;
  const delayMs = retryDelaysMs[notice.tries.length - 1];
  return delayMs === undefined ? undefined : last.atMs + delayMs;
}
