import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDolData, parseDol } from './dol.ts';
import { redactEmvHex, secretTags, tlvLines } from './redaction.ts';
import { decodeTlv, encodeTlv, findTlv, isConstructedTag, type TlvNode } from './tlv.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const codeOf = (call: () => unknown): string | undefined => {
  try {
    call();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('BER-TLV', () => {
  it('reads tags of one to four bytes, and all forms of the length', () => {
    const nodes = decodeTlv(
      `82025C00 9F0206000000001250 DF810105AABBCCDDEE FF8105 00 5081 02 4142`.replaceAll(' ', ''),
    );
    expect(nodes.map(({ tag, value }) => [tag, hexOf(value)])).toEqual([
      ['82', '5C00'],
      ['9F02', '000000001250'],
      ['DF8101', 'AABBCCDDEE'],
      ['FF8105', ''],
      ['50', '4142'],
    ]);
    expect(decodeTlv('9F81820100')).toEqual([{ tag: '9F818201', value: new Uint8Array() }]);
  });

  it('reads what stands within one another', () => {
    const nodes = decodeTlv('6F1A840E315041592E5359532E4444463031A5088801025F2D02656E');
    expect(hexOf(findTlv(nodes, '84')?.value ?? new Uint8Array())).toBe('315041592E5359532E4444463031');
    expect(hexOf(findTlv(nodes, '5f2d')?.value ?? new Uint8Array())).toBe('656E');
    expect(findTlv(nodes, '9F38')).toBeUndefined();
    expect(isConstructedTag('6F')).toBe(true);
    expect(isConstructedTag('84')).toBe(false);
  });

  it('passes over padding before, between and behind', () => {
    const clear = decodeTlv('82025C009A03261126');
    for (const padded of [
      '000082025C0000009A03261126',
      '82025C00FFFF9A0326112600',
      '82025C009A03261126FF',
      '82025C009A03261126FFFFFF00',
    ]) {
      expect(decodeTlv(padded), padded).toEqual(clear);
    }
    expect(decodeTlv('')).toEqual([]);
    expect(decodeTlv('00FF00')).toEqual([]);
  });

  it('refuses what is cut off, too deep, too many, or in a form that EMV does not know', () => {
    for (const broken of [
      '9F',
      '9F02',
      '9F0206',
      '9F020600000000',
      '5080',
      '5085',
      '508201',
      '5084FFFFFFFF00',
      '9F8182838401',
      '5',
      'zz',
      '7003820200',
    ]) {
      expect(
        codeOf(() => decodeTlv(broken)),
        broken,
      ).toBe('READER_BAD_TLV');
    }
    let deep = '500100';
    for (let n = 0; n < 12; n++) deep = `70${(deep.length / 2).toString(16).padStart(2, '0')}${deep}`;
    expect(codeOf(() => decodeTlv(deep))).toBe('READER_BAD_TLV');
    expect(codeOf(() => decodeTlv('5000'.repeat(1025)))).toBe('READER_BAD_TLV');
    expect(codeOf(() => decodeTlv(new Uint8Array(70_000)))).toBe('READER_BAD_TLV');
  });

  it('comes back the same, and any bytes are read or refused', () => {
    const leaf = fc.record({
      tag: fc.constantFrom('82', '9F02', '5A', '57', 'DF8101', '9F36'),
      value: fc.uint8Array({ maxLength: 300 }),
    });
    const tree: fc.Arbitrary<TlvNode> = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 4 }).map((children) => ({ tag: '70', value: encodeTlv(children), children })),
    );
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (nodes) => {
        const bytes = encodeTlv(nodes);
        expect(hexOf(encodeTlv(decodeTlv(bytes)))).toBe(hexOf(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect([undefined, 'READER_BAD_TLV']).toContain(codeOf(() => decodeTlv(bytes)));
      }),
    );
  });
});

describe('redaction', () => {
  const secret = [...secretTags].map((tag) => `${tag}024142`).join('');

  it('takes the secret tags out, wherever they stand', () => {
    expect([...secretTags].sort()).toEqual(['56', '57', '5A', '5F20', '5F24', '99', '9F0B', '9F1F', '9F20']);
    const inner = `${secret}82025C00`;
    const template = `70${(inner.length / 2).toString(16).padStart(2, '0')}${inner}`;
    expect(redactEmvHex(`${secret}9F3602000A`)).toBe('9F3602000A');
    expect(redactEmvHex(`${template}9F3602000A`)).toBe('700482025C009F3602000A');
    expect(redactEmvHex('')).toBe('');
  });

  it('shows lengths of secrets only, in a log', () => {
    const lines = tlvLines(decodeTlv('700A5A0462162610820 25C00'.replace(' ', '')));
    expect(lines).toEqual([
      '70 Read record response template',
      '  5A Application PAN: 4 bytes',
      '  82 Application interchange profile: 5C00',
    ]);
    expect(tlvLines(decodeTlv('DF010101'))).toEqual(['DF01 unknown: 01']);
  });
});

describe('data object lists', () => {
  it('are tags and lengths, of a PDOL for instance', () => {
    expect(parseDol('9F66049F02069F03069F1A0295055F2A029A039C019F3704')).toEqual(
      [
        ['9F66', 4],
        ['9F02', 6],
        ['9F03', 6],
        ['9F1A', 2],
        ['95', 5],
        ['5F2A', 2],
        ['9A', 3],
        ['9C', 1],
        ['9F37', 4],
      ].map(([tag, length]) => ({ tag, length })),
    );
    expect(parseDol('')).toEqual([]);
    for (const broken of ['9F', '9F66', '9F6604 9F'.replace(' ', '')])
      expect(codeOf(() => parseDol(broken))).toBe('READER_BAD_TLV');
  });

  it('are answered by values that fit: numbers on the right, others on the left, zeros for what is missing', () => {
    const known = decodeTlv('9F02021250 5A026216 8202 5C00 9F3704AABBCCDD'.replaceAll(' ', ''));
    const ask = (dol: string) => hexOf(buildDolData(parseDol(dol), known));
    expect(ask('9F0206')).toBe('000000001250');
    expect(ask('9F0201')).toBe('50');
    expect(ask('5A04')).toBe('6216FFFF');
    expect(ask('8203')).toBe('5C0000');
    expect(ask('9F3702')).toBe('AABB');
    expect(ask('9503')).toBe('000000');
    expect(ask('7002')).toBe('0000');
  });
});
