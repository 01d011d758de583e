/** What a page of the shell may do and load: its own files, nothing of the network, no device, no window. */
import { extname, join, normalize, sep } from 'node:path';
import { isOwnPage } from './channels.ts';

export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

export type PageFile = { kind: 'file'; path: string; headers: Record<string, string> } | { kind: 'none' };

/** The file behind an address of the shell's scheme; nothing outside the folder, no kind it does not know. */
export function pageFile(folder: string, address: string): PageFile {
  if (!isOwnPage(address)) return { kind: 'none' };
  const wanted = decoded(new URL(address).pathname);
  const type = types[extname(wanted)];
  const path = normalize(join(folder, wanted));
  if (type === undefined || wanted.includes('\0') || !path.startsWith(normalize(folder) + sep)) return { kind: 'none' };
  return {
    kind: 'file',
    path,
    headers: { 'content-type': type, 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff' },
  };
}

/** A window shows the page it was opened with, for as long as it lives. */
export const mayNavigate = (from: string, to: string): boolean =>
  isOwnPage(to) && withoutHash(from) === withoutHash(to);

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

const withoutHash = (address: string): string => address.split('#', 1)[0] ?? '';
