/**
 * Node's HTTP server. Imported by name, `node:http` would be read whole, with a second client that nobody here uses:
 * 40 ms of each start, and 2 MB.
 */
export const { createServer } = process.getBuiltinModule('node:http');
