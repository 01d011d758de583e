/** The server's settings (docs/processes.md). */
import { resolve } from 'node:path';
import { portSetting, readConfig } from '@qiantai/foundation';
import { z } from 'zod';
import type { ProviderSettings } from './accounts/provider-exchange.ts';

/** `https://app:secret@host/`: where a provider is, and as whom it is asked. */
const providerSetting = z.url({ protocol: /^https?$/ }).transform((text, context): ProviderSettings => {
  const url = new URL(text);
  const [appId, secret] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  if (appId === '' || secret === '') context.addIssue('app and secret stand before the host: https://app:secret@host');
  return { baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), appId, secret };
});

const configSchema = z.object({
  QIANTAI_DATA_DIR: z
    .string()
    .min(1)
    .default('.data/acquiring-server')
    .transform((path) => resolve(path)),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  GRPC_PORT: portSetting(50_051),
  ENROLMENT_PORT: portSetting(50_052),
  OPERATIONS_PORT: portSetting(50_053),
  HTTP_PORT: portSetting(8080),
  MQTT_PORT: portSetting(1883),
  SEED_FILE: z.string().min(1).optional(),
  PUBLIC_HTTP_URL: z.url({ protocol: /^https?$/ }).optional(),
  IDENTITY_PROVIDER: providerSetting.optional(),
  SMS_PROVIDER: providerSetting.optional(),
});

export interface ServerConfig {
  dataDir: string;
  /** Undefined: a PostgreSQL of our own in the data folder. */
  databaseUrl: string | undefined;
  grpcPort: number;
  enrolmentPort: number;
  operationsPort: number;
  httpPort: number;
  mqttPort: number;
  seedFile: string | undefined;
  /** What channels reach the server's HTTP under; undefined: its own loopback address. */
  publicHttpUrl: string | undefined;
  /** Of identity checks and of text messages; undefined: accounts wait for their identity, no code is sent. */
  identityProvider: ProviderSettings | undefined;
  smsProvider: ProviderSettings | undefined;
}

/** @throws Error that names every bad variable. */
export function readServerConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const settings = readConfig(configSchema, withoutEmpty(env));
  return {
    dataDir: settings.QIANTAI_DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    grpcPort: settings.GRPC_PORT,
    enrolmentPort: settings.ENROLMENT_PORT,
    operationsPort: settings.OPERATIONS_PORT,
    httpPort: settings.HTTP_PORT,
    mqttPort: settings.MQTT_PORT,
    seedFile: settings.SEED_FILE,
    publicHttpUrl: settings.PUBLIC_HTTP_URL?.replace(/\/+$/, ''),
    identityProvider: settings.IDENTITY_PROVIDER,
    smsProvider: settings.SMS_PROVIDER,
  };
}

/** `NAME=` in a shell or a unit file means that the name is not set. */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
