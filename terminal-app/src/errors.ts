import { errorRegistry, type GrpcStatusName } from '@qiantai/foundation';

const refusal = (message: string, grpc: GrpcStatusName = 'FAILED_PRECONDITION', http = 409) => ({
  message,
  grpc,
  http,
  retryable: false,
});
const passing = (message: string) => ({
  message,
  grpc: 'UNAVAILABLE' as const,
  http: 503,
  retryable: true,
});

/** Faults of the till. What a cashier is told stands in the screen's catalogue under the same codes. */
export const tillError = errorRegistry({
  TILL_BAD_COMMAND: refusal('The message is not a command of the till: {why}.', 'INVALID_ARGUMENT', 400),
  TILL_BAD_RECORD: refusal(
    "The till's own record {file} cannot be read: {why}. Keep the file and call support: it may name a payment.",
    'INTERNAL',
    500,
  ),
  TILL_BAD_IDENTITY: refusal(
    "The till's certificate in {file} cannot be read: {why}. Put the file aside and pair the till again.",
    'INTERNAL',
    500,
  ),
  TILL_RECORDS_FULL: refusal(
    "The till's own record holds {count} entries and takes no more: the agent has to come back first.",
  ),
  TILL_FOLDER_BUSY: refusal('Another till works in {folder}. One till for each data folder: stop the other one.'),
  AGENT_GONE: passing('The edge agent at {address} does not answer.'),
  AGENT_BAD_ANSWER: refusal("The edge agent's answer to {call} is not right: {why}.", 'INTERNAL', 500),
  DEVICE_NOT_CONNECTED: passing('The {device} is not connected.'),
  BROKER_AWAY: passing('The MQTT broker {address} does not answer: {why}.'),
  BROKER_UNTRUSTED: refusal('The certificate of the MQTT broker {address} is not trusted: {why}.', 'UNAVAILABLE', 503),
  BROKER_REFUSED_LOGIN: refusal('The MQTT broker {address} refuses the login: {why}.', 'PERMISSION_DENIED', 403),
  BROKER_REFUSED_TOPIC: refusal('The MQTT broker {address} refuses the topics: {why}.', 'PERMISSION_DENIED', 403),
  DEVICE_BAD_ADDRESS: refusal('"{text}" is not a device address: {why}.', 'INVALID_ARGUMENT', 400),
  DEVICE_BAD_SETTINGS: refusal(
    'The devices that were set up stand in {file}, which cannot be read: {why}. Put it aside to begin anew.',
    'INTERNAL',
    500,
  ),
  DEVICE_QUEUE_FULL: passing('The {device} has {count} jobs waiting and takes no more.'),
  READER_MESSAGE_TOO_LONG: refusal(
    'A message of {length} bytes does not fit a frame of the reader.',
    'INVALID_ARGUMENT',
    400,
  ),
  READER_BAD_TLV: refusal('The card data is no TLV: {why}.', 'INVALID_ARGUMENT', 400),
});
