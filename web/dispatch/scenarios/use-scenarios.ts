import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ScenarioWire } from '#server/contract/desk.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';

/** The scenarios of a day's plan, and what can be done with them. */
export function useScenarios(date: string, selection: Selection) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say, sayProblem } = useToasts();
  const params = { hub: hub.id };
  const list = useQuery(queries.scenarios(hub.id, date));
  const refresh = () => client.invalidateQueries({ queryKey: keys.scenarios(hub.id, date) });
  const keeping = useMutation({
    mutationFn: (name: string) =>
      call(endpoints.addScenario, { params, body: { date, name, from: selection.scenario } }),
    onSuccess: ({ id }) => {
      selection.setScenario(id);
      return refresh();
    },
    onError: sayProblem,
  });
  const removing = useMutation({
    mutationFn: ({ id }: ScenarioWire) =>
      call(endpoints.removeScenario, { params: { ...params, scenario: id }, query: { date } }),
    onSuccess: (_, { id }) => {
      if (selection.scenario === id) selection.setScenario(null);
      return refresh();
    },
    onError: sayProblem,
  });
  const adopting = useMutation({
    mutationFn: async ({ id }: Pick<ScenarioWire, 'id'>) => {
      const { edit_version } = await call(endpoints.getDesk, { params, query: { date } });
      return call(endpoints.adoptScenario, {
        params: { ...params, scenario: id },
        body: { date, edit_version },
      });
    },
    onSuccess: () => {
      say(t('scenario.adopted'));
      selection.setScenario(null);
      return refresh();
    },
    onError: sayProblem,
  });
  return { list, keeping, removing, adopting };
}

export type Scenarios = ReturnType<typeof useScenarios>;
