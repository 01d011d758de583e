/** A payment code as a customer's phone draws it: a QR code; its bars are the foundation's. */
import QRCode from 'qrcode';

/** The modules of a QR code, a text of `0` and `1` a row. */
export function qrRows(text: string): string[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from(modules.data.slice(row * modules.size, (row + 1) * modules.size), (cell) => (cell ? '1' : '0')).join(''),
  );
}
