import { useTill } from '../connection/use-till.tsx';
import { Icon } from '../parts/icon.tsx';
import { sentenceFor } from '../words/words.ts';

/** A receipt waits and the printer wants a hand: what to do, wherever the cashier is. */
export function PrinterBanner() {
  const { snapshot, tell } = useTill();
  const printer = snapshot.devices.find(({ kind }) => kind === 'printer');
  const waiting = printer?.health?.waiting ?? 0;
  if (!printer || waiting === 0 || (printer.state !== 'fault' && printer.state !== 'disconnected')) return null;
  const sentence = sentenceFor(tell.language, { code: printer.reasonCode || 'NOT_CONNECTED', params: {} });
  return (
    <div className="offline-banner printer-banner" role="status">
      <Icon name="printer" size={20} />
      <p>
        <strong>{sentence.what}</strong> <span>{sentence.next}</span>
      </p>
      <p className="offline-waiting">{tell('devices.receipts_wait', { count: waiting })}</p>
    </div>
  );
}
