/**
 * What the hand types on the sale screen, and what it means: digits then `*` are a quantity, a code and Enter
 * are a scan, words are a search.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TillReply } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';

export type Articles = NonNullable<Extract<TillReply, { ok: true }>['articles']>;

export interface ArticleEntry {
  text: string;
  /** Null: nothing is searched for. */
  found: Articles | null;
  /** The result that Enter takes; -1: Enter sends the text as a code. */
  chosen: number;
  change(text: string): void;
  clear(): void;
  moveChoice(by: number): void;
  /** Sends what is typed; false where nothing is. */
  commit(): boolean;
}

const searchCharactersMin = 2;
const searchCharactersMax = 100;

/** Printable ASCII with a digit in it: a barcode or a receipt's number rather than a word. */
const looksLikeCode = (text: string) => /^[\x21-\x7e]+$/.test(text) && /[0-9]/.test(text);

export function useArticleEntry(): ArticleEntry {
  const { send } = useTill();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Articles | null>(null);
  const [chosen, setChosen] = useState(-1);
  const asked = useRef('');
  const listed = useRef<Articles>([]);

  const clear = useCallback(() => {
    asked.current = '';
    setText('');
    setFound(null);
    setChosen(-1);
  }, []);

  useEffect(() => {
    const wanted = text.trim();
    asked.current = wanted;
    const worth = /[^ -~]/.test(wanted) || wanted.length >= searchCharactersMin;
    if (!worth || wanted.length > searchCharactersMax) {
      setFound(null);
      setChosen(-1);
      return;
    }
    void send({ type: 'search', text: wanted }).then((reply) => {
      // A slower answer to an earlier text is not what is typed now.
      if (!reply.ok || asked.current !== wanted) return;
      const articles = reply.articles ?? [];
      const code = looksLikeCode(wanted);
      // Half a barcode finds nothing, and that is no news: the quick keys stay.
      const before = listed.current;
      listed.current = articles;
      setFound(code && articles.length === 0 ? null : articles);
      setChosen((at) => {
        if (code || articles.length === 0) return -1;
        // What a hand has moved to stays chosen where the answer to another letter comes late.
        const chosenId = at > 0 ? before[at]?.articleId : undefined;
        return Math.max(
          0,
          articles.findIndex(({ articleId }) => articleId === chosenId),
        );
      });
    });
  }, [text, send]);

  const change = (next: string) => {
    const quantity = /^([0-9]{1,7})[*×]$/.exec(next)?.[1];
    if (quantity === undefined) {
      setText(next);
      return;
    }
    clear();
    const count = Number(quantity);
    if (count >= 1 && count <= 1_000_000) void send({ type: 'set_next_quantity', quantity: count });
  };

  const commit = () => {
    const typed = text.trim();
    if (typed === '') return false;
    const article = found?.[chosen];
    if (article) void send({ type: 'add_article', articleId: article.articleId });
    else if (looksLikeCode(typed)) void send({ type: 'scan', code: typed, source: 'typed' });
    else return true;
    clear();
    return true;
  };

  return {
    text,
    found,
    chosen,
    change,
    clear,
    commit,
    moveChoice: (by) => setChosen((at) => Math.max(-1, Math.min((found?.length ?? 0) - 1, at + by))),
  };
}
