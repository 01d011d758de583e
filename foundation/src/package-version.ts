import { readFileSync } from 'node:fs';

/**
 * The version of a workspace, from its package.json: `packageVersion(new URL('../package.json', import.meta.url))`.
 * @throws Error where it has none: a build that does not know what it is must not start
 */
export function packageVersion(packageJson: URL): string {
  const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version?: unknown };
  if (typeof version !== 'string' || version === '') throw new Error(`${packageJson.pathname} names no version`);
  return version;
}
