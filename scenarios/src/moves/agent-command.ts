/** What a person does to a stopped agent, as the runbooks say it: the command itself, as a process. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../../edge-agent/src/agent-command.ts', import.meta.url));

/** @throws Error with what the command said where it was refused */
export async function agentCommand(dataDir: string, ...args: string[]): Promise<Record<string, unknown>> {
  const env = { PATH: process.env['PATH'], QIANTAI_DATA_DIR: dataDir }; // command setting
  const { stdout } = await run(process.execPath, [program, ...args], { env });
  return JSON.parse(stdout) as Record<string, unknown>;
}
