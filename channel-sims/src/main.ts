import { runProcess } from '@qiantai/foundation';
import { startFromSettings } from './start.ts';

await runProcess('channel-sims', (context) => startFromSettings(context, context.env));
