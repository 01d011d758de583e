import { propertyRuns } from '@qiantai/foundation/property-runs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader } from '../contract/frame-reader.ts';
import type { TillSnapshot } from '../contract/till-contract.ts';
import { idleCounter } from '../counter/test-samples.ts';
import { counterShown } from '../host/counter-snapshot.ts';
import { snapshotOf } from '../host/snapshot.ts';
import { step } from '../sale/machine.ts';
import type { TillState } from '../sale/model.ts';
import { choose, withKeys, withRecorded } from '../sale/test-runs.ts';
import { samples, testContext } from '../sale/test-samples.ts';
import { scene, sceneNames } from '../screen-tests/scenes.ts';
import { FrameWriter } from './frame-writer.ts';

test('the text of a frame is the whole snapshot, of every scene, the first time and again', () => {
  const writer = new FrameWriter();
  for (const name of sceneNames) {
    const snapshot = scene(name, 'zh');
    for (let time = 0; time < 2; time++) {
      expect(JSON.parse(writer.whole(snapshot)), name).toEqual({ kind: 'snapshot', snapshot });
    }
    // The same lines in another snapshot.
    const next = { ...snapshot, revision: snapshot.revision + 1 };
    expect(JSON.parse(writer.whole(next)), name).toEqual({ kind: 'snapshot', snapshot: next });
  }
});

/** A screen, and what of the host's frames comes to it. */
class Screen {
  private readonly writer: FrameWriter;
  private readonly reader = new FrameReader();
  private sent: TillSnapshot | null = null;
  shown: TillSnapshot | null = null;

  constructor(writer = new FrameWriter()) {
    this.writer = writer;
  }

  push(snapshot: TillSnapshot, way: 'comes' | 'is lost' | 'reconnects' = 'comes'): void {
    if (way === 'reconnects') {
      this.reader.lost();
      this.sent = null;
    }
    const text = this.sent ? this.writer.change(this.sent, snapshot) : this.writer.whole(snapshot);
    this.sent = snapshot;
    if (way !== 'is lost') this.read(text, snapshot);
  }

  private read(text: string, latest: TillSnapshot): void {
    const read = this.reader.read(JSON.parse(text));
    if (read.kind === 'snapshot') this.shown = read.snapshot;
    else if (read.kind === 'gap') this.read(this.writer.whole(latest), latest);
    else throw new Error(`a ${read.kind} frame: ${text}`);
  }
}

test('from any scene to any other, and back, the changes come to the whole snapshot', () => {
  const screen = new Screen();
  const snapshots = sceneNames.flatMap((name, index) => {
    const shown = { ...scene(name, 'zh'), revision: 2 * index };
    return [shown, { ...scene('sale', 'en'), revision: 2 * index + 1 }];
  });
  for (const snapshot of snapshots) {
    screen.push(snapshot);
    expect(screen.shown).toEqual(snapshot);
  }
});

const all = samples();
const hasSlip = () => false;
const counter = counterShown({ state: idleCounter, currency: 'CNY', operatorName: String, running: null, hasSlip });

const snapshotAt = (state: TillState, revision: number): TillSnapshot =>
  snapshotOf({
    ...{ revision, nowMs: all.context.nowMs + revision, language: revision % 7 === 0 ? 'en' : 'zh', state, counter },
    ...{ till: null, gone: null, line: null, ownRecords: revision % 3, appVersion: '1.0.0', devices: [] },
    ...{ hasSlip, lastKeys: [] },
  });

test('of any sale, whatever happens in it, screens that read changes show what the whole snapshots say', () => {
  const choice = fc.nat({ max: 20 * all.events.length - 1 });
  const way = fc.constantFrom('comes', 'comes', 'comes', 'is lost', 'reconnects');
  fc.assert(
    fc.property(fc.array(fc.tuple(choice, way), { maxLength: 60 }), fc.integer(), (deeds, seed) => {
      const context = testContext(seed);
      const writer = new FrameWriter();
      const [steady, shaky] = [new Screen(writer), new Screen(writer)];
      let state = all.state(all.stages.selling);
      for (const [index, [chosen, how]] of deeds.entries()) {
        const event = withKeys(choose(all.events, state, chosen), state);
        state = withRecorded(step(state, event, context), context).state;
        const snapshot = snapshotAt(state, index + 1);
        steady.push(snapshot);
        shaky.push(snapshot, how);
        expect(steady.shown).toEqual(snapshot);
        if (how !== 'is lost') expect(shaky.shown).toEqual(snapshot);
      }
    }),
    propertyRuns({ runs: 80, seed: 20_260_314 }),
  );
});

test('of long carts any lines may change, go and come: only those are written', () => {
  const { sale, ...rest } = scene('sale', 'zh');
  const [sample] = sale.lines;
  const snapshotOfLines = (lines: TillSnapshot['sale']['lines']) => ({ ...rest, sale: { ...sale, lines } });
  if (!sample) throw new Error('the scene has no line');
  type Deed = { kind: 'change' | 'remove' | 'add' | 'swap'; at: number };
  const deed = fc.record({ kind: fc.constantFrom('change', 'remove', 'add', 'swap'), at: fc.nat(400) });
  const apply = (lines: TillSnapshot['sale']['lines'], { kind, at }: Deed) => {
    const line = lines[at % Math.max(lines.length, 1)];
    if (kind === 'add' || !line) return [...lines, { ...sample, lineNo: (lines.at(-1)?.lineNo ?? 0) + 1 }];
    if (kind === 'remove') return lines.filter((other) => other !== line);
    // No till does it; a screen shows it all the same.
    if (kind === 'swap') return [...lines.filter((other) => other !== line), line];
    return lines.map((other) => (other === line ? { ...line, quantity: line.quantity + 1 } : other));
  };
  fc.assert(
    fc.property(fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (turns) => {
      const screen = new Screen();
      let lines = Array.from({ length: 300 }, (_, index) => ({ ...sample, lineNo: index + 1 }));
      for (const [index, deeds] of turns.entries()) {
        const before = { ...snapshotOfLines(lines), revision: -1 };
        lines = deeds.reduce(apply, lines);
        const snapshot = { ...snapshotOfLines(lines), revision: index };
        screen.push(snapshot);
        expect(screen.shown).toEqual(snapshot);
        if (index === 0 || deeds.some(({ kind }) => kind === 'swap')) continue;
        const writer = new FrameWriter();
        writer.whole(before);
        expect(writer.change(before, snapshot).length).toBeLessThan(3_000);
      }
    }),
    propertyRuns({ runs: 40, seed: 7 }),
  );
});
