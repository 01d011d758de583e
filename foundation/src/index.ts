export * from './backoff.ts';
export * from './canonical-json.ts';
export * from './clock.ts';
export * from './config.ts';
export * from './errors.ts';
export * from './log.ts';
export * from './process.ts';
export * from './random.ts';
