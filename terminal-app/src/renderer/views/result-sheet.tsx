/**
 * How it ended: a big word, the amount, the way, and what happens next. Paid and offline results leave by
 * themselves or with any key; declined and unknown ones wait for a deliberate key, which is never the Enter
 * at the end of a scanned code.
 */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useHostNow, useNotice, useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { isDeliberate, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import { reasonWords } from '../words/reason-words.ts';
import { type PhraseKey, type Sentence, sentenceFor, type Tell } from '../words/words.ts';
import { figuresText, OfflineConsent } from './offline-consent.tsx';
import { PhoneNumberDialog } from './phone-number-dialog.tsx';
import { useSayAgain } from './say-again.ts';

type Result = NonNullable<TillSnapshot['result']>;
type Tone = 'good' | 'warn' | 'bad' | 'calm';

const looks: Readonly<Record<Result['outcome'], { tone: Tone; icon: IconName; words: PhraseKey }>> = {
  paid: { tone: 'good', icon: 'check', words: 'result.paid' },
  declined: { tone: 'bad', icon: 'cross', words: 'result.declined' },
  unknown: { tone: 'warn', icon: 'question', words: 'result.unknown' },
  refused_offline: { tone: 'bad', icon: 'warning', words: 'result.refused_offline' },
  cancelled: { tone: 'calm', icon: 'back', words: 'result.cancelled' },
  refunded: { tone: 'good', icon: 'returnArrow', words: 'result.refunded' },
  refund_failed: { tone: 'bad', icon: 'cross', words: 'result.refund_failed' },
};

export function ResultSheet({ result }: { result: Result }) {
  return result.offer?.possible ? <OfflineConsent result={result} offer={result.offer} /> : <Ended result={result} />;
}

function Ended({ result }: { result: Result }) {
  const { send, tell } = useTill();
  const { tone, icon, words } = looks[result.outcome];
  const leavesByItself = result.leavesAtMs > 0;
  // The money is there; the till is still writing the sale down and says so by itself when it is done.
  const completing = !leavesByItself && result.saleComplete;
  const leave = () => void send({ type: 'acknowledge_result' });

  const [asking, setAsking] = useState(false);
  const others = useOtherWays(result, () => setAsking(true));
  useKeys('sheet', (press) => {
    const { key } = press;
    const other = others.find(({ keyCap }) => keyCap === key);
    if (other) other.run();
    if (other) return true;
    if (key === 'F1' || key === 'Tab') return false;
    if (key === 'Scanned' || completing) return true;
    if (isDeliberate(press) && (leavesByItself || key === 'Enter')) leave();
    return true;
  });

  const partly = result.outcome === 'paid' && !result.saleComplete;
  return (
    <div className={`sheet result result-${tone}`} data-outcome={result.outcome}>
      <div className="result-top" role="alert">
        <span className="result-sign">
          <Icon name={icon} size={64} />
        </span>
        <h1>{tell(partly ? 'result.part_paid' : isKept(result) ? 'result.refund_waits' : words)}</h1>
        <ResultAmount result={result} />
      </div>
      <div className="result-body">
        <ResultDetail result={result} />
        <Notice />
      </div>
      <footer className={`result-foot ${leavesByItself && others.length > 0 ? 'result-foot-pair' : ''}`}>
        {completing && <p className="result-any">{tell('result.completing')}</p>}
        {leavesByItself && <Leaving leavesAtMs={result.leavesAtMs} onLeave={leave} result={result} />}
        {others.length > 0 && (
          <div className="result-others">
            {others.map(({ words, icon: sign, keyCap, run }) => (
              <Button key={keyCap} icon={sign} keyCap={keyCap} deliberate onPress={run}>
                {tell(words)}
              </Button>
            ))}
          </div>
        )}
        {!completing && !leavesByItself && (
          <Button look="brand" className="result-go" keyCap="Enter" deliberate onPress={leave}>
            {tell(goOnWords(result))}
          </Button>
        )}
      </footer>
      {asking && <PhoneNumberDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

/** The refund stands at the server and goes on by itself: nothing about it is unknown. */
const isKept = ({ outcome, reasonCode }: Result): boolean =>
  outcome === 'unknown' && reasonCode === 'CHANNEL_FUNDS_SHORT';

interface OtherWay {
  words: PhraseKey;
  icon: IconName;
  /** Never a character: no scanner presses it. */
  keyCap: 'F2' | 'F9';
  run: () => void;
}

/** What else can be done about it, beside understanding it. */
function useOtherWays(result: Result, onNumber: () => void): OtherWay[] {
  const { send } = useTill();
  const sayAgain = useSayAgain();
  const askNow: OtherWay = {
    ...{ words: 'phase.ask_now', icon: 'phone', keyCap: 'F9' },
    run: () => void send({ type: 'ask_now' }),
  };
  const byNumber: OtherWay = { words: 'phone.by_number', icon: 'search', keyCap: 'F2', run: onNumber };
  if (result.outcome === 'unknown') {
    return result.isRefund ? [{ ...askNow, words: 'result.ask_refund' }] : [askNow, byNumber];
  }
  if (result.canTryAgain) {
    return [{ words: 'qr.new_code', icon: 'qr', keyCap: 'F9', run: () => void send({ type: 'try_again' }) }];
  }
  if (result.canPayInCash) {
    return [{ words: 'result.in_cash', icon: 'cash', keyCap: 'F9', run: () => void send({ type: 'refund_in_cash' }) }];
  }
  const ways: OtherWay[] = [];
  if (result.hasSlip) {
    const run = () => void send({ type: 'slip_reprint', key: result.key });
    ways.push({ words: 'slip.print', icon: 'card', keyCap: 'F2', run });
  }
  if (sayAgain && (result.outcome === 'paid' || result.outcome === 'refunded')) {
    ways.push({ words: 'devices.say_again', icon: 'speaker', keyCap: 'F9', run: sayAgain });
  }
  return ways;
}

function ResultAmount({ result }: { result: Result }) {
  const { tell } = useTill();
  const way = result.channel ? tell(`channel.${result.channel}`) : result.tender ? tell(`tender.${result.tender}`) : '';
  const changed = result.changeMinor !== '0';
  return (
    <>
      <p className="result-amount">
        <Money minor={result.amountMinor} sign className={changed ? 'result-figure-small' : 'result-figure'} />
        <span className="result-way">{way}</span>
      </p>
      {changed && (
        <p className="result-change">
          <span>{tell('result.change')}</span>
          <Money minor={result.changeMinor} sign className="result-change-figure" />
        </p>
      )}
    </>
  );
}

function ResultDetail({ result }: { result: Result }) {
  const { snapshot, tell } = useTill();
  switch (result.outcome) {
    case 'paid':
      return (
        <>
          {result.offline && (
            <p className="result-note">{tell(result.tender === 'card' ? 'result.card_offline' : 'result.offline')}</p>
          )}
          {result.wentOnline && <p className="result-note">{tell('result.went_online')}</p>}
          {!result.saleComplete && (
            <p className="result-note">
              {tell('result.left', { amount: moneyText(snapshot.sale.dueMinor, snapshot.till) })}
            </p>
          )}
          {result.receiptNo && (
            <p className="result-receipt">{tell('result.receipt', { receiptNo: result.receiptNo })}</p>
          )}
        </>
      );
    case 'refunded':
      return result.receiptNo ? (
        <p className="result-receipt">{tell('result.receipt', { receiptNo: result.receiptNo })}</p>
      ) : null;
    case 'unknown':
      return <UnknownDetail result={result} />;
    case 'refund_failed':
      return (
        <>
          <Reason result={result} />
          <p className="result-note">{tell('result.refund_failed_next')}</p>
        </>
      );
    case 'declined':
    case 'refused_offline':
    case 'cancelled':
      return <Reason result={result} />;
  }
}

/** Nothing is guessed: what the system does now, and the promise that nothing is taken twice. */
function UnknownDetail({ result }: { result: Result }) {
  const { tell } = useTill();
  const { notice } = useNotice();
  if (result.isRefund) {
    // The words of a reason say what to do about the money; without one it is only on its way.
    return result.reasonCode in reasonWords && result.reasonCode !== 'NO_ANSWER' ? (
      <Reason result={result} />
    ) : (
      <p className="result-note">{tell('result.refund_unknown')}</p>
    );
  }
  return (
    <>
      <p className="result-promise">{tell('result.unknown_promise')}</p>
      {/* What was just asked matters more than what was read before. */}
      {!notice && <UnknownSteps result={result} />}
    </>
  );
}

function UnknownSteps({ result }: { result: Result }) {
  const { tell } = useTill();
  return (
    <>
      <ol className="result-steps">
        <li>{tell('result.unknown_steps_1')}</li>
        <li>{tell('result.unknown_steps_2')}</li>
        <li>{tell('result.unknown_steps_3')}</li>
      </ol>
      <p className="result-code">
        <code>{result.reasonCode}</code> <code>{result.key}</code>
      </p>
    </>
  );
}

/** Ended without money, whatever the reason; an unknown one and a refund's are none of these. */
const nothingTaken: ReadonlySet<Result['outcome']> = new Set(['declined', 'refused_offline', 'cancelled']);

function Reason({ result }: { result: Result }) {
  const { snapshot, tell } = useTill();
  const noMoney = nothingTaken.has(result.outcome) ? <p className="result-note">{tell('result.no_money')}</p> : null;
  if (result.reasonCode === '') return noMoney;
  const figures = result.offer ? figuresText(result.offer, snapshot.till, tell) : '';
  const { what, next, code } = sentenceOf(result, tell);
  return (
    <>
      <p className="result-reason">{what}</p>
      {figures !== '' && <p className="result-note">{figures}</p>}
      {noMoney}
      {/* What to do about a payment is not what to do about a refund. */}
      {result.outcome !== 'refund_failed' && <p className="result-next">{next}</p>}
      <p className="result-code">
        <code>{code}</code>{' '}
        {result.channelMessage && <span>{tell('result.channel_says', { text: result.channelMessage })}</span>}
      </p>
    </>
  );
}

function sentenceOf(result: Result, tell: Tell): Sentence {
  const sentence = sentenceFor(tell.language, { code: result.reasonCode, params: {} });
  if (result.outcome !== 'cancelled' || result.reasonCode !== 'CANCELLED' || result.tender !== 'card') return sentence;
  // Nobody at the till cancelled anything: the customer's hand was quicker than the reader.
  return { ...sentence, what: tell('result.card_stopped'), next: tell('result.card_stopped_next') };
}

function goOnWords(result: Result): PhraseKey {
  return result.outcome === 'declined' || result.outcome === 'refused_offline'
    ? 'result.other_way'
    : 'result.understood';
}

/** Leaves by itself: the wait is told in whole seconds, nothing moves. */
function Leaving({ leavesAtMs, onLeave, result }: { leavesAtMs: number; onLeave: () => void; result: Result }) {
  const { tell } = useTill();
  const nowMs = useHostNow(250);
  const seconds = Math.max(0, Math.ceil((leavesAtMs - nowMs) / 1000));
  return (
    <>
      <p className="result-any">{tell(result.saleComplete ? 'result.any_key' : 'result.any_key_on')}</p>
      <Button className="result-go" onPress={onLeave}>
        {tell(result.saleComplete ? 'result.next_sale' : 'result.go_on')} · {tell('shell.seconds', { n: seconds })}
      </Button>
    </>
  );
}
