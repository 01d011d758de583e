/**
 * `npm run power-cuts -- [--seeds N] [--stops N] [--frames N]`: the long form; a report as JSON, exit 1 where a
 * finding is. Without `--frames` every frame of every log is cut at.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '@qiantai/foundation';
import { cutPower } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    stops: { type: 'string', default: '40' },
    frames: { type: 'string' },
  },
});
let found = 0;
for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const report = await cutPower({
    ...{ seed, stops: Number(values.stops), clock: systemClock },
    ...(values.frames === undefined ? {} : { framesMax: Number(values.frames) }),
  });
  found += report.findings.length;
  process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
}
process.exitCode = found === 0 ? 0 : 1;
