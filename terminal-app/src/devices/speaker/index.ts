/** The till's speaker, for tests of other workspaces. */
export { MqttTransport } from '../transport/mqtt.ts';
export { TestBroker } from '../transport/test-broker.ts';
export { announcementOf } from './announcement.ts';
export { Speaker } from './speaker.ts';
export { answerTopics } from './thing-model.ts';
