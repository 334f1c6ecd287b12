import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { ApiProblem } from '#web/shared/api/api-problem.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import type { Receiving } from './use-receiving.ts';

/** What this device holds that the server does not have: calm while it waits, loud where it is refused. */
export function QueueNotices({ receiving }: { readonly receiving: Receiving }) {
  const { t } = useI18n();
  const { ownCount, ofOthers, refused, isKept, day, forget, takeOver } = receiving;
  const placeOf = (request: string | undefined) =>
    day?.requests.find((each) => each.request === request)?.place ?? '';
  return (
    <>
      <output>
        {ownCount > 0 && (
          <span className={isKept ? 'notice' : 'notice look'}>
            <Icon name={isKept ? 'info' : 'warning'} />
            {t(isKept ? 'receiving.waiting' : 'receiving.not-kept', { count: ownCount })}
          </span>
        )}
      </output>
      {ofOthers.map(({ id, name, count }) => (
        <div key={id} className="notice look">
          <Icon name="warning" />
          <span className="grow">
            {name === null ? t('receiving.of-unknown', { count }) : t('receiving.of-other', { count, name })}
          </span>
          <button type="button" className="button" onClick={() => takeOver(id)}>
            {t('receiving.send-mine')}
          </button>
        </div>
      ))}
      {refused.map(({ weighIn, problem }) => (
        <div key={weighIn.id} className="stack-small">
          <strong>
            {t('receiving.refused', {
              what: placeOf(weighIn.lines[0]?.request) || weighIn.vehicle,
              kg: weighIn.lines.reduce((sum, { kg }) => sum + kg, 0),
            })}
          </strong>
          {problem && <ProblemPanel error={new ApiProblem(problem)} />}
          <div>
            <button type="button" className="button" onClick={() => forget(weighIn.id)}>
              {t('receiving.forget')}
            </button>
          </div>
        </div>
      ))}
    </>
  );
}
