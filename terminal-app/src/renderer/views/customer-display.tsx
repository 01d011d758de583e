/** The second screen, turned to the customer: what they buy, what it costs, and what they are to do. */
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { SnapshotProvider, useHostNow, useScreenState, useTill } from '../connection/use-till.tsx';
import { kilograms } from '../format/money.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { IdlePicture } from '../parts/idle-picture.tsx';
import { Money } from '../parts/money.tsx';
import { Picture } from '../parts/picture.tsx';
import { Qr } from '../parts/qr.tsx';
import type { PhraseKey } from '../words/words.ts';
import { TrainingBand } from './counter/call-part.tsx';
import { Countdown, type Payment, useIsOver } from './payment-sheet.tsx';

export function CustomerDisplay() {
  const { snapshot, link } = useScreenState();
  if (!snapshot) return <IdlePicture />;
  return (
    <SnapshotProvider snapshot={snapshot}>
      <div
        className="customer-screen"
        data-revision={snapshot.revision}
        data-link={link}
        lang={snapshot.language === 'zh' ? 'zh-CN' : 'en'}
      >
        <TrainingBand />
        <div className="customer">
          {/* What is painted may be old once the line is lost: a QR code that is no longer true is not shown. */}
          {link === 'connected' ? <Scene snapshot={snapshot} /> : <Idle />}
        </div>
      </div>
    </SnapshotProvider>
  );
}

function Scene({ snapshot }: { snapshot: TillSnapshot }) {
  const { view, sale, payment, result } = snapshot;
  if (view === 'result' && result) return <ResultScene result={result} />;
  const busy = view === 'sale' || view === 'counter' || view === 'tender' || view === 'payment' || view === 'refund';
  if (!busy || (sale.lines.length === 0 && !payment)) return <Idle />;
  return (
    <>
      <CustomerCart />
      <aside className="customer-ask">
        {payment ? (
          <Ask payment={payment} />
        ) : view === 'tender' ? (
          <AskPlain icon="phone" words="customer.show_code" />
        ) : (
          <Welcome />
        )}
      </aside>
    </>
  );
}

function Idle() {
  const { snapshot, tell } = useTill();
  const advert = advertAt(snapshot.adverts, useHostNow(1000));
  if (advert) {
    const title = tell.language === 'zh' ? advert.titleZh : advert.titleEn || advert.titleZh;
    return (
      <div className="customer-idle customer-advert" data-advert={advert.advertId}>
        <Picture picture={advert.picture} name={title} />
        <h1>{title}</h1>
        <p>{snapshot.till.storeName}</p>
      </div>
    );
  }
  return (
    <div className="customer-idle">
      <IdlePicture />
      <h1>{tell('customer.welcome')}</h1>
      <p>{snapshot.till.storeName}</p>
    </div>
  );
}

type Advert = TillSnapshot['adverts'][number];

/** By turns, each for its seconds; all screens of a till show the same one. */
function advertAt(adverts: readonly Advert[], nowMs: number): Advert | undefined {
  const valid = adverts.filter(
    ({ validFromMs, validUntilMs }) => validFromMs <= nowMs && (validUntilMs === 0 || nowMs < validUntilMs),
  );
  let left =
    Math.floor(nowMs / 1000) %
    Math.max(
      1,
      valid.reduce((sum, { seconds }) => sum + seconds, 0),
    );
  for (const advert of valid) {
    if (left < advert.seconds) return advert;
    left -= advert.seconds;
  }
  return undefined;
}

function Welcome() {
  const { snapshot, tell } = useTill();
  return (
    <div className="customer-welcome">
      <IdlePicture />
      <p>{tell('customer.welcome')}</p>
      <small>{snapshot.till.storeName}</small>
    </div>
  );
}

/** The last lines fit; the newest is always in sight. */
const linesShown = 8;

