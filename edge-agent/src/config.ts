/** The agent's settings, read once from the environment (docs/processes.md lists them). */
import { isIP } from 'node:net';
import { portSetting, readConfig } from '@qiantai/foundation';
import { z } from 'zod';

const address = (preset: string) =>
  z
    .string()
    .regex(/^[^\s:/]+:[0-9]{1,5}$/, 'host:port')
    .default(preset);

const schema = z.object({
  QIANTAI_DATA_DIR: z.string().min(1).default('.data/edge-agent'),
  AGENT_GRPC_PORT: portSetting(50061),
  /** Where tills may call from: the loopback alone, an address of the store's network, or 0.0.0.0 for all. */
  AGENT_LISTEN: z
    .string()
    .refine((text) => isIP(text) !== 0, 'an IP address of this machine')
    .default('127.0.0.1'),
  /** Names and addresses that tills call this agent by, with commas between, beside localhost and the host's name. */
  AGENT_NAMES: z
    .string()
    .regex(/^([A-Za-z0-9.:-]{1,253}(,[A-Za-z0-9.:-]{1,253}){0,19})?$/, 'names or addresses with commas between')
    .default(''),
  STATUS_PORT: portSetting(8061),
  SERVER_ADDRESS: address('localhost:50051'),
  ENROLMENT_ADDRESS: address('localhost:50052'),
  /** PEM of the authority that signed the server's certificate. */
  SERVER_CA_FILE: z.string().min(1).default('.data/acquiring-server/authority/authority.pem'),
  /** Needed until the agent is enrolled. */
  ACTIVATION_CODE: z
    .string()
    .regex(/^([A-Z0-9-]{8,64})?$/, 'letters, digits and hyphens, 8 to 64')
    .optional(),
  /** JSON object: terminal id to standing secret. Tills of it pair without a code, once each. */
  TILL_TOKENS_FILE: z.string().min(1).optional(),
  /** Keys of what is sealed in the database; best on another volume than the data. */
  AGENT_KEY_FILE: z.string().optional(),
});

export interface AgentConfig {
  dataDir: string;
  grpcPort: number;
  listen: string;
  names: readonly string[];
  statusPort: number;
  serverAddress: string;
  enrolmentAddress: string;
  serverCaFile: string;
  activationCode: string | undefined;
  tillTokensFile: string | undefined;
  /** Undefined: `secret.key` in the data folder. */
  keyFile?: string | undefined;
}

/** @throws Error that names every bad variable. */
export function readAgentConfig(env: Readonly<Record<string, string | undefined>>): AgentConfig {
  const values = readConfig(schema, env);
  return {
    dataDir: values.QIANTAI_DATA_DIR,
    grpcPort: values.AGENT_GRPC_PORT,
    listen: values.AGENT_LISTEN,
    names: values.AGENT_NAMES.split(',').filter((name) => name !== ''),
    statusPort: values.STATUS_PORT,
    serverAddress: values.SERVER_ADDRESS,
    enrolmentAddress: values.ENROLMENT_ADDRESS,
    serverCaFile: values.SERVER_CA_FILE,
    activationCode: values.ACTIVATION_CODE || undefined,
    tillTokensFile: values.TILL_TOKENS_FILE,
    keyFile: values.AGENT_KEY_FILE || undefined,
  };
}
