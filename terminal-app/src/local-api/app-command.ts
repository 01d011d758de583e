/**
 * Apps that may use the till's own API (docs/local-api.md):
 *
 *   node terminal-app/src/local-api/app-command.ts add NAME [--scopes status,orders,print]
 *   node terminal-app/src/local-api/app-command.ts list
 *   node terminal-app/src/local-api/app-command.ts remove NAME
 *
 * `add` shows the app's token, once. It works on the data folder of the till (QIANTAI_DATA_DIR), also while it runs.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { errorText } from '@qiantai/foundation';
import { AppsFile, appNameSchema, appsMax, type LocalApp, type Scope, scopes, tokenHash } from './apps-file.ts';

const usage = `usage: app-command.ts add NAME [--scopes ${scopes.join(',')}] | list | remove NAME`;

/** @returns what is shown. @throws Error with what is wrong */
export function runAppCommand(args: readonly string[], folder: string, makeToken: () => string = newToken): string {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { scopes: { type: 'string', default: scopes.join(',') } },
  });
  const [command, name, ...more] = positionals;
  if (more.length > 0) throw new Error(usage);
  const file = new AppsFile(folder);
  const apps = file.list();
  if (command === 'list' && name === undefined) {
    return apps.map((app) => `${app.name}  ${app.scopes.join(',')}`).join('\n') || 'There is no app yet.';
  }
  if (name === undefined || !appNameSchema.safeParse(name).success) {
    throw new Error(`${usage}\nNAME: 1 to 40 of lower-case letters, digits and dashes`);
  }
  const others = apps.filter((app) => app.name !== name);
  if (command === 'remove') {
    if (others.length === apps.length) throw new Error(`There is no app ${name}.`);
    file.save(others);
    return `${name} may not use this till any more.`;
  }
  if (command !== 'add') throw new Error(usage);
  if (others.length >= appsMax) throw new Error(`A till has at most ${appsMax} apps.`);
  const token = makeToken();
  const app: LocalApp = { name, tokenSha256: tokenHash(token).toString('hex'), scopes: scopesFrom(values.scopes) };
  file.save([...others, app]);
  return `${name} may: ${app.scopes.join(', ')}\ntoken (shown once): ${token}`;
}

function scopesFrom(text: string): Scope[] {
  return text.split(',').map((word) => {
    const scope = scopes.find((one) => one === word.trim());
    if (!scope) throw new Error(`There is no scope "${word.trim()}": ${scopes.join(', ')}`);
    return scope;
  });
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

if (import.meta.main) {
  const folder = process.env['QIANTAI_DATA_DIR'] ?? '.data/till'; // command setting
  try {
    process.stdout.write(`${runAppCommand(process.argv.slice(2), folder)}\n`);
  } catch (error) {
    process.stderr.write(`${errorText(error)}\n`);
    process.exitCode = 2;
  }
}
