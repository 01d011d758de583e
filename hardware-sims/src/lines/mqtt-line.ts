/** The cloud speaker's way to its broker, MQTT 3.1.1 with QoS 1 (docs/protocols/speaker.md). */
import { errorText } from '@qiantai/foundation';
import { connect, type MqttClient } from 'mqtt';
import type { Line, LineEvents, LineFrame, MessageTopic } from './line.ts';

const reconnectMs = 1000;
const topicNames: Readonly<Record<MessageTopic, string>> = {
  reply: 'service/SpeechPost_reply',
  property_reply: 'service/property/set_reply',
  event: 'event/SpeechPlayed/post',
};

export interface MqttLineOptions {
  broker: string;
  productKey: string;
  deviceName: string;
  secret: string;
}

export class MqttLine implements Line {
  readonly address: string;
  private readonly options: MqttLineOptions;
  private readonly requestTopic: string;
  private readonly propertyTopic: string;
  private client: MqttClient | undefined;
  private peerThere = false;

  constructor(options: MqttLineOptions) {
    this.options = options;
    this.requestTopic = `${this.topicRoot()}/service/SpeechPost`;
    this.propertyTopic = `${this.topicRoot()}/service/property/set`;
    this.address = `${options.broker}${this.requestTopic}`;
  }

  get peer(): boolean {
    return this.peerThere;
  }

  async plug(events: LineEvents): Promise<void> {
    if (this.client) return;
    const { broker, deviceName, productKey, secret } = this.options;
    const client = connect(broker, {
      protocolVersion: 4,
      clientId: deviceName,
      username: `${deviceName}&${productKey}`,
      password: secret,
      // A session that outlives the connection: the broker keeps what came while the speaker was away.
      clean: false,
      reconnectPeriod: reconnectMs,
      resubscribe: false,
    });
    this.client = client;
    client.on('connect', () => {
      client.subscribe(this.requestTopic, { qos: 1 }, (error) => {
        if (error) {
          events.trouble(`the broker refuses ${this.requestTopic}: ${errorText(error)}`);
          return;
        }
        this.peerThere = true;
        events.peerArrived();
      });
      // A broker that keeps properties to itself refuses it: the volume stays as it is.
      client.subscribe(this.propertyTopic, { qos: 1 }, () => undefined);
    });
    client.on('message', (topic, payload) => {
      if (topic === this.requestTopic || topic === this.propertyTopic) events.received(payload);
    });
    client.on('error', (error) => events.trouble(`broker: ${errorText(error)}`));
    client.on('close', () => {
      if (!this.peerThere) return;
      this.peerThere = false;
      events.peerLeft();
    });
  }

  async unplug(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // Power is cut, not taken leave of: the connection ends without a DISCONNECT packet.
    await client?.endAsync(true);
  }

  send(frame: LineFrame): void {
    const name = topicNames[frame.topic ?? 'reply'];
    this.client?.publish(`${this.topicRoot()}/${name}`, Buffer.from(frame.bytes), { qos: 1 });
  }

  private topicRoot(): string {
    return `/sys/${this.options.productKey}/${this.options.deviceName}/thing`;
  }
}
