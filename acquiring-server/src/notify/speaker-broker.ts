/**
 * The embedded MQTT broker (3.1.1) for the stores' cloud speakers. A device logs in with its secret, hears its
 * own requests, and may publish its own answers and events; nothing else.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { errorText, type Log } from '@qiantai/foundation';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { SpeakerName, SpeakerStore } from '../merchants/speaker-store.ts';
import {
  readSpeakerMessage,
  type SpeakerMessage,
  speakerMessageBytesMax,
  speakerOfLogin,
  speakerTopics,
} from './speaker-messages.ts';

export interface SpeakerBroker {
  port: number;
  url: string;
  /** Speakers that listen to their requests here and now. */
  listening(): SpeakerName[];
  /** Hands a request to the broker with QoS 1. */
  publish(speaker: SpeakerName, request: string): Promise<void>;
  stop(): Promise<void>;
}

export interface SpeakerBrokerOptions {
  speakers: Pick<SpeakerStore, 'knows'>;
  /** A speaker began to listen. */
  onListening: (speaker: SpeakerName) => void;
  onMessage: (speaker: SpeakerName, message: SpeakerMessage) => void;
  log: Log;
  /** 0: the system chooses. */
  port: number;
}

const connectionCountMax = 10_000;

export async function startSpeakerBroker(options: SpeakerBrokerOptions): Promise<SpeakerBroker> {
  const { log } = options;
  const loggedIn = new WeakMap<Client, SpeakerName>();
  const listening = new Map<string, { speaker: SpeakerName; client: Client }>();
  const nowListening = (speaker: SpeakerName, client: Client) => {
    listening.set(nameOf(speaker), { speaker, client });
    log.info({ ...speaker }, 'speaker.listening');
    options.onListening(speaker);
  };
  const aedes = await Aedes.createBroker({
    connectTimeout: 10_000,
    keepaliveLimit: 600,
    maxTopicLevels: 10,
    authenticate: (client, user, password, done) => {
      const speaker = speakerOfLogin(client.id, user);
      knows(options, speaker, password).then(
        (known) => {
          if (known && speaker) loggedIn.set(client, speaker);
          else log.warn({ clientId: client.id }, 'speaker.login_refused');
          done(known ? null : refusal(badLogin), known);
        },
        (error: unknown) => {
          log.error({ clientId: client.id, error: errorText(error) }, 'speaker.login_fault');
          done(refusal(unavailable), false);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      const speaker = client && loggedIn.get(client);
      const topics = speaker && speakerTopics(speaker);
      const mine = topics && (packet.topic === topics.answer || packet.topic === topics.played);
      const small = packet.payload.length <= speakerMessageBytesMax;
      done(mine && small && !packet.retain ? null : new Error('not a topic of this speaker'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const speaker = loggedIn.get(client);
      const mine = speaker && subscription.topic === speakerTopics(speaker).request;
      // No subscription is answered with the failure of SUBACK (MQTT 3.1.1, 3.9.3); the line stays.
      done(null, mine ? subscription : null);
    },
  });
  aedes.on('subscribe', (subscriptions, client) => {
    const speaker = client && loggedIn.get(client);
    if (speaker && subscriptions.some(({ topic }) => topic === speakerTopics(speaker).request)) {
      nowListening(speaker, client);
    }
  });
  aedes.on('clientReady', (client) => {
    // A session that is taken up again brings its subscription with it.
    const speaker = loggedIn.get(client);
    if (speaker && !client.clean) nowListening(speaker, client);
  });
  aedes.on('clientDisconnect', (client) => {
    const speaker = loggedIn.get(client);
    // A device that logs in again takes the place of its older connection before that one is gone.
    if (speaker && listening.get(nameOf(speaker))?.client === client) listening.delete(nameOf(speaker));
  });
  aedes.on('publish', (packet, client) => {
    const speaker = client && loggedIn.get(client);
    if (!speaker) return;
    const message = readSpeakerMessage(speaker, packet.topic, Buffer.from(packet.payload));
    if (message) options.onMessage(speaker, message);
    else log.warn({ ...speaker, topic: packet.topic }, 'speaker.message_not_understood');
  });
  aedes.on('clientError', (client, error) => log.warn({ clientId: client.id, error: error.message }, 'speaker.error'));
  aedes.on('connectionError', (_client, error) => log.warn({ error: error.message }, 'speaker.connection_error'));

  const { server, sockets } = await listen(options.port, (socket) => void aedes.handle(socket));
  const port = portOf(server);
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    listening: () => [...listening.values()].map(({ speaker }) => speaker),
    publish: async (speaker, request) => await publish(aedes, speakerTopics(speaker).request, request),
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await new Promise<void>((done) => aedes.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function knows(
  options: SpeakerBrokerOptions,
  speaker: SpeakerName | undefined,
  password: Buffer | undefined,
): Promise<boolean> {
  if (!speaker || !password || password.length > 256) return false;
  return await options.speakers.knows(speaker, password.toString('utf8'));
}

/** MQTT 3.1.1, 3.2.2.3: connect return codes. */
const unavailable = 3;
const badLogin = 4;

function refusal(returnCode: number): AuthenticateError {
  return Object.assign(new Error('not let in'), { returnCode }) as AuthenticateError;
}

function nameOf({ productKey, deviceName }: SpeakerName): string {
  return `${productKey}/${deviceName}`;
}

async function publish(aedes: Aedes, topic: string, payload: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    const packet = { cmd: 'publish', qos: 1, dup: false, retain: false, topic, payload } as const;
    aedes.publish(packet, (error) => (error ? failed(error) : done()));
  });
}

async function listen(
  port: number,
  onConnection: (socket: Socket) => void,
): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  server.maxConnections = connectionCountMax;
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  return { server, sockets };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the broker has no port');
  return address.port;
}
