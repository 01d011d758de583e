import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useHostNow, useTill } from '../connection/use-till.tsx';
import { ageText } from '../format/time.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { sentenceFor } from '../words/words.ts';

type Device = TillSnapshot['devices'][number];

const pictures: Readonly<Record<Device['kind'], IconName>> = {
  scanner: 'scanner',
  reader: 'reader',
  printer: 'printer',
  drawer: 'drawer',
  speaker: 'speaker',
  scale: 'scale',
  pole: 'pole',
};
const signs: Readonly<Record<Device['state'], { icon: IconName; tone: string }>> = {
  connected: { icon: 'check', tone: 'good' },
  disconnected: { icon: 'cross', tone: 'bad' },
  fault: { icon: 'warning', tone: 'warn' },
  absent: { icon: 'minus', tone: 'muted' },
};

/** For an operator with the right: work offline although the line is up. The agent has the last word. */
function ForceOffline() {
  const { snapshot, send, tell } = useTill();
  const { connection, operator } = snapshot;
  if (!operator?.rights.includes('offline.force')) return null;
  const mode = connection.forced ? 'automatic' : 'forced';
  return (
    <Button onPress={() => void send({ type: 'set_offline_mode', mode })}>
      {tell(connection.forced ? 'offline.release' : 'offline.force')}
    </Button>
  );
}

/** What is plugged in, how it is, and when it last answered. */
export function DevicesDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, tell } = useTill();
  const nowMs = useHostNow(1000);
  return (
    <Dialog title={tell('devices.title')} onClose={onClose} className="devices">
      <ForceOffline />
      {snapshot.devices.length === 0 && <p className="muted">{tell('devices.none')}</p>}
      <ul className="device-list">
        {snapshot.devices.map((device) => (
          <li key={device.kind} className={`device tone-${signs[device.state].tone}`}>
            <Icon name={pictures[device.kind]} size={32} />
            <div>
              <strong>{tell(`devices.${device.kind}`)}</strong>
              <DeviceDetail device={device} nowMs={nowMs} />
            </div>
            <p className="device-state">
              <Icon name={signs[device.state].icon} size={18} />
              <span>{tell(`devices.${device.state}`)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function DeviceDetail({ device, nowMs }: { device: Device; nowMs: number }) {
  const { tell } = useTill();
  if (device.state === 'absent') return null;
  if (device.reasonCode !== '') {
    const sentence = sentenceFor(tell.language, { code: device.reasonCode, params: {} });
    return (
      <small>
        {sentence.what} <code>{sentence.code}</code>
      </small>
    );
  }
  const seen =
    device.lastSeenMs === 0
      ? tell('devices.never_seen')
      : tell('devices.last_seen', { age: ageText(nowMs - device.lastSeenMs, tell) });
  return <small>{seen}</small>;
}
