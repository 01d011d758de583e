import { type Html, html } from '@qiantai/foundation';
import { basePath } from './layout.ts';
import { type Language, words } from './page-words.ts';

export type SignInTrouble = 'signInWrong' | 'signInLocked' | 'sessionOver';

export function signInBody(
  language: Language,
  before: { merchant: string; login: string },
  trouble?: SignInTrouble,
): Html {
  const say = (word: keyof typeof words) => words[word][language];
  const field = (name: 'merchant' | 'login' | 'password', value: string, autocomplete: string) =>
    html`<label>${say(name)}<input name="${name}" type="${name === 'password' ? 'password' : 'text'}" value="${value}" autocomplete="${autocomplete}" maxlength="200" required></label>`;
  return html`<form class="sign-in" method="post" action="${basePath}/sign-in?lang=${language}">
<h1>${say('title')}</h1>
<p>${say('signInIntro')}</p>
${trouble && html`<p class="trouble" role="alert">▲ ${say(trouble)}</p>`}
${field('merchant', before.merchant, 'organization')}
${field('login', before.login, 'username')}
${field('password', '', 'current-password')}
<button>${say('signIn')}</button>
</form>`;
}
