import { useState } from 'react';
import { useHostNow, useTill } from '../connection/use-till.tsx';
import { ageText, clockText } from '../format/time.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { sentenceFor } from '../words/words.ts';
import { LeavingDialog } from './counter/leaving-dialog.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { PrinterBanner } from './printer-banner.tsx';

/** Store, till, cashier; the line's state; language and clock. Below it the offline banner. */
export function ShellHeader({ onOpen }: { onOpen: (dialog: 'keys' | 'devices') => void }) {
  const { snapshot, send, tell } = useTill();
  const { till, operator, view } = snapshot;
  const [leaving, setLeaving] = useState(false);
  const troubled = snapshot.devices.filter((device) => device.state === 'disconnected' || device.state === 'fault');
  return (
    <>
      <header className="shell-head">
        <Mark size={26} />
        <p className="shell-place">
          <strong>{till.storeName}</strong>
          {till.tillName !== '' && <span>{till.tillName}</span>}
          {operator && <span>{operator.name}</span>}
          {snapshot.connection.update !== '' && (
            <span>{tell('shell.update', { version: snapshot.connection.update })}</span>
          )}
        </p>
        <LineState />
        <div className="shell-tools">
          <Button
            look="ghost"
            icon={troubled.length > 0 ? 'warning' : 'devices'}
            className={troubled.length > 0 ? 'shell-troubled' : ''}
            label={tell('shell.devices')}
            onPress={() => onOpen('devices')}
          >
            {troubled.length > 0 ? tell('shell.devices_troubled', { count: troubled.length }) : undefined}
          </Button>
          <Button
            look="ghost"
            className="shell-keys"
            icon="keyboard"
            label={`${tell('shell.keys')} F1`}
            onPress={() => onOpen('keys')}
          />
          <Button
            look="ghost"
            className="shell-language"
            label={tell('shell.language')}
            onPress={() => void send({ type: 'set_language', language: snapshot.language === 'zh' ? 'en' : 'zh' })}
          >
            <span className={snapshot.language === 'zh' ? 'on' : ''}>中</span>
            <span className={snapshot.language === 'en' ? 'on' : ''}>EN</span>
          </Button>
          {operator && view === 'sale' && (
            <Button look="ghost" icon="exit" label={tell('shell.sign_out')} onPress={() => setLeaving(true)} />
          )}
          <WallClock />
        </div>
      </header>
      <div className="banners">
        <OfflineBanner />
        <AgentGoneBanner />
        <PrinterBanner />
      </div>
      {leaving && <LeavingDialog onClose={() => setLeaving(false)} />}
    </>
  );
}

/** Online, offline with what waits, or no agent: an icon and a word for each. */
function LineState() {
  const { snapshot, tell } = useTill();
  const { connection } = snapshot;
  const waits = connection.waiting > 0;
  const text = tell('shell.waiting', {
    count: connection.waiting,
    age: ageText(connection.oldestAgeMs, tell),
  });
  if (!connection.agent) {
    return (
      <p className="line-state line-bad" role="status">
        <Icon name="cross" size={16} />
        <strong>{tell('shell.agent_gone')}</strong>
      </p>
    );
  }
  const worksOnline = connection.online && !connection.forced;
  return (
    <p className={`line-state ${worksOnline ? 'line-good' : 'line-warn'}`} role="status">
      <Icon name={worksOnline ? 'check' : 'warning'} size={16} />
      <strong>{tell(worksOnline ? 'shell.online' : 'shell.offline')}</strong>
      {waits && <span className="line-waiting">{text}</span>}
    </p>
  );
}

function WallClock() {
  const nowMs = useHostNow(1000);
  return <time className="wall-clock">{clockText(nowMs)}</time>;
}

/** While a sale is in hand and the agent is gone: since when, and what may still be done with the sale. */
function AgentGoneBanner() {
  const { snapshot, tell } = useTill();
  const { connection, view } = snapshot;
  if (connection.agent || view === 'starting' || view === 'agent_gone') return null;
  const sentence = sentenceFor(tell.language, { code: connection.reasonCode, params: {} });
  return (
    <div className="offline-banner" role="alert" data-banner="agent_gone">
      <Icon name="warning" size={20} />
      <p>
        <strong>
          {sentence.what} {tell('agent_gone.since', { time: clockText(connection.goneSinceMs) })}
        </strong>{' '}
        <span>{tell('agent_gone.sale')}</span>
        {connection.ownRecords > 0 && <span>{tell('agent_gone.own_records', { count: connection.ownRecords })}</span>}
      </p>
    </div>
  );
}
