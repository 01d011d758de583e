/** The server's settings as a backup of its database would give them back: what came behind it is gone, versions too. */
import { Pool, type PoolClient } from 'pg';

/** In the order in which they may be written. */
const tables = ['setting', 'setting_code', 'setting_application', 'setting_history'] as const;

export interface SettingsBackup {
  /** In one transaction: a server that runs meanwhile sees all of it or nothing. */
  putBack(): Promise<void>;
}

export async function backUpSettings(databaseUrl: string): Promise<SettingsBackup> {
  const schema = 'settings_backup';
  await within(databaseUrl, async (client) => {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.query(`CREATE SCHEMA ${schema}`);
    for (const table of tables) await client.query(`CREATE TABLE ${schema}.${table} AS TABLE public.${table}`);
    await client.query(`CREATE TABLE ${schema}.merchant AS SELECT merchant_id, settings_version FROM public.merchant`);
  });
  return {
    putBack: () =>
      within(databaseUrl, async (client) => {
        // History only grows while the product writes it; a restored database did not ask.
        await client.query('SET LOCAL session_replication_role = replica');
        for (const table of tables) {
          await client.query(`DELETE FROM public.${table}`);
          await client.query(`INSERT INTO public.${table} SELECT * FROM ${schema}.${table}`);
        }
        await client.query(
          `UPDATE public.merchant SET settings_version = kept.settings_version FROM ${schema}.merchant AS kept
           WHERE kept.merchant_id = merchant.merchant_id`,
        );
      }),
  };
}

async function within(url: string, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}
