/** What other workspaces may know of the server: the file that teaches it a chain, and how it is run. */
/**
 * Flags of Node for the server's process. Left alone, the heap takes what the machine has before it collects, half a
 * gigabyte at 256 postings in flight; what is in use then is well below a hundred megabytes.
 */
export const serverNodeFlags: readonly string[] = ['--max-semi-space-size=16', '--max-old-space-size=208'];
/** For whole-system runs that need certificates of another day. */
export { openCertificateAuthority } from './enrolment/certificate-authority.ts';
export { type ChainSeed, chainSeedSchema } from './seed/chain-seed.ts';
/** What is wrong with a seed beyond its schema, one sentence each. */
export { seedFaults } from './seed/check-seed.ts';
