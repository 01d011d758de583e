/**
 * The files of the page, read at start. Its modules are TypeScript whose types are stripped here, so there is no
 * build; its Chinese font comes from the package, for machines that have none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { simsError } from '../errors.ts';

const pageDir = join(import.meta.dirname, 'page');

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
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
};

/** Nothing but the page's own files runs in it, and nobody frames it. */
export function protectPage(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply
      .header('content-security-policy', contentPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store');
    done();
  });
}

export function pageFiles(app: FastifyInstance): void {
  const files = loadFiles();
  const serve = (name: string) => {
    const file = files.get(name);
    if (!file) throw simsError('SIMS_NOT_FOUND', { what: `file ${name}` });
    return file;
  };
  app.get('/', (_request, reply) => {
    const page = serve('index.html');
    reply.type(page.type).send(page.text);
  });
  app.get<{ Params: { name: string } }>('/phone/page/:name', (request, reply) => {
    const file = serve(request.params.name);
    reply.type(file.type).send(file.text);
  });
  fontFiles(app);
}

function loadFiles(): Map<string, { type: string; text: string }> {
  const files = new Map<string, { type: string; text: string }>();
  for (const name of readdirSync(pageDir)) {
    const type = contentTypes[extname(name)];
    if (type === undefined || name.endsWith('.test.ts')) continue;
    const text = readFileSync(join(pageDir, name), 'utf8');
    files.set(name, { type, text: name.endsWith('.ts') ? stripTypeScriptTypes(text) : text });
  }
  return files;
}

function fontFiles(app: FastifyInstance): void {
  const require = createRequire(import.meta.url);
  const fontDir = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'));
  const serve = (path: string): Buffer => {
    try {
      return readFileSync(join(fontDir, path));
    } catch (error) {
      throw simsError('SIMS_NOT_FOUND', { what: `font ${path}` }, { cause: error });
    }
  };
  app.get<{ Params: { sheet: string } }>('/phone/fonts/:sheet', (request, reply) => {
    const { sheet } = request.params;
    if (!/^[0-9]{3}\.css$/.test(sheet)) throw simsError('SIMS_NOT_FOUND', { what: `font ${sheet}` });
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=86400').send(serve(sheet));
  });
  app.get<{ Params: { file: string } }>('/phone/fonts/files/:file', (request, reply) => {
    const { file } = request.params;
    if (!/^[a-z0-9-]+\.woff2$/.test(file)) throw simsError('SIMS_NOT_FOUND', { what: `font ${file}` });
    reply
      .type('font/woff2')
      .header('cache-control', 'max-age=86400')
      .send(serve(join('files', file)));
  });
}
