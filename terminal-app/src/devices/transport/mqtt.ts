/**
 * A device behind an MQTT 3.1.1 broker: what is written is published, what comes on the topics that are listened to is
 * read, each message whole. Both with QoS 1, so a message may come twice: whoever reads it knows it by its own id.
 *
 * The session is clean: what a broker kept from before would be old news here, and what was not confirmed is said again
 * by the driver. A broker that is away is KeptLink's to find again.
 */
import { errorText } from '@qiantai/foundation';
import type { MqttClient } from 'mqtt';
import { tillError } from '../../errors.ts';
import type { Link, LinkHandlers, Transport } from './port.ts';

export interface MqttLogin {
  /** '': one of chance. Two with one id drive each other out. */
  clientId: string;
  /** '': none, and no password either. */
  user: string;
  password: string;
}

export interface MqttTransportOptions {
  host: string;
  port: number;
  /** Over TLS; the broker's certificate is checked by the authorities that the system trusts. */
  secure: boolean;
  login: MqttLogin;
  listenTo: readonly string[];
}

/** CONNACK, 3.2.2.3: an identifier, a login or a right that the broker does not take. */
const refusedLogin: ReadonlySet<unknown> = new Set([2, 4, 5]);
/** What Node says of a certificate that it does not take: self-signed, ended, another name's, without an issuer. */
const untrusted = /CERT|LEAF_SIGNATURE/;
const openTimeoutMs = 5_000;
/** A broker that says nothing for one and a half of it is gone. */
const keepAliveSeconds = 15;
/** No message of a device comes near. */
const messageBytesMax = 8_192;
const qos = 1;

export class MqttTransport implements Transport {
  readonly address: string;
  readonly reopenBackoff = { firstMs: 500, maxMs: 30_000 };
  private readonly options: MqttTransportOptions;

  constructor(options: MqttTransportOptions) {
    this.options = options;
    this.address = `${options.secure ? 'mqtts' : 'mqtt'}:${options.host}:${options.port}`;
  }

  async open(handlers: LinkHandlers, stopping?: AbortSignal): Promise<Link> {
    const client = await this.connected(stopping);
    try {
      await this.listen(client, handlers);
    } catch (error) {
      await ended(client);
      throw error;
    }
    let told = false;
    client.once('close', () => {
      if (told) return;
      told = true;
      // What it was still publishing is rejected.
      void ended(client);
      handlers.onClose('the broker is gone');
    });
    return {
      write: async (bytes, topic) => {
        if (!topic) throw new Error('a message without a topic');
        await client.publishAsync(topic, Buffer.from(bytes), { qos });
      },
      close: () => ended(client),
    };
  }

  private async connected(stopping: AbortSignal | undefined): Promise<MqttClient> {
    const { host, port, secure, login } = this.options;
    const { connect } = await import('mqtt');
    const client = connect({
      protocol: secure ? 'mqtts' : 'mqtt',
      protocolVersion: 4,
      host,
      port,
      clean: true,
      keepalive: keepAliveSeconds,
      connectTimeout: openTimeoutMs,
      // KeptLink opens again; a client that does so by itself would hide that the line was gone.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      ...(login.clientId ? { clientId: login.clientId } : {}),
      ...(login.user ? { username: login.user, password: login.password } : {}),
    });
    let why: unknown;
    // An error without a listener would end the process; the close that follows tells of it.
    client.on('error', (error) => {
      why = error;
    });
    try {
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve());
        client.once('close', () => reject(refusalOf(why, this.address)));
        stopping?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
        if (stopping?.aborted) reject(new Error('stopped'));
      });
    } catch (error) {
      await ended(client);
      throw error;
    }
    return client;
  }

  private async listen(client: MqttClient, handlers: LinkHandlers): Promise<void> {
    const { listenTo } = this.options;
    client.on('message', (topic, payload) => {
      if (listenTo.includes(topic) && payload.length <= messageBytesMax) handlers.onData(payload);
    });
    let granted: ReadonlyArray<{ qos: number }>;
    try {
      granted = await client.subscribeAsync([...listenTo], { qos });
    } catch (error) {
      throw tillError('BROKER_REFUSED_TOPIC', { address: this.address, why: errorText(error) }, { cause: error });
    }
    // SUBACK, 3.9.3: 80 is a refusal.
    if (granted.length < listenTo.length || granted.some((one) => one.qos > 2)) {
      throw tillError('BROKER_REFUSED_TOPIC', { address: this.address, why: 'it lets this login not listen' });
    }
  }
}

function refusalOf(why: unknown, address: string): Error {
  if (why instanceof Error && 'code' in why && refusedLogin.has(why.code)) {
    return tillError('BROKER_REFUSED_LOGIN', { address, why: why.message }, { cause: why });
  }
  if (why instanceof Error && 'code' in why && untrusted.test(String(why.code))) {
    return tillError('BROKER_UNTRUSTED', { address, why: why.message }, { cause: why });
  }
  return tillError('BROKER_AWAY', { address, why: why ? errorText(why) : 'no answer' });
}

/** At once, without a word to the broker. */
async function ended(client: MqttClient): Promise<void> {
  await client.endAsync(true).catch(() => undefined);
}
