/** The agent's settings, read once from the environment (docs/processes.md lists them). */
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
  /** JSON object: terminal id to token. */
  TILL_TOKENS_FILE: z.string().min(1),
  /** Keys of what is sealed in the database; best on another volume than the data. */
  AGENT_KEY_FILE: z.string().optional(),
});

export interface AgentConfig {
  dataDir: string;
  grpcPort: number;
  statusPort: number;
  serverAddress: string;
  enrolmentAddress: string;
  serverCaFile: string;
  activationCode: string | undefined;
  tillTokensFile: string;
  /** Undefined: `secret.key` in the data folder. */
  keyFile?: string | undefined;
}

/** @throws Error that names every bad variable. */
export function readAgentConfig(env: Readonly<Record<string, string | undefined>>): AgentConfig {
  const values = readConfig(schema, env);
  return {
    dataDir: values.QIANTAI_DATA_DIR,
    grpcPort: values.AGENT_GRPC_PORT,
    statusPort: values.STATUS_PORT,
    serverAddress: values.SERVER_ADDRESS,
    enrolmentAddress: values.ENROLMENT_ADDRESS,
    serverCaFile: values.SERVER_CA_FILE,
    activationCode: values.ACTIVATION_CODE || undefined,
    tillTokensFile: values.TILL_TOKENS_FILE,
    keyFile: values.AGENT_KEY_FILE || undefined,
  };
}
