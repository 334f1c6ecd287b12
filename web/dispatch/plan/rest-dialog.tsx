import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { call } from '#web/shared/api/client.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import { firstWhat, type RestWhat, selectedRuns } from './rest-scope.ts';
import type { Planning } from './use-planning.ts';

interface RestProps {
  readonly desk: Desk;
  readonly date: string;
  readonly selection: Selection;
  readonly planning: Planning;
}

/** Opens the choice of what the optimiser may change. */
export function RestButton(props: RestProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const { planning, desk } = props;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!planning.canStart || desk.waiting > 0}
        onClick={() => setOpen(true)}
      >
        <Icon name="play" />
        {t('rest.open')}
      </button>
      {isOpen && <RestDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const secondsChoices = [5, 10, 30, 60];
/** What a stop must save to leave its run, as shares of the plan's cost; null: none leaves its run. */
const stayShares = [0, 0.002, 0.01, null];

function RestDialog({
  desk,
  date,
  selection,
  planning,
  onClose,
}: RestProps & { readonly onClose: () => void }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const { sayProblem } = useToasts();
  const plan = desk.shown.arrangement;
  const loose = unassignedStops(plan);
  const runs = selectedRuns(plan, selection);
  const stops = selection.stops.filter((stop) => loose.includes(stop));
  const [what, setWhat] = useState(() => firstWhat(plan, selection));
  const [stay, setStay] = useState(0);
  const [mayOpen, setMayOpen] = useState(true);
  const [seconds, setSeconds] = useState(5);
  const { cost } = desk.shown.document.totals;
  const stayCosts = stayShares.map((share) => share && roundMoney(cost * share));
  const keepsRuns = what === 'loose' || what === 'stops';
  const starting = useMutation({
    mutationFn: () =>
      call(endpoints.planRest, {
        params: { hub: hub.id },
        body: {
          date,
          scenario: desk.scenario,
          edit_version: desk.version,
          runs: what === 'runs' ? runs : null,
          stops: what === 'stops' ? stops : what === 'runs' ? [] : null,
          may_open_runs: mayOpen,
          stay_cost: keepsRuns ? null : (stayCosts[stay] ?? null),
          seconds,
        },
      }),
    onSuccess: ({ solve }) => {
      planning.follow(solve);
      selection.setProposal(solve);
      onClose();
    },
    onError: sayProblem,
  });
  const choices: readonly (readonly [RestWhat, string, boolean])[] = [
    ['all', t('rest.all'), true],
    ['runs', t('rest.runs', { count: runs.length, runs: runs.join(', ') }), runs.length > 0],
    ['loose', t('rest.loose', { count: loose.length }), loose.length > 0],
    ['stops', t('rest.stops', { count: stops.length }), stops.length > 0],
  ];
  return (
    <Dialog title={t('rest.title')} onClose={onClose} isNarrow>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          starting.mutate();
        }}
      >
        <fieldset className="stack-small">
          <legend className="legend">{t('rest.what')}</legend>
          {choices.map(
            ([each, label, isThere]) =>
              isThere && (
                <label key={each} className="choice">
                  <input type="radio" name="what" checked={what === each} onChange={() => setWhat(each)} />
                  {label}
                </label>
              ),
          )}
        </fieldset>
        {!keepsRuns && (
          <SelectField
            label={t('rest.change')}
            value={stay}
            onChange={(event) => setStay(Number(event.target.value))}
          >
            {stayCosts.map((amount, index) => (
              <option key={stayShares[index]} value={index}>
                {amount === null
                  ? t('rest.change-none')
                  : amount === 0
                    ? t('rest.change-any')
                    : t('rest.change-saving', { amount: f.money(amount) })}
              </option>
            ))}
          </SelectField>
        )}
        <label className="choice">
          <input type="checkbox" checked={mayOpen} onChange={() => setMayOpen(!mayOpen)} />
          {t('rest.may-open')}
        </label>
        <SelectField
          label={t('plan.seconds')}
          value={seconds}
          onChange={(event) => setSeconds(Number(event.target.value))}
        >
          {secondsChoices.map((each) => (
            <option key={each} value={each}>
              {f.duration(each)}
            </option>
          ))}
        </SelectField>
        <p className="soft small">{t('rest.kept')}</p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={starting.isPending}>
            {t('rest.start')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Two digits: it is a setting, not a sum. */
function roundMoney(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.round(amount / unit) * unit;
}
