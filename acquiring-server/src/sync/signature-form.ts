/** Two forms of an ECDSA signature: r‖s of 64 bytes (IEEE P1363), and Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3). */
export function derFromP1363(signature: Uint8Array): Buffer {
  const parts = [signature.subarray(0, 32), signature.subarray(32)].map(derInteger);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.of(0x30, length), ...parts]);
}

/** The shortest form of a number that is not negative (X.690, 8.3). */
function derInteger(digits: Uint8Array): Buffer {
  let first = 0;
  while (first < digits.length - 1 && digits[first] === 0) first += 1;
  const shortest = digits.subarray(first);
  const padded = (shortest[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest;
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}
