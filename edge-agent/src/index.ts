/** What other houses may use of the edge agent: benchmarks and whole-system runs. */
export { type Agent, type AgentOptions, startAgent } from './agent.ts';
export { certificateRequest } from './enrolment/certificate-request.ts';
export { deviceKeyFromPem, openDeviceKey } from './enrolment/device-key.ts';
export { type Journal, type JournalInput, openJournal } from './journal/journal.ts';
export { type JournalProof, verifyJournal } from './journal/verify.ts';
export { openStore, type Store } from './store/database.ts';
