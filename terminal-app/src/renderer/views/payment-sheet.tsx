/** A payment under way: what is awaited, from whom, how long, and the ways out that are safe now. */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useHostNow, useTill } from '../connection/use-till.tsx';
import { countdownText } from '../format/time.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import { Qr } from '../parts/qr.tsx';
import { Steps } from '../parts/steps.tsx';
import { PhoneNumberDialog } from './phone-number-dialog.tsx';

export type Payment = NonNullable<TillSnapshot['payment']>;

const phaseIcons: Readonly<Record<Payment['phase'], IconName>> = {
  present_code: 'scanner',
  show_qr: 'qr',
  present_card: 'card',
  enter_pin: 'pin',
  checking: 'clock',
  waiting_customer: 'phone',
  cancelling: 'back',
};

export function PaymentSheet({ payment }: { payment: Payment }) {
  const { send, tell } = useTill();
  const [asking, setAsking] = useState(false);
  useKeys('sheet', ({ key }) => {
    if (key === 'F2' && payment.canAskNow) setAsking(true);
    else if (key === 'Escape' && payment.canCancel) void send({ type: 'cancel_payment' });
    else if (key === 'Enter' && payment.canAskNow) void send({ type: 'ask_now' });
    else return false;
    return true;
  });
  return (
    <div className="sheet payment" data-phase={payment.phase}>
      <header className="payment-head">
        <span className="payment-way">
          {tell(
            payment.channel && payment.tender !== 'card' ? `channel.${payment.channel}` : `tender.${payment.tender}`,
          )}
        </span>
        <Money minor={payment.amountMinor} sign className="sheet-figure" />
        {payment.maskedPan && <span className="muted money">{payment.maskedPan}</span>}
      </header>
      <Steps payment={payment} />
      <Notice />
      {payment.phase === 'show_qr' ? <QrPhase payment={payment} /> : <PlainPhase payment={payment} />}
      <footer className="payment-ways-out">
        {payment.canAskNow && (
          <Button icon="phone" look="brand" keyCap="Enter" onPress={() => void send({ type: 'ask_now' })}>
            {tell('phase.ask_now')}
          </Button>
        )}
        {payment.canAskNow && (
          <Button icon="search" keyCap="F2" onPress={() => setAsking(true)}>
            {tell('phone.by_number')}
          </Button>
        )}
        {payment.canCancel && (
          <Button icon="cross" keyCap="Esc" onPress={() => void send({ type: 'cancel_payment' })}>
            {tell('phase.cancel')}
          </Button>
        )}
      </footer>
      {asking && <PhoneNumberDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Whether a code may still be scanned; its payment is closed by the server, which takes a moment. */
export function useIsOver(deadlineMs: number): boolean {
  return useHostNow(250) >= deadlineMs && deadlineMs > 0;
}

/** The QR code with its countdown; the customer's display shows the same. */
function QrPhase({ payment }: { payment: Payment }) {
  const { tell } = useTill();
  const wallet = tell(`channel.${payment.channel ?? 'wechat'}`);
  const isOver = useIsOver(payment.deadlineMs);
  return (
    <div className="phase-qr">
      <div className={`qr-card wallet-${payment.channel ?? 'wechat'}`}>
        {payment.qrText === '' || isOver ? (
          <Icon name="clock" size={72} />
        ) : (
          <Qr text={payment.qrText} label={tell('qr.label')} />
        )}
      </div>
      <div className="phase-words" role="status">
        <h2>{isOver ? tell('qr.closing') : tell('qr.scan_with', { wallet })}</h2>
        {!isOver && <Countdown deadlineMs={payment.deadlineMs} />}
        <p className="muted">{tell(isOver ? 'qr.closing_body' : 'qr.on_customer_display')}</p>
      </div>
    </div>
  );
}

export function Countdown({ deadlineMs }: { deadlineMs: number }) {
  const { tell } = useTill();
  const nowMs = useHostNow(250);
  if (deadlineMs === 0) return null;
  const leftMs = deadlineMs - nowMs;
  return (
    <p className={`countdown ${leftMs < 15_000 ? 'countdown-short' : ''}`}>
      <Icon name="clock" size={20} />
      {leftMs <= 0 ? tell('qr.expired') : tell('qr.time_left', { time: countdownText(leftMs) })}
    </p>
  );
}

function PlainPhase({ payment }: { payment: Payment }) {
  const { tell } = useTill();
  const { phase } = payment;
  if (phase === 'show_qr') return null;
  return (
    <div className="phase-plain" role="status">
      <span className={`phase-sign phase-sign-${phase}`}>
        <Icon name={phaseIcons[phase]} size={72} />
      </span>
      <div className="phase-words">
        <h2>{tell(`phase.${phase}`)}</h2>
        <p className="muted">{tell(`phase.${phase}_body`)}</p>
        <Countdown deadlineMs={payment.deadlineMs} />
      </div>
    </div>
  );
}
