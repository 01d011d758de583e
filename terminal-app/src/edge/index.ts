/** How a program takes a till's place at the agent: whole-system runs do. */
export { agentChannel } from './agent-channel.ts';
export { pairTill } from './pairing.ts';
export { IdentityFile, type TillIdentity } from './till-identity.ts';
