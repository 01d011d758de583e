/** The agent's own word that it will not. */
export class RefusedByAgent extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}
