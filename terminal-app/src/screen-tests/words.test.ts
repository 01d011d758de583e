import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { journalPayloadSchemas } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { entryWords, factName, factWords } from '../renderer/words/fact-words.ts';
import { queueWords } from '../renderer/words/queue-words.ts';
import { reasonWords } from '../renderer/words/reason-words.ts';
import { phrases, sentenceFor, tellIn } from '../renderer/words/words.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test('every phrase is said in both languages, with the same places to fill', () => {
  const all = [
    ...Object.entries(phrases),
    ...Object.entries(queueWords),
    ...Object.entries(reasonWords).flatMap(([code, { what, next }]) => [
      [`${code} what`, what] as const,
      [`${code} next`, next] as const,
    ]),
  ];
  for (const [key, phrase] of all) {
    expect(phrase.zh.trim(), `${key} in Chinese`).not.toBe('');
    expect(phrase.en.trim(), `${key} in English`).not.toBe('');
    expect(places(phrase.zh), `places of ${key}`).toEqual(places(phrase.en));
    expect(/[一-鿿]/.test(phrase.en), `${key} has Chinese in its English`).toBe(false);
    expect(/[,;!?]/.test(phrase.zh.replace(/\{\w+\}/g, '')), `${key} has half-width punctuation in its Chinese`).toBe(
      false,
    );
  }
});

test('every reason that the server knows has its sentences', async () => {
  const port = await readFile(join(source, '../../acquiring-server/src/channels/port.ts'), 'utf8');
  const list = /reasonCodes = \[([^\]]*)\]/.exec(port)?.[1] ?? '';
  const codes = [...list.matchAll(/'([A-Z_]+)'/g)].map((match) => match[1] ?? '');
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !(code in reasonWords))).toEqual([]);
});

test('every code that the till can show has its sentences', async () => {
  const shown =
    /(?:refuse\([^,()]*(?:\.[a-z]+)*, |reasonCode: |code: |faulty\(|become\('[a-z]+', |return |\? |null : )'([A-Z][A-Z_]{4,})'/g;
  const codes = new Set<string>();
  for (const folder of ['sale', 'counter', 'host', 'devices', 'edge']) {
    for (const file of await readdir(join(source, folder), { recursive: true })) {
      if (!file.endsWith('.ts') || file.includes('test')) continue;
      for (const match of (await readFile(join(source, folder, file), 'utf8')).matchAll(shown))
        codes.add(match[1] ?? '');
    }
  }
  for (const match of (await readFile(join(source, 'errors.ts'), 'utf8')).matchAll(/^ {2}([A-Z_]+): /gm)) {
    codes.add(match[1] ?? '');
  }
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !(code in reasonWords))).toEqual([]);
});

test('every fact and every kind of a journal’s entries has its name in both languages', () => {
  const names = new Set<string>();
  const walk = (schema: z.ZodType): void => {
    if (schema instanceof z.ZodObject) {
      for (const [name, member] of Object.entries(schema.shape)) {
        names.add(name);
        walk(member as z.ZodType);
      }
    } else if (schema instanceof z.ZodArray) walk(schema.element as z.ZodType);
    else if (schema instanceof z.ZodOptional) walk(schema.unwrap() as z.ZodType);
  };
  for (const schema of Object.values(journalPayloadSchemas)) walk(schema);
  expect(names.size).toBeGreaterThan(100);
  expect([...names].filter((name) => !(name in factWords))).toEqual([]);
  expect(Object.keys(journalPayloadSchemas).filter((kind) => !(kind in entryWords))).toEqual([]);
  expect(factName('zh', '/lines/0/nameZh')).toBe('商品行 1 中文名');
});

test('an unknown code gets a general sentence, and its code', () => {
  const sentence = sentenceFor('en', { code: 'SOMETHING_NEW', params: {} });
  expect(sentence).toEqual({
    what: 'That did not work',
    next: 'Try again. If it stays, tell the manager the code below.',
    code: 'SOMETHING_NEW',
  });
});

test('places are filled, and a missing one leaves no brace behind', () => {
  expect(tellIn('zh')('sale.items', { count: 3 })).toBe('3 件');
  expect(tellIn('en')('sale.items')).not.toContain('{');
});
