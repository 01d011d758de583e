export * from './enums.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './journal.ts';
export * from './money.ts';
export * from './numbers.ts';
export * from './services.ts';
export * from './settings.ts';
