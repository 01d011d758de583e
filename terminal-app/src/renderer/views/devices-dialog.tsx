import { useEffect, useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useHostNow, useTill } from '../connection/use-till.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { DeviceRow } from './device-row.tsx';
import { type DeviceRole, DeviceSetUp, type Found } from './device-set-up.tsx';

/** While somebody with the right looks, what is plugged in and the counters are read again this often. */
const lookEveryMs = 3_000;

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

/** What is plugged in, how it is, when it last answered; with the right, trying it and setting it up. */
export function DevicesDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, tell } = useTill();
  const rights = snapshot.operator?.rights ?? [];
  const maySetUp = rights.includes('devices.set_up');
  const [role, setRole] = useState<DeviceRole | null>(null);
  const found = useFound(maySetUp);
  const nowMs = useHostNow(1000);
  const device = snapshot.devices.find(({ kind }) => kind === role);
  const title = device ? tell('devices.set_up_of', { device: tell(`devices.${device.kind}`) }) : tell('devices.title');
  return (
    <Dialog title={title} onClose={onClose} className="devices">
      {device && role ? (
        <DeviceSetUp key={role} device={device} role={role} found={found} onBack={() => setRole(null)} />
      ) : (
        <>
          <ForceOffline />
          {snapshot.devices.length === 0 && <p className="muted">{tell('devices.none')}</p>}
          <ul className="device-list">
            {snapshot.devices.map((one) => (
              <DeviceRow
                key={one.kind}
                device={one}
                nowMs={nowMs}
                mayTest={maySetUp || (one.kind === 'drawer' && rights.includes('drawer.open'))}
                onSetUp={setUpOf(one, maySetUp, setRole)}
              />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function setUpOf(
  { kind }: TillSnapshot['devices'][number],
  may: boolean,
  open: (role: DeviceRole) => void,
): (() => void) | null {
  return may && kind !== 'drawer' ? () => open(kind) : null;
}

/** Null: not known yet. */
function useFound(may: boolean): readonly Found[] | null {
  const { send } = useTill();
  const [found, setFound] = useState<readonly Found[] | null>(null);
  useEffect(() => {
    if (!may) return;
    let gone = false;
    const look = () =>
      void send({ type: 'find_devices' }).then((reply) => {
        if (!gone && reply.ok) setFound(reply.found ?? []);
      });
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [may, send]);
  return found;
}
