/** The two kinds of keys that a reader may have been injected with: triple DES DUKPT, or AES DUKPT. */
import { createCipheriv } from 'node:crypto';
import type { Random } from '@qiantai/foundation';
import { aesInitialKey, aesKeySerialNumber, aesWorkingKey, encryptPinFormat4, nextAesCounter } from './aes-dukpt.ts';
import { encryptPin, encryptTrack2 } from './card-data.ts';
import { nextCounter, withCounter } from './dukpt.ts';

export interface ReaderKeyring {
  /** Undefined when all keys are used up. */
  next(counter: number): number | undefined;
  keySerialNumber(counter: number): Uint8Array;
  track2(track2: string, counter: number): Uint8Array;
  pin(entered: { pin: string; pan: string; random: Random }, counter: number): Uint8Array;
}

/** `serialNumberHex`: 10 bytes with the counter at 0. */
export function tripleDesKeys(baseKeyHex: string, serialNumberHex: string): ReaderKeyring {
  const baseKey = Buffer.from(baseKeyHex, 'hex');
  const keySerialNumber = (counter: number) => withCounter(Buffer.from(serialNumberHex, 'hex'), counter);
  const keys = (counter: number) => ({ baseKey, keySerialNumber: keySerialNumber(counter) });
  return {
    next: nextCounter,
    keySerialNumber,
    track2: (track2, counter) => encryptTrack2(track2, keys(counter)),
    pin: ({ pin, pan }, counter) => encryptPin(pin, pan, keys(counter)),
  };
}

/** `initialKeyIdHex`: 8 bytes. */
export function aesKeys(baseKeyHex: string, initialKeyIdHex: string): ReaderKeyring {
  const initialKeyId = Buffer.from(initialKeyIdHex, 'hex');
  const initialKey = aesInitialKey(Buffer.from(baseKeyHex, 'hex'), initialKeyId);
  const working = (counter: number, use: 'pin' | 'data') => aesWorkingKey(initialKey, { initialKeyId, counter, use });
  return {
    next: nextAesCounter,
    keySerialNumber: (counter) => aesKeySerialNumber(initialKeyId, counter),
    track2: (track2, counter) => {
      // Padding method 2 of ISO/IEC 9797-1, zero initial vector.
      const padded = Buffer.alloc((Math.floor(track2.length / 16) + 1) * 16);
      padded.write(track2, 'ascii');
      padded[track2.length] = 0x80;
      const cipher = createCipheriv('aes-128-cbc', working(counter, 'data'), Buffer.alloc(16)).setAutoPadding(false);
      return Buffer.concat([cipher.update(padded), cipher.final()]);
    },
    pin: ({ pin, pan, random }, counter) =>
      encryptPinFormat4(working(counter, 'pin'), { pin, pan, random: random.bytes(8) }),
  };
}
