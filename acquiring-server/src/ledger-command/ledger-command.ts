/**
 * Looks into the books and corrects them, over gRPC at the operations port of a running server:
 *
 *     npm run ledger -- journal ID
 *     npm run ledger -- trial-balance --month 2026-01 --language zh
 *
 * Speaks as an operator (`--operator`, `admin` where none is named) whose certificate and key stand in the folder
 * `operators` of the server's data folder (QIANTAI_DATA_DIR), or in the files named. Ends with 0 where it was done,
 * 1 where the server refused, 2 where the command was wrong or the server did not answer.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ClientReadableStream, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { errorText } from '@qiantai/foundation';
import { answeredError, operationsServices } from '@qiantai/protos';
import { type LedgerArguments, type LedgerWish, ledgerArguments, usage } from './ledger-arguments.ts';
import {
  type AccountReply,
  accountPage,
  type JournalReply,
  journalPage,
  type PeriodReply,
  type PostedReply,
  periodsPage,
  postedPage,
  type RulesReply,
  rulesPage,
  type StatementReply,
  statementPage,
  type TrialBalanceReply,
  trialBalancePage,
} from './ledger-pages.ts';
import { wordsOf } from './words.ts';

export interface CommandSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  write: (text: string) => void;
  complain: (text: string) => void;
}

/** Answers what the process ends with. */
export async function runLedgerCommand(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const wanted = ledgerArguments(args);
  if (!wanted) {
    around.complain(usage);
    return 2;
  }
  const address =
    wanted.address ?? around.env['OPERATIONS_ADDRESS'] ?? `localhost:${around.env['OPERATIONS_PORT'] || 50_053}`;
  const words = wordsOf(wanted.language);
  let client: LedgerClient | undefined;
  try {
    client = connect(wanted, { address, env: around.env });
    const { page, reply } = await answer(client, wanted);
    around.write(wanted.json ? `${JSON.stringify(reply)}\n` : page);
    return 0;
  } catch (error) {
    const refused = answeredError(error as Partial<ServiceError>);
    if (refused) {
      around.complain(`${words('refused')}: ${(error as ServiceError).details} (${refused.code})\n`);
      return 1;
    }
    const lost = (error as Partial<ServiceError>).code === status.UNAVAILABLE;
    around.complain(lost ? `${words('unreachable')} ${address}: ${errorText(error)}\n` : `${errorText(error)}\n`);
    return 2;
  } finally {
    client?.close();
  }
}

type LedgerClient = InstanceType<ReturnType<typeof operationsServices>['LedgerService']>;

function connect(
  wanted: LedgerArguments,
  { address, env }: { address: string; env: CommandSurroundings['env'] },
): LedgerClient {
  const dataDir = resolve(env['QIANTAI_DATA_DIR'] || '.data/acquiring-server');
  const words = wordsOf(wanted.language);
  const read = (named: string | undefined, ...path: string[]) => {
    const file = named ?? join(dataDir, ...path);
    try {
      return readFileSync(file);
    } catch (error) {
      throw new Error(`${words('noFile')}: ${file}`, { cause: error });
    }
  };
  const { LedgerService } = operationsServices();
  return new LedgerService(
    address,
    credentials.createSsl(
      read(wanted.ca, 'authority', 'authority.pem'),
      read(wanted.key, 'operators', `${wanted.operator}.key`),
      read(wanted.certificate, 'operators', `${wanted.operator}.crt`),
    ),
  );
}

interface Answer {
  page: string;
  reply: unknown;
}

