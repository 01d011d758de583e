/**
 * Headquarters' pages: sign-in, the chain, a store. Served to people of a merchant, each of whom sees its own part
 * of the tree. Plain pages; a small module keeps them up to date.
 */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import formBody from '@fastify/formbody';
import { CodedError, fontReader } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BoardPlace } from './board.ts';
import { boardBody, nameOf } from './board-page.ts';
import { type BoardReader, type BoardViewer, findStore } from './board-reader.ts';
import { basePath, type PageFrame, page } from './layout.ts';
import { type Language, languages, words } from './page-words.ts';
import { type SignInTrouble, signInBody } from './sign-in-page.ts';
import { storeBody } from './store-page.ts';

/** A person at headquarters, and the part of the chain that it sees. */
export interface PageUser extends BoardViewer {
  name: string;
}

export interface HeadquartersPagesOptions {
  sessions: {
    /** @throws CodedError where it is wrong (401) or locked (429) */
    signIn(tried: { merchantId: string; login: string; password: string }): Promise<{ token: string }>;
    /** Undefined where the session is over. */
    userOf(token: string): Promise<PageUser | undefined>;
    signOut(token: string): Promise<void>;
  };
  boards: BoardReader;
}

const noQuery: Readonly<Record<string, string>> = {};
const cookieName = 'qiantai_headquarters';
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const signInForm = z.object({
  merchant: z.string().min(1).max(64),
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});
const query = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  date: z
    .string()
    .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/)
    .optional()
    .catch(undefined),
  part: z.literal('live').optional().catch(undefined),
});

