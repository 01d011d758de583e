import { currencySchema } from '@qiantai/protos';
import { z } from 'zod';

const hexBytes = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-fA-F]{${bytes * 2}}$`));

/** A merchant at a card acquirer: the host's line, its terminals with their master keys, the statement. */
export const cardCredentialsSchema = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  /** Field 42. */
  acceptorId: z.string().regex(/^[\x20-\x7e]{15}$/),
  tpduHex: hexBytes(5),
  headerHex: hexBytes(6),
  terminals: z
    .array(
      z.object({
        /** Field 41. */
        terminalId: z.string().regex(/^[0-9A-Z]{8}$/),
        masterKeyHex: hexBytes(16),
      }),
    )
    .max(10_000),
  /** Base derivation key of the readers' triple DES DUKPT. */
  bdkHex: hexBytes(16),
  /** Of readers with AES DUKPT: another key. */
  aesBdkHex: hexBytes(16).optional(),
  statementUrl: z.url(),
  statementSecret: z.string().min(1).max(512),
  /** Of the statement's decimals. */
  currency: currencySchema.default('CNY'),
});

export type CardCredentials = z.infer<typeof cardCredentialsSchema>;

export function masterKeyOf(credentials: CardCredentials, cardTerminalId: string): Buffer | undefined {
  const terminal = credentials.terminals.find((known) => known.terminalId === cardTerminalId);
  return terminal ? Buffer.from(terminal.masterKeyHex, 'hex') : undefined;
}
