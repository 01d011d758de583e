/** Writes down what a pool sends to its database, for tests that bound the round trips of a piece of work. */
import type pg from 'pg';

/** The name of each statement, or how its text begins, in the order sent, of `work` and what runs beside it. */
export async function statementsOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const mended: Array<() => void> = [];
  const seen = new Set<pg.PoolClient>();
  const listen = (client: pg.PoolClient): void => {
    if (seen.has(client)) return;
    seen.add(client);
    const { query } = client;
    // Whatever form the caller uses, it is handed on as it is.
    const counting = (...given: unknown[]): unknown => {
      sent.push(nameOf(given[0]));
      return Reflect.apply(query, client, given);
    };
    Object.assign(client, { query: counting });
    mended.push(() => Object.assign(client, { query }));
  };
  pool.on('acquire', listen);
  try {
    await work();
    return sent;
  } finally {
    pool.off('acquire', listen);
    for (const mend of mended) mend();
  }
}

function nameOf(query: unknown): string {
  if (typeof query === 'string') return query.slice(0, 60);
  if (typeof query !== 'object' || query === null) return '?';
  if ('name' in query && typeof query.name === 'string') return query.name;
  return 'text' in query && typeof query.text === 'string' ? query.text.slice(0, 60) : '?';
}
