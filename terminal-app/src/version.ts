import { packageVersion } from '@qiantai/foundation';

/** What this till is. */
export const tillVersion = packageVersion(new URL('../package.json', import.meta.url));
