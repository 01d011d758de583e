import type { Announcement, DeviceOf } from './api-types.ts';
import type { CardContext, DeviceView } from './device-card.ts';
import { button, clockText, drawing, element, setText } from './dom.ts';
import { voiceButton } from './voice.ts';

const shownAnnouncements = 5;

const speakerDrawing = `
<svg class="drawing" viewBox="0 0 320 130" aria-hidden="true">
  <g class="box">
    <rect class="body" x="96" y="14" width="128" height="106" rx="22"/>
    <circle class="cone" cx="160" cy="72" r="34"/>
    <circle class="cone-inner" cx="160" cy="72" r="13"/>
    <circle class="lamp" cx="160" cy="26" r="4"/>
  </g>
  <g class="waves">
    <path d="M238 46 q16 26 0 52"/><path d="M256 34 q26 38 0 76"/><path d="M274 22 q36 50 0 100"/>
    <path d="M82 46 q-16 26 0 52"/><path d="M64 34 q-26 38 0 76"/><path d="M46 22 q-36 50 0 100"/>
  </g>
</svg>`;

export function speakerView(first: DeviceOf<'speaker'>, context: CardContext): DeviceView<'speaker'> {
  const { hub, word } = context;
  let muted = first.state.answersMuted;
  let countBefore = -1;
  const picture = drawing(speakerDrawing);
  const bubble = element('p', { class: 'bubble', 'aria-live': 'polite' });
  const note = element('p', { class: 'muted' });
  const list = element('ol', { class: 'announcements' });
  const mute = button('', 'quiet', () => void hub.hand(first.id, 'mute-answers', { on: !muted }));
  const voice = voiceButton(context);
  let spoken = first.state.playing;
  const body = element(
    'div',
    { class: 'body' },
    picture,
    bubble,
    note,
    element('div', { class: 'row' }, mute, voice.root),
    element('h3', {}, word('played')),
    list,
  );

  const drawList = (announcements: readonly Announcement[]) => {
    const newest = announcements.slice(-shownAnnouncements).reverse();
    const rows = newest.map(({ heard, playedAtMs }) =>
      element('li', {}, element('time', {}, clockText(playedAtMs).slice(0, 8)), element('span', {}, heard)),
    );
    list.replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'muted' }, word('nothingPlayed'))]));
  };
  const update = ({ state }: DeviceOf<'speaker'>) => {
    muted = state.answersMuted;
    if (state.playing !== '' && state.playing !== spoken) voice.say(state.playing);
    spoken = state.playing;
    picture.classList.toggle('playing', state.playing !== '');
    setText(bubble, state.playing || state.lastPlayed || word('quiet'));
    bubble.classList.toggle('now', state.playing !== '');
    const notes = [
      state.playing ? word('playing') : '',
      state.waiting > 0 ? word('waitingSpeeches', state.waiting) : '',
      word('volume', state.volume),
      state.answersMuted ? `▲ ${word('answersMuted')}` : '',
    ];
    setText(note, notes.filter((text) => text !== '').join(' · ') || '\u00a0');
    setText(mute, word(state.answersMuted ? 'unmuteAnswers' : 'muteAnswers'));
    if (state.playedCount === countBefore && state.playedCount < 500) return;
    countBefore = state.playedCount;
    void hub.announcementsOf(first.id).then(drawList);
  };
  return { body, update };
}
