/** What other workspaces may know of the server: the file that teaches it a chain. */
export { type ChainSeed, chainSeedSchema } from './seed/chain-seed.ts';
