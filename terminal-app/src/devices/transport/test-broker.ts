/** An MQTT broker on loopback, for tests: who may log in and listen, what went over it, and its plug. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';

/** Takes a connection, and never says a word: a broker that hangs. */
export async function startMuteBroker(): Promise<{ port: number; arrived: Promise<unknown>; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  const arrived = new Promise((done) => server.once('connection', done));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export class TestBroker {
  /** `client user password`, as each logged in. */
  readonly logins: string[] = [];
  /** What clients published, in order. */
  readonly published: Array<{ topic: string; text: string; qos: number; clientId: string }> = [];
  mayLogIn: (user: string, password: string) => boolean = () => true;
  mayListen: (topic: string) => boolean = () => true;
  /** How many publications are not confirmed, and their client cut off, as by a line that is lost just then. */
  cutsAtPublish = 0;
  private readonly sockets = new Set<Socket>();
  private aedes: Aedes | undefined;
  private server: Server | undefined;
  private chosenPort = 0;

  get port(): number {
    return this.chosenPort;
  }

  get clientCount(): number {
    return this.sockets.size;
  }

  /** The second time on the same port, without anything of before. */
  async start(tls?: { cert: string; key: string }): Promise<void> {
    const aedes = await Aedes.createBroker();
    aedes.authenticate = (client, user, password, done) => {
      const [name, secret] = [user ?? '', password?.toString() ?? ''];
      this.logins.push(`${client.id} ${name} ${secret}`);
      const known = this.mayLogIn(name, secret);
      done(known ? null : Object.assign(new Error('not let in'), { returnCode: 5 as const }), known);
    };
    aedes.authorizeSubscribe = (_client, subscription, done) =>
      done(null, this.mayListen(subscription.topic) ? subscription : null);
    aedes.authorizePublish = (client, packet, done) => {
      const { topic, qos, payload } = packet;
      this.published.push({ topic, qos, text: payload.toString(), clientId: client?.id ?? '' });
      if (this.cutsAtPublish > 0) {
        this.cutsAtPublish -= 1;
        this.drop();
      }
      done(null);
    };
    const onConnection = (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      aedes.handle(socket);
    };
    const server = tls ? createTlsServer(tls, onConnection) : createServer({ noDelay: true }, onConnection);
    await new Promise<void>((done) => server.listen(this.chosenPort, '127.0.0.1', done));
    this.chosenPort = (server.address() as AddressInfo).port;
    this.aedes = aedes;
    this.server = server;
  }

  /** Cuts everybody off; they may come back at once. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    const { aedes, server } = this;
    this.aedes = undefined;
    this.server = undefined;
    const closed = new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    this.drop();
    await new Promise<void>((done) => (aedes ? aedes.close(() => done()) : done()));
    await closed;
  }
}
