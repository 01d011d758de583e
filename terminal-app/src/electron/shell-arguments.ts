import { z } from 'zod';

const schema = z.object({
  till: z
    .url({ protocol: /^ws$/, hostname: /^(127\.0\.0\.1|localhost)$/ })
    .optional()
    .describe('the WebSocket of a till on this machine'),
  pages: z.string().min(1).optional(),
  data: z.string().min(1).optional(),
});

export interface ShellArguments {
  /** Undefined: the shell starts the till's host itself. */
  socketUrl: string | undefined;
  /** Undefined: what stands in the package. */
  pagesFolder: string | undefined;
  dataDir: string | undefined;
}

/**
 * Reads `--till=`, `--pages=` and `--data=` from the command line.
 * @throws Error that names what is not right; a till that is not on this machine is refused.
 */
export function readShellArguments(argv: readonly string[]): ShellArguments {
  const given = Object.fromEntries(
    argv
      .map((argument) => /^--(till|pages|data)=(.*)$/.exec(argument))
      .flatMap((found) => (found ? [[found[1], found[2]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) {
    const { till, pages, data } = result.data;
    return { socketUrl: till, pagesFolder: pages, dataDir: data };
  }
  const lines = result.error.issues.map((issue) => `  --${issue.path.join('.')}=: ${issue.message}`);
  throw new Error(`The shell was started with arguments that are not right:\n${lines.join('\n')}`);
}
