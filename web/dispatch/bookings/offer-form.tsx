import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Request } from '#server/contract/request.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

/** Proposes another day or time to who booked; nothing changes until she takes it. */
export function OfferForm({ request }: { request: Request }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, today } = useHubContext();
  const client = useQueryClient();
  const { say, sayProblem } = useToasts();
  const [draft, setDraft] = useState({
    date: request.date,
    ready_from: f.time(request.ready_from),
    ready_until: f.time(request.ready_until),
  });
  const offer = useMutation({
    mutationFn: () =>
      call(endpoints.offerBooking, { params: { hub: hub.id, request: request.id }, body: draft }),
    onSuccess: () => say(t('booking.offer-sent')),
    onError: sayProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.requests(hub.id, request.date) }),
  });
  return (
    <details>
      <summary>{t('booking.offer')}</summary>
      <form
        className="stack-small"
        onSubmit={(event) => {
          event.preventDefault();
          offer.mutate();
        }}
      >
        <InputField
          label={t('booking.offer-day')}
          type="date"
          required
          min={today}
          value={draft.date}
          onChange={({ target }) => setDraft({ ...draft, date: target.value })}
        />
        <InputField
          label={t('booking.offer-from')}
          type="time"
          required
          value={draft.ready_from}
          onChange={({ target }) => setDraft({ ...draft, ready_from: target.value })}
        />
        <InputField
          label={t('booking.offer-until')}
          type="time"
          required
          min={draft.ready_from}
          value={draft.ready_until}
          onChange={({ target }) => setDraft({ ...draft, ready_until: target.value })}
        />
        <div>
          <button type="submit" className="button" disabled={offer.isPending}>
            {t('booking.offer-send')}
          </button>
        </div>
      </form>
    </details>
  );
}
