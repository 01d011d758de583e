/**
 * The payment sheet: what is left to pay, the payment code armed at once, the other ways one key away.
 * The till knows that a code is armed and for how much; which pane is open is the screen's own.
 */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import type { PhraseKey } from '../words/words.ts';
import { CashPane } from './cash-pane.tsx';
import { CodePane } from './code-pane.tsx';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { PartPane } from './part-pane.tsx';
import { TipPane } from './tip-pane.tsx';
import { WalletPane } from './wallet-pane.tsx';

type Tender = TillSnapshot['sale']['parts'][number]['tender'];
type Pane = 'ways' | 'code' | 'balance' | 'wallet' | 'cash' | 'part' | 'tip';

const paneTitles: Readonly<Record<Pane, PhraseKey>> = {
  ways: 'tender.choose',
  code: 'tender.payment_code',
  balance: 'tender.balance',
  wallet: 'tender.qr',
  cash: 'tender.cash',
  part: 'tender.part',
  tip: 'tip.title',
};
const ways: ReadonlyArray<{ tender: Tender; icon: IconName; needsLine: boolean }> = [
  { tender: 'payment_code', icon: 'code', needsLine: true },
  { tender: 'qr', icon: 'qr', needsLine: true },
  { tender: 'card', icon: 'card', needsLine: true },
  { tender: 'cash', icon: 'cash', needsLine: false },
  { tender: 'balance', icon: 'wallet', needsLine: true },
];

export function TenderSheet() {
  const { snapshot, send } = useTill();
  const [pane, setPane] = useState<Pane>('ways');
  const [givingUp, setGivingUp] = useState(false);
  const { dueMinor, parts } = snapshot.sale;
  const amountMinor = snapshot.payment?.amountMinor ?? dueMinor;
  const part = amountMinor === dueMinor ? undefined : amountMinor;

  const { mayRound, round } = useRounding();
  const mayTip = snapshot.rules.tips && parts.length === 0 && !snapshot.sale.order;
  const choose = (tender: Tender) => {
    if (tender === 'payment_code') setPane('code');
    else if (tender === 'balance') setPane('balance');
    else if (tender === 'qr') setPane('wallet');
    else if (tender === 'cash') setPane('cash');
    else void send({ type: 'choose_tender', tender, amountMinor: part });
  };
  const stepBack = () => {
    if (pane !== 'ways') setPane('ways');
    else if (part !== undefined) void send({ type: 'choose_tender', tender: 'payment_code' });
    else if (parts.length === 0) void send({ type: 'leave_tender' });
    else setGivingUp(true);
  };
  useKeys('sheet', ({ key }) => {
    if (key === 'Scanned') setPane('ways');
    else if (key === 'Escape') stepBack();
    else if (pane === 'ways' && key === '0') setPane('part');
    else if (pane === 'ways' && key === '-' && mayRound) round();
    else if (pane === 'ways' && key === '+' && mayTip) setPane('tip');
    else {
      const way = pane === 'ways' ? ways[Number(key) - 1] : undefined;
      if (!way) return false;
      choose(way.tender);
    }
    return true;
  });

  const back = () => setPane('ways');
  return (
    <div className="sheet tender">
      <SheetHead pane={pane} amountMinor={amountMinor} onBack={stepBack} />
      <Notice />
      {pane === 'ways' && (
        <Ways onChoose={choose} onPart={() => setPane('part')} onTip={mayTip ? () => setPane('tip') : null} />
      )}
      {pane === 'code' && <CodePane words="tender.armed" onDone={back} />}
      {pane === 'balance' && <CodePane words="tender.balance_armed" onDone={back} />}
      {pane === 'wallet' && (
        <WalletPane
          onChoose={(channel) => void send({ type: 'choose_tender', tender: 'qr', channel, amountMinor: part })}
        />
      )}
      {pane === 'cash' && <CashPane amountMinor={amountMinor} />}
      {pane === 'part' && (
        <PartPane
          onSet={(minor) => {
            void send({ type: 'choose_tender', tender: 'payment_code', amountMinor: minor });
            back();
          }}
        />
      )}
      {pane === 'tip' && (
        <TipPane
          onSet={(amountMinor) => {
            void send({ type: 'set_tip', amountMinor });
            back();
          }}
        />
      )}
      {givingUp && <GiveUpDialog onClose={() => setGivingUp(false)} />}
    </div>
  );
}

