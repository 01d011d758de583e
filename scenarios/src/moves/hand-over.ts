/** An agent goes over to new hardware: the sealed export, another data folder, another process with a code of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activationCodeOf, type Store, type World } from '../faults/harness.ts';
import { agentCommand } from './agent-command.ts';

const passphrase = 'correct horse battery staple';

/**
 * @param nth which device of the store the new one is, from 1
 * @returns the store as it goes on; it stands in the world in the place of the old one
 */
export async function handOver(world: World, store: Store, nth: number): Promise<Store> {
  await store.agent.stop();
  const moved = await importElsewhere(world, store, nth);
  const env = { QIANTAI_DATA_DIR: moved, ACTIVATION_CODE: activationCodeOf(store.id, nth) };
  // The tills are paired by what the export holds, not by their standing secrets.
  const agent = world.agentLike(store, `device-${nth + 1}`, env, ['TILL_TOKENS_FILE']);
  const said = await agent.start();
  const after = { ...store, agent, dataDir: moved, databaseFile: String(said['databaseFile']) };
  world.stores = world.stores.map((one) => (one === store ? after : one));
  return after;
}

async function importElsewhere(world: World, store: Store, nth: number): Promise<string> {
  const [file, passphraseFile] = [`export-${nth}.qhx`, 'passphrase'].map((name) => join(world.folder, name)) as [
    string,
    string,
  ];
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
  await agentCommand(store.dataDir, 'export', '--to', file, '--passphrase-file', passphraseFile);
  const moved = join(world.folder, `agent-${store.id}-device-${nth + 1}`);
  mkdirSync(moved);
  await agentCommand(moved, 'import', '--from', file, '--passphrase-file', passphraseFile);
  return moved;
}
