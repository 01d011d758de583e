/** What other houses may use of the edge agent: benchmarks and whole-system runs. */
export { type Agent, type AgentOptions, startAgent } from './agent.ts';
/**
 * Bounds of the heap: what lives long is little, and without them what a page of settings leaves behind stays in the
 * process for as long as it finds memory. `NODE_COMPILE_CACHE` saves the compiler's memory as well.
 */
export const agentNodeFlags: readonly string[] = ['--max-semi-space-size=1', '--max-old-space-size=56'];
export { deviceKeyFromPem, openDeviceKey } from './enrolment/device-key.ts';
export { type Journal, type JournalInput, openJournal } from './journal/journal.ts';
export { type JournalProof, verifyJournal } from './journal/verify.ts';
export { openSettingsStore, type SettingsStore } from './settings/settings-store.ts';
export { openStore, type Store } from './store/database.ts';