/** What is left, and where a part of it is armed, that part. */
function SheetHead({ pane, amountMinor, onBack }: { pane: Pane; amountMinor: string; onBack: () => void }) {
  const { snapshot, tell } = useTill();
  const { dueMinor } = snapshot.sale;
  return (
    <header className="sheet-head">
      <Button look="ghost" icon="back" keyCap="Esc" label={tell('shell.back')} onPress={onBack} />
      <h1>{tell(paneTitles[pane])}</h1>
      <div className="sheet-amount">
        <span>{tell(amountMinor === dueMinor ? 'tender.left' : 'tender.part')}</span>
        <Money minor={amountMinor} sign className="sheet-figure" />
        {amountMinor !== dueMinor && (
          <small>
            {tell('tender.left')} <Money minor={dueMinor} sign />
          </small>
        )}
      </div>
    </header>
  );
}

function Ways(props: { onChoose: (tender: Tender) => void; onPart: () => void; onTip: (() => void) | null }) {
  const { onChoose, onPart, onTip } = props;
  const { snapshot, tell } = useTill();
  const { online: lineUp, forced, cards } = snapshot.connection;
  const online = lineUp && !forced;
  return (
    <>
      <Armed online={online} />
      <div className="ways">
        {ways.map((way, at) => {
          const cardOffline = way.tender === 'card' && !online && cards.reasonCode === '';
          const closed = way.needsLine && !online && !cardOffline;
          const hint = cardOffline ? 'tender.card_offline' : (`tender.${way.tender}_hint` as const);
          return (
            <Button
              key={way.tender}
              look="tile"
              icon={way.icon}
              keyCap={String(at + 1)}
              className={`way ${closed ? 'way-closed' : ''}`}
              onPress={() => onChoose(way.tender)}
            >
              <strong>{tell(`tender.${way.tender}`)}</strong>
              <small>{tell(closed ? 'tender.needs_line' : hint)}</small>
            </Button>
          );
        })}
      </div>
      <div className="way-others">
        <Button icon="split" keyCap="0" className="way-part" onPress={onPart}>
          {tell('tender.part')}
        </Button>
        <RoundButton />
        {onTip && <TipButton onPress={onTip} />}
      </div>
    </>
  );
}

/** The total is rounded before any of it is paid. */
function useRounding() {
  const { snapshot, send } = useTill();
  const { rules, sale } = snapshot;
  const mayRound = rules.roundToMinor !== '0' && sale.parts.length === 0;
  return { mayRound, round: () => void send({ type: 'round_total', isOn: !sale.isRounded }) };
}

function RoundButton() {
  const { snapshot, tell } = useTill();
  const { mayRound, round } = useRounding();
  const { isRounded, roundingMinor, dueMinor } = snapshot.sale;
  const step = BigInt(snapshot.rules.roundToMinor);
  if (!mayRound) return null;
  const offMinor = isRounded ? roundingMinor : String(BigInt(dueMinor) % step);
  if (offMinor === '0' && !isRounded) return null;
  return (
    <Button icon="minus" keyCap="−" className="way-part" pressed={isRounded} onPress={round}>
      {tell('deed.round')} <Money minor={`-${offMinor}`} />
    </Button>
  );
}

function TipButton({ onPress }: { onPress: () => void }) {
  const { snapshot, tell } = useTill();
  const { tipMinor } = snapshot.sale;
  return (
    <Button icon="plus" keyCap="+" className="way-part" pressed={tipMinor !== '0'} onPress={onPress}>
      {tell('tip.title')} {tipMinor !== '0' && <Money minor={tipMinor} />}
    </Button>
  );
}

/** The scanner is live: a customer's code pays without any key. */
function Armed({ online }: { online: boolean }) {
  const { snapshot, tell } = useTill();
  if (!online) {
    return (
      <div className="armed armed-off">
        <Icon name="warning" size={40} />
        <p>
          <strong>{tell('shell.offline')}</strong>
          <span>{tell(snapshot.connection.cards.reasonCode === '' ? 'offline.body_cards' : 'offline.body')}</span>
        </p>
      </div>
    );
  }
  return (
    <div className="armed">
      <Icon name="scanner" size={40} />
      <p>
        <strong>{tell('tender.armed')}</strong>
        <span>{tell('tender.armed_body')}</span>
      </p>
    </div>
  );
}
