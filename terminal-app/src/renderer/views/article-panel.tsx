import { useRef, useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useNotice, useTill } from '../connection/use-till.tsx';
import { type KeyHandler, mayEndCode, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pad } from '../parts/pad.tsx';
import { Picture } from '../parts/picture.tsx';
import { OrdersBar } from './orders-dialog.tsx';
import { PayButton } from './pay-button.tsx';
import { SaleActions, useSaleActions } from './sale-actions.tsx';
import { type OpenSaleDialog, SaleDialog, type SaleDialogName, selectedLine } from './sale-dialogs.tsx';
import { type ArticleEntry, useArticleEntry } from './use-article-entry.ts';

type Article = TillSnapshot['quickKeys'][number];

/** Search field, quick keys or what was found, actions, and the way to the money. */
export function ArticlePanel() {
  const { snapshot, send, tell } = useTill();
  const { notice, dismiss } = useNotice();
  const entry = useArticleEntry();
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<'quick' | 'pad' | 'cart'>('cart');
  const [dialog, setDialog] = useState<OpenSaleDialog | null>(null);
  const open = (name: SaleDialogName) => setDialog({ name });
  const actions = useSaleActions(open);
  const { sale } = snapshot;
  const selected = selectedLine(snapshot);

  const selectBy = (by: number) => {
    const at = sale.lines.findIndex((line) => line.lineNo === sale.selectedLineNo);
    const next = sale.lines[Math.min(sale.lines.length - 1, Math.max(0, at + by))];
    if (next) void send({ type: 'select_line', lineNo: next.lineNo });
  };
  const pay = () => {
    if (sale.lines.length === 0) return;
    void send(sale.kind === 'return' ? { type: 'give_back' } : { type: 'begin_tender' });
  };

  const onKey: KeyHandler = (press) => {
    const { key } = press;
    const empty = entry.text === '';
    // After digits `*` is a quantity.
    const action = actions.find(({ keyCap }) => keyCap === key && (empty || key !== '*'));
    if (action) {
      if (!action.disabled) action.run();
      return true;
    }
    switch (key) {
      case 'Scanned':
        entry.clear();
        return true;
      case 'F2':
        field.current?.focus();
        return true;
      case 'Enter':
        if (entry.commit()) field.current?.blur();
        else if (!mayEndCode(press)) pay();
        return true;
      case 'Escape':
        field.current?.blur();
        if (!empty) entry.clear();
        else if (notice) dismiss();
        else if (sale.kind === 'return' && sale.lines.length === 0) void send({ type: 'leave_return' });
        return true;
      case 'ArrowUp':
      case 'ArrowDown':
        if (entry.found?.length) entry.moveChoice(key === 'ArrowUp' ? -1 : 1);
        else selectBy(key === 'ArrowUp' ? -1 : 1);
        return true;
      case 'Backspace':
        entry.change(entry.text.slice(0, -1));
        return true;
      case 'Delete':
        if (empty && selected) void send({ type: 'remove_line', lineNo: selected.lineNo });
        return true;
    }
    if (empty && key === '/') {
      open('more');
      return true;
    }
    if (empty && selected && (key === '+' || key === '-' || key === '=')) {
      const quantity = selected.quantity + (key === '-' ? -1 : 1);
      if (quantity >= 1) void send({ type: 'change_quantity', lineNo: selected.lineNo, quantity });
      return true;
    }
    if ([...key].length !== 1 || (empty && key === ' ')) return false;
    entry.change(entry.text + key);
    return true;
  };
  useKeys('view', onKey);

  return (
    <>
      <div className="search">
        <SearchField entry={entry} field={field} />
        <Button
          className="search-pad"
          icon="pad"
          pressed={shown === 'pad'}
          label={tell('sale.keypad')}
          onPress={() => setShown(shown === 'pad' ? 'cart' : 'pad')}
        />
        <QuickToggle shown={shown} onToggle={() => setShown(shown === 'quick' ? 'cart' : 'quick')} />
        <OrdersBar onOpen={() => open('orders')} />
        <Notice />
        <UnknownCode onSell={(code) => setDialog({ name: 'by_price', code })} />
      </div>
      <div className="articles" data-open={entry.found !== null || shown !== 'cart' ? '' : undefined}>
        {shown === 'pad' && entry.found === null ? (
          <TypingPad onKey={(key) => onKey({ key, charactersBefore: 0 })} entry={entry} />
        ) : (
          <Articles entry={entry} onPicked={() => setShown('cart')} />
        )}
      </div>
      <SaleActions onOpen={open} />
      <PayButton onPress={pay} />
      {dialog && <SaleDialog open={dialog} onOpen={open} onClose={() => setDialog(null)} />}
    </>
  );
}

