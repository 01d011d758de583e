/** What all pages of headquarters share: head, bar, language, sign-out. */
import { type Html, type HtmlPiece, html } from '@qiantai/foundation';
import { type Language, words } from './page-words.ts';

export const basePath = '/headquarters';

export interface PageFrame {
  language: Language;
  title: string;
  /** Path and query of this page without its language. */
  address: { path: string; query: Readonly<Record<string, string>> };
  /** Undefined before the sign-in. */
  user: { name: string; placeName: string } | undefined;
  /** Whether the page keeps itself up to date. */
  live: boolean;
}

export function page(frame: PageFrame, body: HtmlPiece): Html {
  const { language, user } = frame;
  const other = language === 'zh' ? { code: 'en', name: 'English' } : { code: 'zh', name: '中文' };
  const say = (word: keyof typeof words) => words[word][language];
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · ${say('title')}</title>
<link rel="stylesheet" href="${basePath}/fonts/400.css">
<link rel="stylesheet" href="${basePath}/fonts/600.css">
<link rel="stylesheet" href="${basePath}/page.css">
${frame.live && html`<script type="module" src="${basePath}/live.js"></script>`}
</head>
<body>
<header class="bar">
<p class="brand">钱台 <small>${say('title')}</small></p>
<nav>
${user && html`<span class="who">${user.name}<small>${user.placeName}</small></span>`}
<a href="${addressOf(frame.address, { lang: other.code })}" hreflang="${other.code}">${other.name}</a>
${user && html`<form method="post" action="${basePath}/sign-out?lang=${language}"><button class="quiet">${say('signOut')}</button></form>`}
</nav>
</header>
<main>
${body}
</main>
</body>
</html>
`;
}

export function addressOf(
  address: { path: string; query?: Readonly<Record<string, string>> },
  change: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...address.query, ...change }).toString();
  return `${basePath}${address.path}${query === '' ? '' : `?${query}`}`;
}
