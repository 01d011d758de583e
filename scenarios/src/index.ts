/** What benchmarks and whole-system tests of other workspaces use. */
export { convenienceShelf, shelfArticles } from './catalogue/convenience-catalogue.ts';
export { Hands } from './demo/hands.ts';
export { readServerBooks } from './demo/server-books.ts';
export { TillClient } from './demo/till-client.ts';
export { demoOperators } from './suite/chain.ts';
export { ManagedProcess } from './suite/managed-process.ts';
export { type RunningSuite, type SuiteOptions, startSuite } from './suite/suite.ts';
export { freeSuitePorts } from './suite/suite-ports.ts';
