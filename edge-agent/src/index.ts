/** What other houses may use of the edge agent: benchmarks and whole-system runs. */
/**
 * Flags of Node for the agent's process, which shares a small machine with its tills. Left alone, the heap takes what
 * the machine has before it collects, and what a page of settings leaves behind stays in the process. The bound is for
 * a store that is restored; a day's work stays below 150 MB in all. `NODE_COMPILE_CACHE` saves the compiler's memory.
 */
export const agentNodeFlags: readonly string[] = [
  '--optimize-for-size',
  '--max-semi-space-size=2',
  '--max-old-space-size=384',
];
export type { Agent, AgentOptions } from './agent.ts';
export { certificateRequest } from './enrolment/certificate-request.ts';
export { deviceKeyFromPem, openDeviceKey } from './enrolment/device-key.ts';
export { type Journal, type JournalInput, openJournal } from './journal/journal.ts';
export { type JournalProof, verifyJournal } from './journal/verify.ts';
export { openSettingsStore, type SettingsStore } from './settings/settings-store.ts';
export { openStore, type Store } from './store/database.ts';
export { startAgent } from './supervised-agent.ts';
