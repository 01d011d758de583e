import { createHash, randomBytes } from 'node:crypto';
import { silentLog, systemClock } from '@qiantai/foundation';
import { connectDatabase, type Database } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';

/** Databases by name; one thing at a time, since CREATE DATABASE takes its template for itself. */
export class TestDatabaseShelf {
  private readonly admin: Database;
  private readonly templates = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(admin: Database) {
    this.admin = admin;
  }

  urlOf(name: string): string {
    const url = new URL(this.admin.url);
    url.pathname = `/${name}`;
    return url.toString();
  }

  async take(migrations: string | null): Promise<string> {
    return await this.inTurn(async () => {
      const template = migrations === null ? 'template1' : await this.template(migrations);
      const name = `test_${randomBytes(6).toString('hex')}`;
      await this.admin.pool.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return name;
    });
  }

  async drop(name: string): Promise<void> {
    await this.inTurn(() => this.admin.pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).catch(
      () => undefined,
    );
  }

  private async template(folder: string): Promise<string> {
    const texts = (await readMigrations(folder)).map((migration) => `${migration.name} ${migration.checksum}`);
    const hash = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
    const held = this.templates.get(hash);
    if (held) return held;
    const name = `template_${hash}_${randomBytes(3).toString('hex')}`;
    await this.admin.pool.query(`CREATE DATABASE ${name}`);
    const database = connectDatabase({ url: this.urlOf(name), log: silentLog, connectionsMax: 1 });
    try {
      await migrate(database, { clock: systemClock, log: silentLog, folder });
    } finally {
      await database.close();
    }
    this.templates.set(hash, name);
    return name;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return await turn;
  }
}
