/** Steps of a process that asks a card host over TCP; its frames are known by their shape (docs/protocols/card-host.md). */
import net from 'node:net';

type Step = (name: string) => () => void;

/**
 * `send 0200 to the card host`: before its first byte, after it was handed to the system; `heard 0200`: something has
 * come back and nobody has read it. Takes effect once the builtin exports were synchronised.
 */
export function wrapCardHost(step: Step): void {
  const connect = net.connect;
  const wrapped = (...values: unknown[]) => {
    const socket = Reflect.apply(connect, net, values) as net.Socket;
    const write = socket.write;
    socket.write = ((...given: unknown[]) => {
      const type = messageTypeOf(given[0]);
      if (type === undefined) return Reflect.apply(write, socket, given) as boolean;
      const after = step(`send ${type} to the card host`);
      socket.prependOnceListener('data', () => step(`heard ${type} from the card host`)());
      return Reflect.apply(write, socket, [given[0], () => setImmediate(after)]) as boolean;
    }) as typeof write;
    return socket;
  };
  net.connect = wrapped as typeof net.connect;
}

/** Length 2, TPDU 5 (it begins with 60), header 6, then the message type in four digits of BCD. */
function messageTypeOf(bytes: unknown): string | undefined {
  if (!(bytes instanceof Uint8Array) || bytes.length < 15) return undefined;
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (frame[2] !== 0x60 || frame.readUInt16BE(0) !== frame.length - 2) return undefined;
  return frame.toString('hex', 13, 15);
}
