/** What carries a device's bytes to the till. */

export interface LineEvents {
  received(bytes: Uint8Array): void;
  peerArrived(): void;
  peerLeft(): void;
  /** Something a person should see in the log: a full buffer, a refused login. */
  trouble(words: string): void;
}

/** Where a device behind a broker says something: an answer, an answer about a property, an event. */
export const messageTopics = ['reply', 'property_reply', 'event'] as const;
export type MessageTopic = (typeof messageTopics)[number];

export interface LineFrame {
  bytes: Uint8Array;
  topic?: MessageTopic;
}

export interface Line {
  /** Where the till finds the device: a path, host and port, a topic. */
  readonly address: string;
  /** Whether somebody is at the other end. What is sent to nobody is lost. */
  readonly peer: boolean;
  plug(events: LineEvents): Promise<void>;
  unplug(): Promise<void>;
  send(frame: LineFrame): void;
}
