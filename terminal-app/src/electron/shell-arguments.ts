import { z } from 'zod';

const schema = z.object({
  till: z
    .url({ protocol: /^ws$/, hostname: /^(127\.0\.0\.1|localhost)$/ })
    .describe('the WebSocket of the till on this machine'),
  pages: z.string().min(1),
});

export interface ShellArguments {
  socketUrl: string;
  pagesFolder: string;
}

/**
 * Reads `--till=` and `--pages=` from the command line.
 * @throws Error that names what is missing or not right; a till that is not on this machine is refused.
 */
export function readShellArguments(argv: readonly string[]): ShellArguments {
  const given = Object.fromEntries(
    argv
      .map((argument) => /^--(till|pages)=(.+)$/.exec(argument))
      .flatMap((found) => (found ? [[found[1], found[2]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return { socketUrl: result.data.till, pagesFolder: result.data.pages };
  const lines = result.error.issues.map((issue) => `  --${issue.path.join('.')}=: ${issue.message}`);
  throw new Error(`The shell was started with arguments that are not right:\n${lines.join('\n')}`);
}
