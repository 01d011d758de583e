/**
 * `node edge-agent/src/tills/pair-command.ts TERMINAL [http://127.0.0.1:8061]`: asks the running agent for a pairing
 * code and prints it.
 */
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';

const madeSchema = z.object({ terminalId: z.string(), code: z.string(), expiresAtMs: z.number() });

async function main(): Promise<void> {
  const [terminal, page = 'http://127.0.0.1:8061'] = process.argv.slice(2);
  if (terminal === undefined) throw new Error('which terminal? pair-command.ts TERMINAL [address of the status page]');
  const { origin } = new URL(page);
  const reply = await fetch(`${origin}/pair`, {
    method: 'POST',
    headers: { origin, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ terminal }).toString(),
  });
  if (!reply.ok) throw new Error(`the agent refused: ${reply.status} ${await reply.text()}`);
  const made = madeSchema.parse(await reply.json());
  process.stdout.write(`${made.code}\ngood until ${new Date(made.expiresAtMs).toISOString()}, once\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 1;
});
