/** What the panel answered, as lines of text; JSON where there is no better way to say it. */
import { z } from 'zod';

const listedSchema = z.array(
  z.object({
    id: z.string(),
    plugged: z.boolean(),
    peer: z.boolean(),
    address: z.string(),
    hands: z.array(z.string()),
  }),
);
const loggedSchema = z.array(
  z.object({ n: z.number(), direction: z.string(), words: z.string(), hex: z.string(), fault: z.string() }),
);
const cardsSchema = z.array(
  z.object({ name: z.string(), maskedPan: z.string(), labelEn: z.string(), outcomeEn: z.string() }),
);
const receiptsSchema = z.array(z.object({ number: z.number(), text: z.string() }));

const writers: Readonly<Record<string, (answer: unknown) => string | undefined>> = {
  list: writer(listedSchema, ({ id, plugged, peer, address, hands }) => {
    const line = plugged ? (peer ? 'till there' : 'no till') : 'unplugged';
    return `${id}\t${line}\t${address}\n\t${hands.join(' ')}\n`;
  }),
  log: writer(
    loggedSchema,
    (entry) => `${entry.n}\t${entry.direction}\t${entry.fault}\t${entry.words}\t${entry.hex}\n`,
  ),
  cards: writer(
    cardsSchema,
    ({ name, maskedPan, labelEn, outcomeEn }) => `${name}\t${maskedPan}\t${labelEn}\n\t${outcomeEn}\n`,
  ),
  receipts: writer(receiptsSchema, ({ number, text }) => `--- ${number} ---\n${text}\n`),
};

/** `word` is the command's first. */
export function linesOf(word: string | undefined, answer: unknown): string {
  return writers[word ?? '']?.(answer) ?? `${JSON.stringify(answer, null, 2)}\n`;
}

function writer<T extends z.ZodType>(
  schema: z.ZodArray<T>,
  line: (item: z.infer<T>) => string,
): (answer: unknown) => string | undefined {
  return (answer) => {
    const read = schema.safeParse(answer);
    return read.success ? read.data.map(line).join('') : undefined;
  };
}
