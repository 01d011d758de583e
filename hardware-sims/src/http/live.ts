/** WebSocket /api/live: every log entry as it is written, every device's and the phone's state as it changes. */
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { Phone } from '../phone/phone.ts';
import { shownPhone } from '../phone/phone-routes.ts';
import type { Rack } from '../rack.ts';

/** A page that reads too slowly is cut off rather than waited for. */
const unsentBytesMax = 4 * 1024 * 1024;
const viewersMax = 32;

export async function liveFeed(app: FastifyInstance, { rack, phone }: { rack: Rack; phone: Phone }): Promise<void> {
  const viewers = new Set<WebSocket>();
  const changed = new Set<string>();

  const tell = (message: unknown) => {
    if (viewers.size === 0) return;
    const text = JSON.stringify(message);
    for (const viewer of viewers) {
      if (viewer.bufferedAmount > unsentBytesMax) viewer.terminate();
      else viewer.send(text);
    }
  };
  const stopLog = rack.log.follow((entry) => tell({ kind: 'log', entry }));
  // Several changes in one turn are one picture.
  const stopDevices = rack.follow((deviceId) => {
    if (viewers.size === 0) return;
    if (changed.size === 0) {
      setImmediate(() => {
        for (const id of changed) tell({ kind: 'device', device: rack.find(id).snapshot() });
        changed.clear();
      });
    }
    changed.add(deviceId);
  });
  const stopPhone = phone.follow(() => tell({ kind: 'phone', phone: shownPhone(phone) }));
  app.addHook('onClose', async () => {
    stopPhone();
    stopLog();
    stopDevices();
    for (const viewer of viewers) viewer.terminate();
  });

  app.get('/api/live', { websocket: true }, (socket) => {
    if (viewers.size >= viewersMax) {
      socket.close(1013, 'too many viewers');
      return;
    }
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
    socket.on('error', () => viewers.delete(socket));
    socket.send(JSON.stringify({ kind: 'devices', devices: rack.all().map((device) => device.snapshot()) }));
    socket.send(JSON.stringify({ kind: 'phone', phone: shownPhone(phone) }));
  });
}
