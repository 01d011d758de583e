/** The browser's own voice for what the speaker says, switched on by a person: browsers ask for that. */
import type { CardContext } from './device-card.ts';
import { button, element, setText } from './dom.ts';

const spokenLanguage = 'zh-CN';
const storeKey = 'voice';

export interface Voice {
  root: HTMLElement;
  say(text: string): void;
}

export function voiceButton({ word }: CardContext): Voice {
  const { speechSynthesis } = window;
  if (!speechSynthesis) return { root: element('span', { class: 'muted' }, word('voiceNone')), say: () => undefined };
  let on = localStorage.getItem(storeKey) === 'on';
  const root = button('', 'quiet', () => {
    on = !on;
    localStorage.setItem(storeKey, on ? 'on' : 'off');
    if (!on) speechSynthesis.cancel();
    show();
  });
  const show = () => {
    setText(root, word(on ? 'voiceOff' : 'voiceOn'));
    root.setAttribute('aria-pressed', String(on));
  };
  show();
  return {
    root,
    say: (text) => {
      if (!on) return;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = spokenLanguage;
      utterance.voice = speechSynthesis.getVoices().find(({ lang }) => lang.startsWith('zh')) ?? null;
      speechSynthesis.speak(utterance);
    },
  };
}
