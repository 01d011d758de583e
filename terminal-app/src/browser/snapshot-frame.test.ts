import { expect, test } from 'vitest';
import { scene, sceneNames } from '../screen-tests/scenes.ts';
import { snapshotFrame } from './snapshot-frame.ts';

test('the text of a frame is the whole snapshot, of every scene, the first time and again', () => {
  for (const name of sceneNames) {
    const snapshot = scene(name, 'zh');
    for (let time = 0; time < 2; time++) {
      expect(JSON.parse(snapshotFrame(snapshot)), name).toEqual({ kind: 'snapshot', snapshot });
    }
    // The same lines in another snapshot.
    const next = { ...snapshot, revision: snapshot.revision + 1 };
    expect(JSON.parse(snapshotFrame(next)), name).toEqual({ kind: 'snapshot', snapshot: next });
  }
});
