import type { RunContact } from '#server/contract/drive-run.ts';
import type { ItemState, StopState } from '#server/domain/drive/run-state.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useFormat, useWords } from '../i18n.tsx';
import { phoneLink } from '../phone/handover-links.ts';
import type { DayTools } from '../pages/day.tsx';
import type { RunView } from '../phone/run-log.ts';
import { PlacePhoto } from './place-photo.tsx';
import { useProductName } from './use-product-name.ts';

/** What is to be fetched or handed over at a stop, and whom to call. */
export function StopWhat({ tools, stop }: { tools: DayTools; stop: StopState }) {
  const { t } = useWords();
  const { view } = tools;
  return (
    <>
      <ul className="what">
        {stop.items.map((item) => (
          <li key={`${item.request} ${item.visit}`}>
            <ItemWords view={view} item={item} />
          </li>
        ))}
        {stop.isTakenOut && <li className="drive-note look">{t('stop.taken-out')}</li>}
      </ul>
      <Contacts tools={tools} stop={stop} />
    </>
  );
}

export function ItemWords({ view, item }: { view: RunView; item: ItemState }) {
  const { t } = useWords();
  const f = useFormat();
  const productOf = useProductName(view);
  const { booked } = item;
  const frozen = [view.wire.latest, ...view.wire.earlier]
    .flatMap((version) => version.frozen?.requests ?? [])
    .find(({ id }) => id === item.request);
  return (
    <>
      <strong>
        {item.kind === 'delivery' ? `${t('item.delivery')} · ` : ''}
        {productOf(item.product)}
      </strong>
      <span className="large">
        {item.kind === 'delivery'
          ? t('item.parcels', { count: booked.parcels })
          : t('item.amount', { kg: f.kg(booked.kg), crates: booked.crates })}
      </span>
      {item.bookedThen !== null && (
        <span className="look-text">{t('item.booked-then', { kg: f.kg(item.bookedThen.kg) })}</span>
      )}
      {frozen && (
        <span className="soft">{[frozen.reference, frozen.cooperative].filter(Boolean).join(' · ')}</span>
      )}
    </>
  );
}

/** Each person of a stop once, however much of hers is there. */
export function Contacts({ tools, stop: { items } }: { tools: DayTools; stop: StopState }) {
  const here = new Set(items.map(({ request }) => request));
  // What was kept by the page before an update has none.
  const all = (tools.view.wire.latest.contacts ?? []).filter(({ request }) => here.has(request));
  const each = new Map(all.map((contact) => [Object.values({ ...contact, request: '' }).join(' '), contact]));
  if (each.size === 0) return null;
  return (
    <ul className="what">
      {[...each].map(([key, contact]) => (
        <li key={key}>
          <ContactWords tools={tools} contact={contact} />
        </li>
      ))}
    </ul>
  );
}

/** Where it is in her words and by her photo, and her phone in one tap. */
function ContactWords({ tools, contact }: { tools: DayTools; contact: RunContact }) {
  const { t } = useWords();
  const { name, phone, landmark, photo } = contact;
  return (
    <>
      {landmark !== '' && (
        <span className="row">
          <Icon name="pin" /> {landmark}
        </span>
      )}
      {photo && <PlacePhoto key={photo} tools={tools} photo={photo} />}
      {phone === '' ? (
        <span>{name}</span>
      ) : (
        <a className="button big" href={phoneLink(phone)}>
          {t('stop.call', { name })}
        </a>
      )}
    </>
  );
}
