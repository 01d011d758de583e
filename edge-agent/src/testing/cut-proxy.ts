/** A line that can be cut: a TCP proxy that drops its connections, in the middle of messages where it is told to. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CutProxy {
  port: number;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Takes connections from now on and passes nothing over them, for good: also after it is mended. */
  swallow(): void;
  /** Lets connections through again, and forgets cuts that were asked for. */
  mend(): void;
  /** Cuts once this many more bytes have gone up (towards the server). */
  cutAfterBytesUp(bytes: number): void;
  /** Cuts when the server next says anything: after the effect, before the answer. */
  cutBeforeAnswer(): void;
  close(): Promise<void>;
}

export async function openCutProxy(targetPort: number): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isSilent = false;
  let bytesLeft = Number.POSITIVE_INFINITY;
  let answersLeft = Number.POSITIVE_INFINITY;

  const cut = () => {
    isCut = true;
    bytesLeft = Number.POSITIVE_INFINITY;
    answersLeft = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((down) => {
    if (isCut) {
      down.destroy();
      return;
    }
    if (isSilent) {
      sockets.add(down);
      down.on('error', () => down.destroy());
      down.on('close', () => sockets.delete(down));
      down.resume();
      return;
    }
    const up = connect(targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [down, up],
      [up, down],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    down.on('data', (chunk) => {
      if (chunk.length >= bytesLeft) {
        up.write(chunk.subarray(0, bytesLeft), cut);
        return;
      }
      bytesLeft -= chunk.length;
      up.write(chunk);
    });
    up.on('data', (chunk) => {
      if (--answersLeft < 0) cut();
      else down.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    swallow: () => {
      cut();
      isCut = false;
      isSilent = true;
    },
    mend: () => {
      isCut = false;
      isSilent = false;
      bytesLeft = Number.POSITIVE_INFINITY;
      answersLeft = Number.POSITIVE_INFINITY;
    },
    cutAfterBytesUp: (bytes) => {
      bytesLeft = bytes;
    },
    cutBeforeAnswer: () => {
      answersLeft = 0;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