/** A code that nobody knew can be sold by its price. */
function UnknownCode({ onSell }: { onSell: (code: string) => void }) {
  const { snapshot, tell } = useTill();
  const { notice, dismiss } = useNotice();
  const code = notice?.code === 'UNKNOWN_CODE' ? notice.params['code'] : undefined;
  if (!code || code.includes('…') || snapshot.sale.kind === 'return') return null;
  const sell = () => {
    dismiss();
    onSell(code);
  };
  return (
    <Button className="unknown-code" icon="tag" onPress={sell}>
      {tell('deed.by_price')}
    </Button>
  );
}

function SearchField({ entry, field }: { entry: ArticleEntry; field: React.RefObject<HTMLInputElement | null> }) {
  const { snapshot, tell } = useTill();
  const { nextQuantity } = snapshot.sale;
  return (
    <label className="search-field">
      <Icon name="search" size={22} />
      {nextQuantity !== 1 && <span className="badge">{tell('sale.next_quantity', { count: nextQuantity })}</span>}
      <input
        ref={field}
        type="text"
        value={entry.text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        placeholder={tell('sale.search')}
        aria-label={tell('sale.search')}
        onChange={(event) => entry.change(event.target.value)}
      />
      {entry.text !== '' && (
        <Button look="ghost" icon="cross" label={tell('sale.search_clear')} onPress={entry.clear} />
      )}
      <kbd className="key-cap">F2</kbd>
    </label>
  );
}

/** On a handheld the quick keys share the place of the cart. */
function QuickToggle({ shown, onToggle }: { shown: string; onToggle: () => void }) {
  const { tell } = useTill();
  return (
    <Button
      className="search-quick"
      icon={shown === 'quick' ? 'cart' : 'grid'}
      pressed={shown === 'quick'}
      label={tell(shown === 'quick' ? 'sale.cart' : 'sale.quick_keys')}
      onPress={onToggle}
    />
  );
}

function TypingPad({ onKey, entry }: { onKey: (key: string) => void; entry: ArticleEntry }) {
  const { tell } = useTill();
  return (
    <Pad
      onKey={onKey}
      extra={{ key: '*', label: '×' }}
      backspaceLabel={tell('sale.backspace')}
      enter={{ label: tell('quantity.set'), disabled: entry.text === '' }}
    />
  );
}

function Articles({ entry, onPicked }: { entry: ArticleEntry; onPicked: () => void }) {
  const { snapshot, send, tell } = useTill();
  const articles = entry.found ?? snapshot.quickKeys;
  if (articles.length === 0) {
    const searched = entry.found !== null;
    return (
      <div className="empty">
        <Icon name={searched ? 'search' : 'grid'} size={44} />
        <strong>{searched ? tell('sale.search_none', { text: entry.text }) : tell('sale.quick_none')}</strong>
        {searched && <p>{tell('sale.search_none_body')}</p>}
      </div>
    );
  }
  return (
    <ul className="article-tiles" aria-label={tell(entry.found ? 'sale.search_results' : 'sale.quick_keys')}>
      {articles.map((article, at) => (
        <li key={article.articleId}>
          <ArticleTile
            article={article}
            chosen={entry.found !== null && at === entry.chosen}
            onPress={() => {
              void send({ type: 'add_article', articleId: article.articleId });
              entry.clear();
              onPicked();
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function ArticleTile({ article, chosen, onPress }: { article: Article; chosen: boolean; onPress: () => void }) {
  const { tell } = useTill();
  const name = tell.language === 'zh' ? article.nameZh : article.nameEn;
  return (
    <Button look="tile" className={`article ${chosen ? 'article-on' : ''}`} onPress={onPress}>
      <Picture picture={article.picture} name={name} />
      <span className="article-name">{name}</span>
      <span className="article-price">
        <Money minor={article.unitPriceMinor} />
        {article.soldByWeight && ' / kg'}
      </span>
    </Button>
  );
}
