import { packageVersion } from '@qiantai/foundation';

/** What this agent is. */
export const agentVersion = packageVersion(new URL('../package.json', import.meta.url));