async function answer(client: LedgerClient, { wish, language }: LedgerArguments): Promise<Answer> {
  switch (wish.does) {
    case 'journal': {
      const reply = await call<JournalReply>((heard) => client.getJournal(wish.journal, heard));
      return { reply, page: journalPage(reply, language) };
    }
    case 'account': {
      const reply = await call<AccountReply>((heard) => client.getAccount(wish.account, heard));
      return { reply, page: accountPage(reply, language) };
    }
    case 'statement': {
      const reply = await wholeStatement(client, { ...wish.account, ...wish.span });
      return { reply, page: statementPage(reply, language) };
    }
    case 'trial-balance': {
      const { bookId, currency, span, beforeClosing } = wish;
      const request = { bookId, currency, ...span, beforeClosing };
      const reply = await call<TrialBalanceReply>((heard) => client.getTrialBalance(request, heard));
      return { reply, page: trialBalancePage(reply, language) };
    }
    case 'rules': {
      const reply = await call<RulesReply>((heard) => client.getPostingRules({}, heard));
      return { reply, page: rulesPage(reply, language) };
    }
    case 'reverse': {
      const reply = await reverse(client, wish);
      return { reply, page: postedPage(reply, language) };
    }
    case 'periods': {
      const reply = await call<{ periods: PeriodReply[] }>((heard) => client.listPeriods(wish, heard));
      return { reply, page: periodsPage(reply.periods, language) };
    }
    case 'close-period': {
      const { bookId, period } = wish;
      // A month of a large book takes longer than other calls may.
      const reply = await call<PeriodReply>((heard) => client.closePeriod({ bookId, period }, heard));
      return { reply, page: periodsPage([reply], language) };
    }
    case 'export': {
      const bytes = await saved(exportStream(client, wish, language), wish.out);
      const words = wordsOf(language);
      return {
        reply: { file: wish.out, bytes },
        page: `${words('written')}: ${wish.out} (${bytes} ${words('bytes')})\n`,
      };
    }
  }
}

/** A page at a time; the pages belong together however long it takes. */
async function wholeStatement(
  client: LedgerClient,
  request: Parameters<LedgerClient['getStatement']>[0],
): Promise<StatementReply> {
  let whole: StatementReply | undefined;
  do {
    const pageToken: string = whole?.nextPageToken ?? '';
    const page = await call<StatementReply>((heard) =>
      client.getStatement({ ...request, pageSize: 1000, pageToken }, heard),
    );
    whole = { ...page, lines: [...(whole?.lines ?? []), ...page.lines] };
  } while (whole.nextPageToken !== '');
  return whole;
}

/** The key of a reversal follows from its journal: typed twice, it is posted once. */
async function reverse(client: LedgerClient, wish: Extract<LedgerWish, { does: 'reverse' }>): Promise<PostedReply> {
  const found = await call<JournalReply>((heard) =>
    client.getJournal({ ...wish.journal, readMask: { paths: ['journal_id', 'book_id'] } }, heard),
  );
  const request = {
    bookId: found.bookId,
    journalId: found.journalId,
    reversalReference: wish.reference ?? `reversal/${found.journalId}`,
    accountingDate: wish.date,
    note: wish.note,
    withLinked: wish.withLinked,
  };
  return await call<PostedReply>((heard) => client.reverseJournal(request, heard));
}

function exportStream(
  client: LedgerClient,
  wish: Extract<LedgerWish, { does: 'export' }>,
  language: string,
): ClientReadableStream<{ data: Uint8Array }> {
  switch (wish.what) {
    case 'journals':
      return client.exportJournals({ bookId: wish.bookId, ...wish.span, language });
    case 'statement':
      return client.exportStatement({ ...wish.account, ...wish.span, language });
    case 'trial-balance': {
      const { bookId, currency, span, beforeClosing } = wish;
      return client.exportTrialBalance({ bookId, currency, ...span, beforeClosing });
    }
  }
}

/** Into a draft beside the file, which takes its place when it is whole: half an export looks like a whole one. */
async function saved(stream: AsyncIterable<{ data: Uint8Array }>, out: string): Promise<number> {
  const draft = `${out}.draft`;
  const file = openSync(draft, 'w');
  let bytes = 0;
  try {
    for await (const { data } of stream) bytes += writeSync(file, data);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(draft, out);
  return bytes;
}

async function call<Reply>(
  start: (heard: (error: ServiceError | null, reply?: Reply) => void) => unknown,
): Promise<Reply> {
  return await new Promise((done, failed) => {
    start((error, reply) => (error || reply === undefined ? failed(error) : done(reply)));
  });
}

if (import.meta.main) {
  process.exitCode = await runLedgerCommand(process.argv.slice(2), {
    env: process.env, // command setting
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  });
}
