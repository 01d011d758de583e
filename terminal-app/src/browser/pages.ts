/** Serves the built pages, by a fixed list of places; nothing else of the disk can be asked for. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pageHeaders } from './security.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

const pages: Readonly<Record<string, string>> = { '/': 'index.html', '/customer': 'customer.html' };

export async function servePage(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    answer(response, 405, 'text/plain; charset=utf-8', 'Only GET and HEAD.');
    return;
  }
  const path = (request.url ?? '/').split('?', 1)[0] as string;
  const file = pages[path] ?? assetOf(path);
  if (!file) {
    answer(
      response,
      404,
      'text/plain; charset=utf-8',
      'Nothing here. The screen is at /, the customer display at /customer.',
    );
    return;
  }
  const body = await readFile(join(folder, file)).catch(() => null);
  if (body) {
    const cached = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    answer(response, 200, types[extname(file)] ?? 'application/octet-stream', body, { 'cache-control': cached });
  } else if (path in pages) {
    answer(
      response,
      503,
      'text/plain; charset=utf-8',
      'The pages are not built yet. Run: node terminal-app/src/build-pages.ts, then load this page again.\n' +
        '页面还没有构建,请运行上面的命令后刷新。\n',
    );
  } else {
    answer(response, 404, 'text/plain; charset=utf-8', 'No such file.');
  }
}

/** One or more plain names below `assets/`; no dots at their head, so no way up and nothing hidden. */
function assetOf(path: string): string | null {
  return /^\/assets\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(path)
    ? path.slice(1)
    : null;
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': type, ...more });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