export function headquartersPages({ sessions, boards }: HeadquartersPagesOptions) {
  return async (http: FastifyInstance): Promise<void> => {
    const readFont = fontReader(new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/400.css')));
    const styleSheet = await readFile(new URL('./page.css', import.meta.url), 'utf8');
    const script = stripTypeScriptTypes(await readFile(new URL('./browser/live.ts', import.meta.url), 'utf8'));
    await http.register(formBody, { bodyLimit: 4096 });

    http.addHook('onRequest', async (request, reply) => {
      reply.headers({
        'content-security-policy': contentPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      if (request.method === 'POST' && !isSameOrigin(request)) {
        return await reply.code(403).send({ code: 'HEADQUARTERS_WRONG_ORIGIN', message: 'Post from the page itself.' });
      }
    });

    http.get('/page.css', async (_request, reply) => await reply.type('text/css; charset=utf-8').send(styleSheet));
    http.get('/live.js', async (_request, reply) => await reply.type('text/javascript; charset=utf-8').send(script));
    http.get('/fonts/*', async (request, reply) => {
      const font = await readFont((request.params as { '*': string })['*']);
      if (!font) return await reply.code(404).send({ code: 'HTTP_NOT_FOUND', message: 'There is no such font.' });
      return await reply.type(font.contentType).header('cache-control', 'max-age=86400').send(font.bytes);
    });

    http.get('/', async (request, reply) => {
      const user = await userOf(request);
      if (!user) return await toSignIn(request, reply);
      // Whoever sits at a store sees that store.
      if (user.place.kind === 'store') return await sendStore(request, reply, user, user.place);
      const { language, date, isPart } = asked(request);
      const found = await boards.read(user, { place: user.place, ...(date && { businessDate: date }) });
      if (!found) return await toSignIn(request, reply);
      const view = { board: found.board, language, timeZone: found.day.timeZone, path: '' };
      const body = boardBody(view);
      return await send(
        reply,
        isPart ? String(body) : String(page(frameOf(request, user, found.board.merchantName), body)),
      );
    });

    http.get('/stores/:storeId', async (request, reply) => {
      const user = await userOf(request);
      if (!user) return await toSignIn(request, reply);
      const place = findStore(user.place, (request.params as { storeId: string }).storeId);
      if (place) return await sendStore(request, reply, user, place);
      const { language } = asked(request);
      const title = words.notFound[language];
      reply.code(404);
      return await send(reply, String(page({ ...frameOf(request, user, title), live: false }, title)));
    });

    http.get('/sign-in', async (request, reply) => await sendSignIn(request, reply, { merchant: '', login: '' }));
    http.post('/sign-in', async (request, reply) => {
      const form = signInForm.safeParse(request.body);
      const { language } = asked(request);
      if (!form.success) return await sendSignIn(request, reply.code(400), { merchant: '', login: '' }, 'signInWrong');
      const { merchant, login, password } = form.data;
      try {
        const { token } = await sessions.signIn({ merchantId: merchant, login, password });
        return await reply.header('set-cookie', cookie(token)).redirect(`${basePath}/?lang=${language}`, 303);
      } catch (error) {
        if (!(error instanceof CodedError) || error.definition.http >= 500) throw error;
        const trouble = error.definition.http === 429 ? 'signInLocked' : 'signInWrong';
        return await sendSignIn(request, reply.code(error.definition.http), { merchant, login }, trouble);
      }
    });
    http.post('/sign-out', async (request, reply) => {
      const token = tokenOf(request);
      if (token !== '') await sessions.signOut(token);
      const { language } = asked(request);
      return await reply.header('set-cookie', cookie('')).redirect(`${basePath}/sign-in?lang=${language}`, 303);
    });

    async function userOf(request: FastifyRequest): Promise<PageUser | undefined> {
      const token = tokenOf(request);
      return token === '' ? undefined : await sessions.userOf(token);
    }

    async function sendStore(request: FastifyRequest, reply: FastifyReply, user: PageUser, place: BoardPlace) {
      const { language, date, isPart } = asked(request);
      const found = await boards.read(user, { place, ...(date && { businessDate: date }) });
      if (!found) return await toSignIn(request, reply);
      const title = nameOf(place, language);
      const isWider = user.place.kind !== 'store';
      const path = isWider ? `/stores/${encodeURIComponent(place.id)}` : '';
      const body = storeBody({ board: found.board, language, timeZone: found.day.timeZone, path, isWider });
      return await send(reply, isPart ? String(body) : String(page(frameOf(request, user, title), body)));
    }
  };
}

async function toSignIn(request: FastifyRequest, reply: FastifyReply) {
  const { language } = asked(request);
  if (tokenOf(request) === '') return await reply.redirect(`${basePath}/sign-in?lang=${language}`, 303);
  return await sendSignIn(
    request,
    reply.code(401).header('set-cookie', cookie('')),
    { merchant: '', login: '' },
    'sessionOver',
  );
}

async function sendSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  before: { merchant: string; login: string },
  trouble?: SignInTrouble,
) {
  const { language } = asked(request);
  const address = { path: '/sign-in', query: {} };
  const frame = { language, title: words.signIn[language], address, user: undefined, live: false };
  return await send(reply, String(page(frame, signInBody(language, before, trouble))));
}

function frameOf(request: FastifyRequest, user: PageUser, title: string): PageFrame {
  const { language, date } = asked(request);
  const { pathname } = new URL(request.url, 'http://localhost');
  return {
    language,
    title,
    address: { path: pathname.slice(basePath.length), query: date ? { date } : noQuery },
    user: { name: user.name, placeName: nameOf(user.place, language) },
    live: true,
  };
}

async function send(reply: FastifyReply, text: string) {
  return await reply.type('text/html; charset=utf-8').send(text);
}

function asked(request: FastifyRequest): { language: Language; date: string | undefined; isPart: boolean } {
  const given = query.parse(request.query ?? {});
  const preset: Language = (request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'zh';
  return { language: given.lang ?? preset, date: given.date, isPart: given.part === 'live' };
}

function tokenOf(request: FastifyRequest): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1]?.slice(0, 200) ?? '';
}

/** RFC 6265: only for this machine's own pages, out of reach of scripts. */
function cookie(token: string): string {
  const age = token === '' ? 0 : 12 * 3600;
  return `${cookieName}=${token}; Path=${basePath}; HttpOnly; SameSite=Strict; Max-Age=${age}`;
}

/** Browsers send Origin with every POST (Fetch Standard, 3.2): it must be this page's own. */
function isSameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
