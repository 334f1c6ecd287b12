import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { RateCard } from '#server/contract/rates.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { moneyFields } from './card-form.ts';

interface RateCardViewProps {
  readonly card: RateCard;
  readonly onEdit: () => void;
}

/** A card with all it says; what is nothing is left out. */
export function RateCardView({ card, onEdit }: RateCardViewProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { today, canEdit } = useHubContext();
  const [isRemoving, setRemoving] = useState(false);
  const { terms } = card;
  const isNow = card.valid_from <= today && (card.valid_until === null || today <= card.valid_until);
  const days =
    card.valid_until === null
      ? t('rates.from-day', { day: f.day(card.valid_from) })
      : `${f.day(card.valid_from)} – ${f.day(card.valid_until)}`;
  return (
    <li className="vehicle">
      <div className="row">
        <strong className="grow">{card.name}</strong>
        {isNow && <span className="badge">{t('rates.now')}</span>}
      </div>
      <p className="soft small">
        {days} · {card.vehicles.length > 0 ? card.vehicles.join(', ') : t('rates.all-of-type')}
      </p>
      <dl className="facts">
        {terms.km_bands.map(({ from_km: from, per_km: perKm }, index) => {
          const to = terms.km_bands[index + 1]?.from_km;
          return [
            <dt key={from}>
              {to === undefined ? t('rates.band-above', { from }) : t('rates.band', { from, to })}
            </dt>,
            <dd key={`${from} amount`}>{f.moneyExact(perKm)}</dd>,
          ];
        })}
        {moneyFields
          .filter((field) => terms[field] > 0)
          .map((field) => [
            <dt key={field}>{t(`rates.${field}`)}</dt>,
            <dd key={`${field} amount`}>{f.moneyExact(terms[field])}</dd>,
          ])}
        {terms.fuel && (
          <>
            <dt>{t(`fuel.${terms.fuel.kind}`)}</dt>
            <dd>
              {t('rates.litres', {
                empty: f.decimal(terms.fuel.litres_empty),
                loaded: f.decimal(terms.fuel.litres_loaded),
              })}
            </dd>
          </>
        )}
      </dl>
      {canEdit && (
        <div className="row">
          <button type="button" className="button" onClick={onEdit}>
            {t('action.edit')}
          </button>
          <button type="button" className="button danger" onClick={() => setRemoving(true)}>
            {t('rates.remove')}
          </button>
        </div>
      )}
      {isRemoving && <RemoveDialog card={card} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function RemoveDialog({ card, onClose }: { readonly card: RateCard; readonly onClose: () => void }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(endpoints.removeRateCard, { params: { hub: hub.id, card: card.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.rates(hub.id) }),
  });
  return (
    <Dialog title={t('rates.remove-title', { name: card.name })} isNarrow onClose={onClose}>
      <div className="stack">
        {remove.error && <ProblemPanel error={remove.error} />}
        <p>{t('rates.remove-what')}</p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button
            type="button"
            className="button danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('rates.remove')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