function CustomerCart() {
  const { snapshot, tell } = useTill();
  const { sale } = snapshot;
  const due = sale.paidMinor !== '0';
  return (
    <section className="customer-cart">
      <ul>
        {sale.lines.slice(-linesShown).map((line) => (
          <li key={line.lineNo}>
            <span className="customer-line-name">{tell.language === 'zh' ? line.nameZh : line.nameEn}</span>
            <span className="money muted">{line.weightG > 0 ? kilograms(line.weightG) : `× ${line.quantity}`}</span>
            <Money minor={line.amountMinor} />
          </li>
        ))}
      </ul>
      <footer>
        {sale.discounts.map(({ nameZh, nameEn, amountMinor }) => (
          <p className="customer-paid" key={`${nameZh} ${nameEn} ${amountMinor}`}>
            <span>{tell.language === 'zh' ? nameZh : nameEn || nameZh}</span>
            <Money minor={`-${amountMinor}`} />
          </p>
        ))}
        {sale.manualDiscountMinor !== '0' && (
          <p className="customer-paid">
            <span>{tell('sale.discount')}</span>
            <Money minor={`-${sale.manualDiscountMinor}`} />
          </p>
        )}
        {sale.roundingMinor !== '0' && (
          <p className="customer-paid">
            <span>{tell('cart.rounded')}</span>
            <Money minor={`-${sale.roundingMinor}`} />
          </p>
        )}
        {due && (
          <p className="customer-paid">
            <span>{tell('customer.paid')}</span>
            <Money minor={sale.paidMinor} sign />
          </p>
        )}
        <p className="customer-total">
          <span>
            {tell(due ? 'customer.left' : 'customer.total')}
            <small>{tell('customer.items', { count: sale.itemCount })}</small>
          </span>
          <Money minor={due ? sale.dueMinor : sale.totalMinor} sign className="customer-total-figure" />
        </p>
      </footer>
    </section>
  );
}

function Ask({ payment }: { payment: Payment }) {
  switch (payment.phase) {
    case 'show_qr':
      return <AskToScan payment={payment} />;
    case 'present_code':
      return <AskPlain icon="phone" words="customer.show_code" />;
    case 'present_card':
      return <AskPlain icon="card" words="customer.present_card" />;
    case 'enter_pin':
      return <AskPlain icon="pin" words="customer.enter_pin" />;
    case 'waiting_customer':
      return <AskPlain icon="phone" words="customer.confirm_phone" />;
    case 'checking':
    case 'cancelling':
      return <AskPlain icon="clock" words="customer.checking" />;
  }
}

/** A code that is over is not shown: it would be scanned in vain. */
function AskToScan({ payment }: { payment: Payment }) {
  const { tell } = useTill();
  const isOver = useIsOver(payment.deadlineMs);
  const wallet = payment.channel ?? 'wechat';
  if (isOver) return <AskPlain icon="clock" words="customer.qr_over" />;
  return (
    <div className="customer-qr">
      <div className={`qr-card wallet-${wallet}`}>
        {payment.qrText && <Qr text={payment.qrText} label={tell('qr.label')} />}
      </div>
      <h2>{tell('customer.scan_qr', { wallet: tell(`channel.${wallet}`) })}</h2>
      <Money minor={payment.amountMinor} sign className="customer-ask-figure" />
      <Countdown deadlineMs={payment.deadlineMs} />
    </div>
  );
}

function AskPlain({ icon, words }: { icon: IconName; words: PhraseKey }) {
  const { tell } = useTill();
  return (
    <div className="customer-ask-plain">
      <Icon name={icon} size={120} />
      <h2>{tell(words)}</h2>
    </div>
  );
}

type Result = NonNullable<TillSnapshot['result']>;

/** A reason for a decline is for the cashier to tell; the customer's screen does not expose anybody. */
function ResultScene({ result }: { result: Result }) {
  const { tell } = useTill();
  if (result.outcome === 'paid' && result.saleComplete) {
    return (
      <div className="customer-result customer-good">
        <Icon name="check" size={120} />
        <h1>{tell('customer.thanks')}</h1>
        <p>
          {tell('customer.paid')} <Money minor={result.amountMinor} sign />
        </p>
        {result.changeMinor !== '0' && (
          <p className="customer-change">
            {tell('customer.change')} <Money minor={result.changeMinor} sign />
          </p>
        )}
      </div>
    );
  }
  if (result.outcome === 'refunded') {
    return (
      <div className="customer-result customer-good">
        <Icon name="returnArrow" size={120} />
        <h1>{tell('customer.refunded')}</h1>
        <p>
          <Money minor={result.amountMinor} sign />
        </p>
      </div>
    );
  }
  return (
    <>
      <CustomerCart />
      <aside className="customer-ask">
        <AskPlain icon="person" words="customer.ask_cashier" />
      </aside>
    </>
  );
}
