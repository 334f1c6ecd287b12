import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RateCard } from '#server/contract/rates.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { Baselines } from './baselines.tsx';
import { CardDialog } from './card-dialog.tsx';
import { formOfCard, formOfType } from './card-form.ts';
import { FuelPrices } from './fuel-prices.tsx';
import { RateCardView } from './rate-card-view.tsx';
import { ShareRulesSection } from './share-rules.tsx';
import './costs.css';

/** What vehicles cost: a card for each type or carrier and its days, and fuel prices. */
export function RatesPage() {
  const { t } = useI18n();
  const { hub, today, canEdit } = useHubContext();
  const rates = useQuery(queries.rates(hub.id));
  const vehicles = useQuery(queries.vehicles(hub.id));
  const [writing, setWriting] = useState<{ readonly type: string; readonly card: RateCard | null } | null>(
    null,
  );
  const error = rates.error ?? vehicles.error;
  const fleet = vehicles.data ?? [];
  const cards = rates.data?.cards ?? [];
  const types = [...new Set([...fleet.map(({ type }) => type), ...cards.map((card) => card.vehicle_type)])];
  return (
    <div className="page-costs stack">
      <title>{`${t('rates.title')} · ${hub.name} · Hubward`}</title>
      <header className="row-wrap">
        <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}`}>
          <Icon name="previous" />
          {hub.name}
        </Link>
        <h1 className="grow">{t('rates.title')}</h1>
        <HubMenu />
      </header>
      <main className="stack">
        {(rates.isPending || vehicles.isPending) && !error && (
          <div className="loading">{t('state.loading')}</div>
        )}
        {error && (
          <ProblemPanel
            error={error}
            onRetry={() => {
              void rates.refetch();
              void vehicles.refetch();
            }}
          />
        )}
        {rates.data && vehicles.data && (
          <>
            <p className="soft">{t('rates.intro')}</p>
            {types.length === 0 && (
              <div className="empty">
                <h2>{t('empty.no-fleet')}</h2>
                <p>{t('empty.no-fleet-action')}</p>
              </div>
            )}
            {types.map((type) => (
              <section className="stack-small" key={type} aria-label={type}>
                <div className="row-wrap">
                  <h2 className="grow">{type}</h2>
                  {canEdit && (
                    <button type="button" className="button" onClick={() => setWriting({ type, card: null })}>
                      <Icon name="add" />
                      {t('rates.add-for', { type })}
                    </button>
                  )}
                </div>
                <TypeCards
                  cards={cards.filter((card) => card.vehicle_type === type)}
                  onEdit={(card) => setWriting({ type, card })}
                />
              </section>
            ))}
            <FuelPrices prices={rates.data.fuel_prices} />
            <Baselines baselines={rates.data.baselines} />
            <ShareRulesSection rules={rates.data.share_rules} />
          </>
        )}
      </main>
      {writing && (
        <CardDialog
          card={writing.card?.id ?? null}
          start={
            writing.card
              ? formOfCard(writing.card, hub.currency)
              : formOfType(
                  writing.type,
                  fleet.find(({ type }) => type === writing.type),
                  today,
                  hub.currency,
                )
          }
          vehicles={fleet}
          onClose={() => setWriting(null)}
        />
      )}
    </div>
  );
}

interface TypeCardsProps {
  readonly cards: readonly RateCard[];
  readonly onEdit: (card: RateCard) => void;
}

function TypeCards({ cards, onEdit }: TypeCardsProps) {
  const { t } = useI18n();
  if (cards.length === 0) return <p className="soft">{t('rates.none')}</p>;
  return (
    <ul className="cards">
      {cards.map((card) => (
        <RateCardView key={card.id} card={card} onEdit={() => onEdit(card)} />
      ))}
    </ul>
  );
}
