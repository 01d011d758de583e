/**
 * The panel's page: a handful of files read at start. Its modules are TypeScript whose types are stripped here, so
 * there is no build; its Chinese font comes from the package, for machines that have none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { simError } from '../errors.ts';

const panelDir = join(import.meta.dirname, '..', 'panel');
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
};

export async function panelFiles(app: FastifyInstance): Promise<void> {
  const files = loadPanel();
  app.get('/', async (_request, reply) => reply.redirect('/panel/index.html'));
  app.get<{ Params: { name: string } }>('/panel/:name', async (request, reply) => {
    const file = files.get(request.params.name);
    if (!file) throw simError('NOT_FOUND', { path: request.url });
    return await reply
      .header('content-security-policy', contentPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-cache')
      .type(file.type)
      .send(file.text);
  });
  fontFiles(app);
}

function loadPanel(): Map<string, { type: string; text: string }> {
  const files = new Map<string, { type: string; text: string }>();
  for (const name of readdirSync(panelDir)) {
    const extension = name.split('.').at(-1) ?? '';
    const type = contentTypes[extension];
    if (!type || name.endsWith('.test.ts')) continue;
    const text = readFileSync(join(panelDir, name), 'utf8');
    files.set(name, { type, text: extension === 'ts' ? stripTypeScriptTypes(text) : text });
  }
  return files;
}

function fontFiles(app: FastifyInstance): void {
  const require = createRequire(import.meta.url);
  const fontDir = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'));
  app.get<{ Params: { sheet: string } }>('/fonts/:sheet', async (request, reply) => {
    const { sheet } = request.params;
    if (!/^[0-9]{3}\.css$/.test(sheet)) throw simError('NOT_FOUND', { path: request.url });
    return await reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=86400').send(readFont(sheet));
  });
  app.get<{ Params: { file: string } }>('/fonts/files/:file', async (request, reply) => {
    const { file } = request.params;
    if (!/^[a-z0-9-]+\.woff2$/.test(file)) throw simError('NOT_FOUND', { path: request.url });
    return await reply
      .type('font/woff2')
      .header('cache-control', 'max-age=86400')
      .send(readFont(join('files', file)));
  });

  function readFont(name: string): Buffer {
    try {
      return readFileSync(join(fontDir, name));
    } catch (error) {
      throw simError('NOT_FOUND', { path: name }, { cause: error });
    }
  }
}
