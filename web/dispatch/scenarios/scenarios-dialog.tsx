import { useState } from 'react';
import type { PlanFiguresWire, ScenarioWire } from '#server/contract/desk.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { toneOf } from '../desk/cost-change.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import { useScenarios, type Scenarios } from './use-scenarios.ts';

interface ScenariosProps {
  readonly date: string;
  readonly selection: Selection;
}

/** Opens the copies of the plan. */
export function ScenariosButton(props: ScenariosProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        <Icon name="copy" />
        {t('scenario.title')}
      </button>
      {isOpen && <ScenariosDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Keeps copies of the plan, opens, compares, adopts and throws them away. */
function ScenariosDialog({ date, selection, onClose }: ScenariosProps & { readonly onClose: () => void }) {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const scenarios = useScenarios(date, selection);
  const { list } = scenarios;
  return (
    <Dialog title={t('scenario.title')} onClose={onClose}>
      <div className="stack">
        {canEdit && <KeepForm scenarios={scenarios} onKept={onClose} />}
        {list.error && <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <div className="loading">{t('state.loading')}</div>}
        {list.data?.scenarios.length === 0 && <p className="soft">{t('scenario.none')}</p>}
        <ul className="rows">
          {list.data?.scenarios.map((scenario) => (
            <ScenarioRow
              key={scenario.id}
              scenario={scenario}
              scenarios={scenarios}
              onOpen={() => {
                selection.setScenario(scenario.id);
                onClose();
              }}
            />
          ))}
        </ul>
        {list.data && list.data.scenarios.length > 0 && (
          <Comparison
            record={list.data.record}
            scenarios={list.data.scenarios}
            onShow={(first, second) => {
              selection.compare(first, second);
              onClose();
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

function KeepForm({ scenarios, onKept }: { readonly scenarios: Scenarios; readonly onKept: () => void }) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const { keeping } = scenarios;
  return (
    <form
      className="keep-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') keeping.mutate(name.trim(), { onSuccess: onKept });
      }}
    >
      <InputField
        label={t('scenario.name')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={name.trim() === '' || keeping.isPending}>
        {t('scenario.keep')}
      </button>
    </form>
  );
}

interface ScenarioRowProps {
  readonly scenario: ScenarioWire;
  readonly scenarios: Scenarios;
  readonly onOpen: () => void;
}

function ScenarioRow({ scenario, scenarios, onOpen }: ScenarioRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { canEdit } = useHubContext();
  const { name, created_at: at, figures } = scenario;
  const { removing } = scenarios;
  return (
    <li className="scenario-row">
      <span className="grow">
        <strong>{name}</strong>
        <span className="soft small scenario-who">{f.moment(at)}</span>
      </span>
      <span className="number">{f.money(figures.cost)}</span>
      <button type="button" className="button" aria-label={t('scenario.open-of', { name })} onClick={onOpen}>
        {t('scenario.open')}
      </button>
      {canEdit && (
        <button
          type="button"
          className="button quiet icon"
          aria-label={t('scenario.remove-of', { name })}
          title={t('scenario.remove-of', { name })}
          disabled={removing.isPending}
          onClick={() => removing.mutate(scenario)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

interface ComparisonProps {
  readonly record: PlanFiguresWire;
  readonly scenarios: readonly ScenarioWire[];
  /** Each a scenario or (null) the plan of record. */
  readonly onShow: (first: string | null, second: string | null) => void;
}

/** Two plans side by side, and what the second has more than the first. */
function Comparison({ record, scenarios, onShow }: ComparisonProps) {
  const { t } = useI18n();
  const f = useFormat();
  const [chosen, setChosen] = useState<readonly [string, string]>(['', scenarios.at(-1)?.id ?? '']);
  const figuresOf = (id: string) => scenarios.find((each) => each.id === id)?.figures ?? record;
  const [a, b] = [figuresOf(chosen[0]), figuresOf(chosen[1])];
  const rows: readonly (readonly [
    string,
    (figures: PlanFiguresWire) => number,
    (amount: number) => string,
  ])[] = [
    [t('figure.cost'), ({ cost }) => cost, f.money],
    [t('figure.distance'), ({ metres }) => metres, f.distance],
    [t('figure.hours'), ({ seconds }) => seconds, f.duration],
    [t('figure.runs'), ({ runs }) => runs, f.number],
    [t('figure.unserved'), ({ unserved }) => unserved, f.number],
    [t('scenario.lateness'), ({ late_seconds: late }) => late, f.duration],
    [t('scenario.problems'), ({ violations }) => violations, f.number],
  ];
  const choose = (side: 0 | 1) => (
    <select
      className="select"
      aria-label={t(side === 0 ? 'scenario.first' : 'scenario.second')}
      value={chosen[side]}
      onChange={(event) =>
        setChosen(side === 0 ? [event.target.value, chosen[1]] : [chosen[0], event.target.value])
      }
    >
      <option value="">{t('scenario.record')}</option>
      {scenarios.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <section className="stack-small" aria-label={t('scenario.compare')}>
      <h3>{t('scenario.compare')}</h3>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('scenario.figure')}</span>
              </th>
              <th scope="col">{choose(0)}</th>
              <th scope="col">{choose(1)}</th>
              <th scope="col" className="number">
                {t('scenario.difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, pick, write]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{write(pick(a))}</td>
                <td className="number">{write(pick(b))}</td>
                <td className="number">
                  <strong className={toneOf(pick(b) - pick(a))}>{f.change(pick(b) - pick(a), write)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button
        type="button"
        className="button"
        disabled={chosen[0] === chosen[1]}
        onClick={() => onShow(chosen[0] || null, chosen[1] || null)}
      >
        <Icon name="map" />
        {t('compare.show')}
      </button>
    </section>
  );
}
