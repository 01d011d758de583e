/** Goods that are not sold to everybody: asked once for each sale, and again only for a higher age. */
import { addArticle, addMeasured } from './cart.ts';
import type { DeedRules } from './doing-deeds.ts';
import type { Article, Measure, Stage, TillState } from './model.ts';
import { changed } from './selling.ts';
import { type Context, go, stay, withSale } from './situation.ts';

export const ageRules: DeedRules<'answer_age'> = {
  answer_age: {
    refusal: () => null,
    right: () => null,
    record: ({ sale, stage }, { isOldEnough }) => {
      const asked = askedIn(stage);
      return {
        deed: isOldEnough ? 'age_confirmed' : 'age_refused',
        saleId: sale.saleId,
        articleId: asked.article.articleId,
        reason: String(asked.ageMin),
      };
    },
    do: ({ state, stage, context }, { isOldEnough }) => {
      const { article, measure, ageMin } = askedIn(stage);
      const selling: TillState = { ...state, stage: { status: 'selling' } };
      if (!isOldEnough) return stay(withSale(selling, { ...state.sale, nextQuantity: 1 }));
      const asked = withSale(selling, { ...state.sale, ageConfirmed: Math.max(ageMin, state.sale.ageConfirmed) });
      return addFound(asked, article, measure, context);
    },
  },
};

/** An article that was found goes on its line, or waits for the answer about the customer's age. */
export function takeFound(state: TillState, article: Article, measure: Measure | null, context: Context) {
  const { ageMin = 0 } = article;
  const asks = state.sale.kind === 'sale' && ageMin > state.sale.ageConfirmed;
  if (asks) return go(state, { status: 'age_asked', article, measure, ageMin });
  return addFound(state, article, measure, context);
}

function addFound(state: TillState, article: Article, measure: Measure | null, { nowMs }: Context) {
  const { sale } = state;
  return changed(state, measure ? addMeasured(sale, article, measure, nowMs) : addArticle(sale, article, nowMs));
}

function askedIn(stage: Stage): Extract<Stage, { status: 'age_asked' }> {
  if (stage.status === 'age_asked') return stage;
  throw new TypeError(`an age is answered while ${stage.status}`);
}
