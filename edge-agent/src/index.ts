/** What other houses may use of the edge agent: benchmarks and whole-system runs. */
/**
 * Flags of Node for the agent's process, which shares a small machine with its tills. Left alone, the heap takes what
 * the machine has before it collects.
 */
export const agentNodeFlags: readonly string[] = ['--max-semi-space-size=1', '--max-old-space-size=64'];
export { type Agent, type AgentOptions, startAgent } from './agent.ts';
export { deviceKeyFromPem, openDeviceKey } from './enrolment/device-key.ts';
export { type Journal, type JournalInput, openJournal } from './journal/journal.ts';
export { type JournalProof, verifyJournal } from './journal/verify.ts';
export { openStore, type Store } from './store/database.ts';
