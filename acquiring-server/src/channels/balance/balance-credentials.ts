import { z } from 'zod';

const minorText = z
  .string()
  .regex(/^[0-9]{1,15}$/)
  .transform((text) => BigInt(text));

/** Terms of a merchant's "account" at our own books of members: whose members pay there, and how much. */
export const balanceCredentialsSchema = z.object({
  /** A merchant's id, or `@platform`. */
  companyId: z.string().min(1).max(64),
  /** Above it the member is asked for the payment password; 0: always. */
  passwordFreeMinorMax: minorText.default(20_000n),
  /** What a member pays on one day (Beijing) without being asked; above it each payment asks. */
  passwordFreeDayMinorMax: minorText.default(100_000n),
  /** What a member pays on one day at all. */
  dayMinorMax: minorText.default(2_000_000n),
});

export type BalanceCredentials = z.infer<typeof balanceCredentialsSchema>;
