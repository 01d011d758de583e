import type { ReactNode } from 'react';
import type { ShiftShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { dayClockText } from '../../format/time.ts';
import { Icon } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import type { PhraseKey, Tell } from '../../words/words.ts';
import { CardState } from './card-state.tsx';

/** What may be seen of a shift: never what is expected in the drawer, unless the till tells it. */
export function ShiftFigures({ shift }: { shift: ShiftShown }) {
  const { tell } = useTill();
  return (
    <div className="shift-figures">
      <p className="muted">{tell('shift.since', { time: dayClockText(shift.openedAtMs), name: shift.openedBy })}</p>
      <dl>
        <Figure words={tell('shift.answers')}>{shift.operator}</Figure>
        <Figure words={tell('shift.business_date')}>{shift.businessDate}</Figure>
        <Sum words={tell('shift.float')} minor={shift.floatMinor} />
        <Sum words={tell('shift.sales', { count: shift.saleCount })} minor={shift.saleTotalMinor} />
        <Tenders sums={shift.taken} />
        <Sum words={tell('shift.returns', { count: shift.returnCount })} minor={shift.returnTotalMinor} />
        <Tenders sums={shift.givenBack} />
        <Sum words={tell('shift.moved_in')} minor={shift.movedInMinor} />
        <Sum words={tell('shift.moved_out')} minor={shift.movedOutMinor} />
        {shift.expectedMinor !== null && <Sum words={tell('shift.expected')} minor={shift.expectedMinor} />}
      </dl>
      {shift.cardSettlements.map((settlement) => (
        <Figure key={settlement.settlementId} words={tell('cards.title')}>
          <CardState settlement={settlement} />
        </Figure>
      ))}
      {shift.unsent > 0 && <Owing text={tell('shift.unsent', { count: shift.unsent })} />}
      {shift.openPaymentCount > 0 && <Owing text={tell('shift.open_payments', { count: shift.openPaymentCount })} />}
    </div>
  );
}

function Tenders({ sums }: { sums: ShiftShown['taken'] }) {
  const { tell } = useTill();
  return sums.map((sum) => (
    <div key={`${sum.channel} ${sum.tender}`} className="shift-tender">
      <dt>
        {tenderText(sum, tell)} × {sum.count}
      </dt>
      <dd>
        <Money minor={sum.amountMinor} />
      </dd>
    </div>
  ));
}

function Figure({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sum({ words, minor }: { words: string; minor: string }) {
  return (
    <Figure words={words}>
      <Money minor={minor} />
    </Figure>
  );
}

function Owing({ text }: { text: string }) {
  return (
    <p className="shift-owing">
      <Icon name="cloudUp" size={18} />
      <span>{text}</span>
    </p>
  );
}

/** `WeChat Pay · QR code`; where both say the same, once. */
export function tenderText({ channel, tender }: { channel: string; tender: string }, tell: Tell): string {
  const channelWord = tell(`channel.${channel}` as PhraseKey);
  return channel === tender ? channelWord : `${channelWord} · ${tell(`tender.${tender}` as PhraseKey)}`;
}
